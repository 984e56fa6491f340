"""Messages in Python, by the functions of `django.utils.translation` that a file imports, under whatever name."""

import ast
from collections.abc import Iterator

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
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (called := names.get(ast.unparse(node.func))):
            yield _found(node, SHAPES[called], place)


def _names(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """What the functions are called in this file: (name here, name there)."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == MODULE:
            yield from ((alias.asname or alias.name, alias.name) for alias in node.names if alias.name in SHAPES)
        elif isinstance(node, ast.ImportFrom) and node.module == "django.utils":
            for alias in node.names:
                if alias.name == "translation":
                    yield from ((f"{alias.asname or alias.name}.{name}", name) for name in SHAPES)


def _found(call: ast.Call, shape: tuple[str, ...], place: str) -> Found | str:
    texts = [_constant(argument) for argument in call.args[: len(shape)]]
    if len(texts) < len(shape) or None in texts:
        return f"{place}:{call.lineno}: the words of a translation must stand there as they are: {ast.unparse(call)}"
    return Found(place=place, **{name: text or "" for name, text in zip(shape, texts, strict=True)})


def _constant(node: ast.expr) -> str | None:
    """The text that stands there, also where it is put together with `+`."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left, right = _constant(node.left), _constant(node.right)
        return left + right if left is not None and right is not None else None
    return None
