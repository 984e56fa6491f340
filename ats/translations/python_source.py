"""Messages in Python, by the functions of `django.utils.translation` that a file imports, under whatever name."""

import ast
from collections.abc import Iterator
from itertools import product

from ats.translations.words import Found

MODULE = "django.utils.translation"

# Where among the arguments stand context, message and plural.
SHAPES: dict[str, tuple[str, ...]] = {
    "gettext": ("msgid",),
    "gettext_lazy": ("msgid",),
    "gettext_noop": ("msgid",),
    "ngettext": ("msgid", "plural"),
    "ngettext_lazy": ("msgid", "plural"),
    "pgettext": ("context", "msgid"),
    "pgettext_lazy": ("context", "msgid"),
    "npgettext": ("context", "msgid", "plural"),
    "npgettext_lazy": ("context", "msgid", "plural"),
}


def collect(source: str, place: str) -> Iterator[Found | str]:
    """Each message in `source`; a text for each call whose words can't be known before it runs."""
    tree = ast.parse(source)
    names = dict(_names(tree))
    if not names:
        return
    constants = dict(_constants(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (called := names.get(ast.unparse(node.func))):
            yield from _found(node, SHAPES[called], place, constants)


def _names(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """What the functions are called in this file: (name here, name there)."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == MODULE:
            yield from ((alias.asname or alias.name, alias.name) for alias in node.names if alias.name in SHAPES)
        elif isinstance(node, ast.ImportFrom) and node.module == "django.utils":
            for alias in node.names:
                if alias.name == "translation":
                    yield from ((f"{alias.asname or alias.name}.{name}", name) for name in SHAPES)


def _constants(tree: ast.Module) -> Iterator[tuple[str, list[str]]]:
    """The module's own constants that are texts, or hold texts as values: (name, texts)."""
    for node in tree.body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            yield from ((target.id, _texts(node.value)) for target in targets if isinstance(target, ast.Name))


def _texts(node: ast.expr) -> list[str]:
    """The texts that a constant is or holds; of a dictionary its values, not its keys."""
    if (text := _constant(node)) is not None:
        return [text]
    if isinstance(node, ast.Dict):
        return [text for value in node.values for text in _texts(value)]
    if isinstance(node, ast.Tuple | ast.List | ast.Set):
        return [text for value in node.elts for text in _texts(value)]
    if isinstance(node, ast.Call):  # gettext_noop("…"), frozenset({"…"})
        return [text for value in node.args for text in _texts(value)]
    return []


def _found(
    call: ast.Call, shape: tuple[str, ...], place: str, constants: dict[str, list[str]]
) -> Iterator[Found | str]:
    """What the call looks up; several messages where its argument is a constant that holds several."""
    told = [_possible(argument, constants) for argument in call.args[: len(shape)]]
    if len(told) < len(shape) or not all(told):
        yield f"{place}:{call.lineno}: the words of a translation must stand there as they are: {ast.unparse(call)}"
        return
    for texts in product(*told):
        yield Found(place=place, **dict(zip(shape, texts, strict=True)))


def _possible(node: ast.expr, constants: dict[str, list[str]]) -> list[str]:
    """The text that stands there, or those of a constant of the module: `_(NAME)`, `_(NAMES[key])`."""
    text = _constant(node)
    if text is not None:
        return [text]
    held = node.value if isinstance(node, ast.Subscript) else node
    return constants.get(held.id, []) if isinstance(held, ast.Name) else []


def _constant(node: ast.expr) -> str | None:
    """The text that stands there, also where it is put together with `+`."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left, right = _constant(node.left), _constant(node.right)
        return left + right if left is not None and right is not None else None
    return None
