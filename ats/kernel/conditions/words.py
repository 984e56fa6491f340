"""A condition as a sentence for people: "Offered salary is more than Top of the pay range"."""

from typing import Any

from ats.kernel import catalogue
from ats.kernel.catalogue import FieldType

WORDS = {
    "eq": "is",
    "ne": "is not",
    "gt": "is more than",
    "gte": "is at least",
    "lt": "is less than",
    "lte": "is at most",
    "in": "is one of",
    "not_in": "is none of",
    "contains": "contains",
    "starts_with": "begins with",
    "is_empty": "is empty",
    "is_not_empty": "is filled in",
}
SEVERAL = {"in": "has one of", "not_in": "has none of"}
DAYS = {"gt": "is after", "gte": "is on or after", "lt": "is before", "lte": "is on or before"}


def words_for(field: catalogue.Field) -> dict[str, str]:
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
        return "always"
    if "field" in tree:
        return _leaf(tree)
    if "not" in tree:
        return f"not ({_say(tree['not'], inside=False)})"
    kind, word = ("all", " and ") if "all" in tree else ("any", " or ")
    parts = [_say(child, inside=True) for child in tree[kind]]
    if not parts:
        return "always" if kind == "all" else "never"
    return f"({word.join(parts)})" if inside and len(parts) > 1 else word.join(parts)


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
        return "yes" if value else "no"
    return dict(field.offered()).get(value, str(value))
