"""Messages in templates, read off the nodes that Django itself compiles, so that both always agree on the message."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.template import Engine, Origin, Template
from django.template.base import FilterExpression, Node, NodeList, Variable
from django.template.exceptions import TemplateSyntaxError
from django.template.smartif import TokenBase
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.utils.functional import Promise

from ats.translations.words import Found

Seen = set[int]
NOT_PARTS = {"token", "origin", "parser", "source", "engine"}


def collect(source: str, place: str, engine: Engine) -> Iterator[Found | str]:
    """Each message in the template `source`; a text for each that can't be known before it is drawn."""
    try:
        template = Template(source, Origin(name=place, template_name=place), place, engine)
    except TemplateSyntaxError as problem:
        yield f"{place}: {problem}"
        return
    yield from _within(template.nodelist, place, set())
    yield from _within(getattr(template.origin, "partial_contents", {}), place, set())


def _within(part: Any, place: str, seen: Seen) -> Iterator[Found | str]:
    """The messages in a node and in whatever it is made of."""
    if id(part) in seen:
        return
    seen.add(id(part))
    if isinstance(part, Promise):
        yield from _promised(part, place)
    elif isinstance(part, BlockTranslateNode):
        yield _block(part, place)
        yield from _parts(part.extra_context, place, seen)
        yield from _parts(part.counter, place, seen)
    elif isinstance(part, TranslateNode):
        yield _line(part, place)
        yield from _parts(part.filter_expression.filters, place, seen)
    elif isinstance(part, Variable):
        yield from _variable(part, place)
    else:
        yield from _parts(part, place, seen)


def _parts(part: Any, place: str, seen: Seen) -> Iterator[Found | str]:
    """Nodes keep their parts under names of their own: all of them are looked at."""
    if isinstance(part, Mapping):
        parts: Any = list(part.values())
    elif isinstance(part, list | tuple):  # a NodeList is one
        parts = part
    elif _is_made_of_parts(part):
        parts = [getattr(part, name, None) for name in _names(part) if name not in NOT_PARTS]
    else:
        return
    for each in parts:
        yield from _within(each, place, seen)


def _names(part: Any) -> list[str]:
    """The names of what it keeps, whether in slots or not."""
    slots = [name for kind in type(part).__mro__ for name in getattr(kind, "__slots__", ())]
    return [*getattr(part, "__dict__", {}), *(name for name in slots if not name.startswith("__"))]


def _is_made_of_parts(part: Any) -> bool:
    ours = isinstance(part, Node | NodeList | FilterExpression | TokenBase)
    return ours or type(part).__module__.startswith("template_partials")


def _variable(variable: Variable, place: str) -> Iterator[Found | str]:
    if variable.translate and variable.literal is not None:
        yield Found(_escaped(variable.literal), place, context=variable.message_context or "")
    elif variable.translate:
        yield f"{place}: _({variable.var}) translates what is not known before the page is drawn"


def _promised(promise: Any, place: str) -> Iterator[Found | str]:
    """What `_("…")` became: a text that will be translated, whose arguments are context and message, or the message."""
    told = [str(argument) for argument in promise._args]
    if len(told) in {1, 2}:
        yield Found(told[-1], place, context=told[0] if len(told) == 2 else "")


def _line(node: TranslateNode, place: str) -> Found | str:
    """`{% translate "…" %}`."""
    literal = getattr(node.filter_expression.var, "literal", None)
    context = _context(node.message_context)
    if not isinstance(literal, str) or context is None:
        return f"{place}: {{% translate {node.filter_expression.token} %}} does not stand there in words"
    return Found(_escaped(literal), place, context=context)


def _block(node: BlockTranslateNode, place: str) -> Found | str:
    """`{% blocktranslate %}…{% endblocktranslate %}`."""
    singular, _ = node.render_token_list(node.singular)
    plural = node.render_token_list(node.plural)[0] if node.plural and node.countervar and node.counter else ""
    context = _context(node.message_context)
    if context is None:
        return f"{place}: the context of “{singular}” does not stand there in words"
    return Found(singular, place, plural, context)


def _context(expression: FilterExpression | None) -> str | None:
    """The context's words; None where they are a variable."""
    if expression is None:
        return ""
    said = getattr(expression.var, "literal", expression.var)
    return said if isinstance(said, str) else None


def _escaped(literal: Any) -> str:
    """As Django looks it up: it doubles percent signs."""
    return str(literal).replace("%", "%%")
