"""A condition as a sentence for people: "Offered salary is more than Top of the pay range"."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import pgettext

from ats.kernel import catalogue
from ats.kernel.catalogue import FieldType
from ats.kernel.languages import Text

WORDS: dict[str, Text] = {
    "eq": _l("is"),
    "ne": _l("is not"),
    "gt": _l("is more than"),
    "gte": _l("is at least"),
    "lt": _l("is less than"),
    "lte": _l("is at most"),
    "in": _l("is one of"),
    "not_in": _l("is none of"),
    "contains": _l("contains"),
    "starts_with": _l("begins with"),
    "is_empty": _l("is empty"),
    "is_not_empty": _l("is filled in"),
}
SEVERAL: dict[str, Text] = {"in": _l("has one of"), "not_in": _l("has none of")}
DAYS: dict[str, Text] = {
    "gt": _l("is after"),
    "gte": _l("is on or after"),
    "lt": _l("is before"),
    "lte": _l("is on or before"),
}


def words_for(field: catalogue.Field) -> dict[str, Text]:
    """What each operator is called for fields of this type."""
    if field.type in (FieldType.DATE, FieldType.MOMENT):
        return WORDS | DAYS
    return WORDS | SEVERAL if field.type == FieldType.SEVERAL else WORDS


def sentence(tree: dict[str, Any]) -> str:
    """What `tree` says, in words, with brackets where one joining word stands inside another."""
    with catalogue.read_once():
        return _say(tree, inside=False)


def _say(tree: dict[str, Any], *, inside: bool) -> str:
    if not tree:
        return _("always")
    if "field" in tree:
        return _leaf(tree)
    if "not" in tree:
        return _("not ({condition})").format(condition=_say(tree["not"], inside=False))
    kind = "all" if "all" in tree else "any"
    word = pgettext("between conditions", "and") if kind == "all" else pgettext("between conditions", "or")
    parts = [_say(child, inside=True) for child in tree[kind]]
    if not parts:
        return _("always") if kind == "all" else _("never")
    said = f" {word} ".join(parts)
    return f"({said})" if inside and len(parts) > 1 else said


def _leaf(node: dict[str, Any]) -> str:
    field = catalogue.get(node["field"])
    said = f"{field.label} {words_for(field)[node['op']]}"
    if "other_field" in node:
        return f"{said} {catalogue.get(node['other_field']).label}"
    return f"{said} {_value(field, node['value'])}" if "value" in node else said


def _value(field: catalogue.Field, value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_value(field, one) for one in value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(dict(field.offered()).get(value, value))
