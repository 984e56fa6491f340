"""The SQL face: the same condition as a Q for a set of rows.

Each leaf says that its values are present, so that it is true or false but never unknown, and NOT means the same as
in Python.
"""

from functools import reduce
from operator import and_, or_
from typing import Any

from django.db.models import F, Q, TextField, Value
from django.db.models.lookups import Contains, IsNull, StartsWith

from ats.kernel import catalogue
from ats.kernel.catalogue import Field, FieldType, Kept
from ats.kernel.conditions import in_json, several
from ats.kernel.conditions.folding import fold, folded
from ats.kernel.conditions.literals import literal

LOOKUPS = {
    "eq": "exact",
    "ne": "exact",
    "gt": "gt",
    "gte": "gte",
    "lt": "lt",
    "lte": "lte",
    "in": "in",
    "not_in": "in",
}
PARTS = {"contains": Contains, "starts_with": StartsWith}
WORDED = (FieldType.TEXT, FieldType.CHOICE)
ALWAYS = Q(Value(True))
NEVER = Q(Value(False))


def to_q(tree: dict[str, Any], entity: str) -> Q:
    """The Q that keeps the rows of `entity` for which `tree` holds."""
    with catalogue.read_once():
        return _q(tree, entity)


def _q(tree: dict[str, Any], entity: str) -> Q:
    if not tree:
        return ALWAYS
    if "all" in tree:
        return reduce(and_, (_q(child, entity) for child in tree["all"]), ALWAYS)
    if "any" in tree:
        return reduce(or_, (_q(child, entity) for child in tree["any"]), NEVER)
    if "not" in tree:
        return ~_q(tree["not"], entity)
    return _leaf(tree, entity)


def _leaf(node: dict[str, Any], entity: str) -> Q:
    field, path = catalogue.get(node["field"]), catalogue.path(node["field"], entity)
    if field.type == FieldType.SEVERAL:
        return several.leaf(node, field, path, catalogue.model_of(entity))
    if node["op"] in ("is_empty", "is_not_empty"):
        empty = _missing(field, path) | (_compare(field, path, "exact", "") if field.type in WORDED else NEVER)
        return empty if node["op"] == "is_empty" else ~empty
    return _comparison(node, field, path, entity)


def _comparison(node: dict[str, Any], field: Field, path: str, entity: str) -> Q:
    present = ~_missing(field, path)
    if "other_field" in node:
        way = catalogue.path(node["other_field"], entity)
        present &= Q(**{f"{way}__isnull": False})
        right: Any = F(way)
    elif isinstance(node["value"], list):
        right = [literal(field, value) for value in node["value"]]
    else:
        right = literal(field, node["value"])
    if node["op"] in PARTS:
        side = in_json.side(field, path) if field.kept == Kept.JSON else F(path)
        return present & Q(PARTS[node["op"]](folded(side), Value(fold(right), output_field=TextField())))
    holds = _compare(field, path, LOOKUPS[node["op"]], right)
    return present & (~holds if node["op"] in ("ne", "not_in") else holds)


def _missing(field: Field, path: str) -> Q:
    if field.kept == Kept.JSON:
        return Q(IsNull(in_json.side(field, path), True))
    return Q(**{f"{path}__isnull": True})


def _compare(field: Field, path: str, lookup: str, right: Any) -> Q:
    if field.kept == Kept.JSON:
        return in_json.compare(field, path, lookup, right)
    return Q(**{f"{path}__{lookup}": right})
