"""The Python face: does the condition hold for this one state?"""

import operator
from collections.abc import Callable, Mapping
from typing import Any

from ats.kernel import catalogue
from ats.kernel.catalogue import FieldType
from ats.kernel.conditions.folding import fold
from ats.kernel.conditions.literals import literal

COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "eq": operator.eq,
    "ne": operator.ne,
    "gt": operator.gt,
    "gte": operator.ge,
    "lt": operator.lt,
    "lte": operator.le,
    "in": lambda value, several: value in several,
    "not_in": lambda value, several: value not in several,
    "contains": lambda value, part: fold(part) in fold(value),
    "starts_with": lambda value, part: fold(value).startswith(fold(part)),
}
COMPARE_SEVERAL: dict[str, Callable[[Any, Any], bool]] = {
    "in": lambda values, several: any(value in several for value in values),
    "not_in": lambda values, several: not any(value in several for value in values),
}


def evaluate(tree: dict[str, Any], values: Mapping[str, Any]) -> bool:
    """Whether `tree` holds where each field has the value `values[key]` (None: missing)."""
    with catalogue.read_once():
        return _holds(tree, values)


def _holds(tree: dict[str, Any], values: Mapping[str, Any]) -> bool:
    if not tree:
        return True
    if "all" in tree:
        return all(_holds(child, values) for child in tree["all"])
    if "any" in tree:
        return any(_holds(child, values) for child in tree["any"])
    if "not" in tree:
        return not _holds(tree["not"], values)
    return _leaf(tree, values)


def _leaf(node: dict[str, Any], values: Mapping[str, Any]) -> bool:
    value = values[node["field"]]
    if node["op"] in ("is_empty", "is_not_empty"):
        return (value in (None, "", [])) == (node["op"] == "is_empty")
    other = _other(node, values)
    if catalogue.get(node["field"]).type == FieldType.SEVERAL:
        return COMPARE_SEVERAL[node["op"]](value, other)
    return value is not None and other is not None and COMPARE[node["op"]](value, other)


def _other(node: dict[str, Any], values: Mapping[str, Any]) -> Any:
    if "other_field" in node:
        return values[node["other_field"]]
    field = catalogue.get(node["field"])
    if isinstance(node["value"], list):
        return [literal(field, value) for value in node["value"]]
    return literal(field, node["value"])
