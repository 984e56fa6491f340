"""Is this tree a condition? Asked when a rule is saved, so that no rule fails when it is needed."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from ats.kernel import catalogue
from ats.kernel.catalogue import FieldType, Kept
from ats.kernel.conditions.literals import literal
from ats.kernel.errors import DomainError

MAX_DEPTH = 6
MAX_NODES = 60
MAX_VALUES = 100
ORDERED = {"gt", "gte", "lt", "lte"}
EQUAL = {"eq", "ne"}
EMPTY = {"is_empty", "is_not_empty"}
LISTS = {"in", "not_in"}
OPERATORS: dict[FieldType, set[str]] = {
    FieldType.NUMBER: ORDERED | EQUAL | EMPTY | LISTS,
    FieldType.DATE: ORDERED | EQUAL | EMPTY | LISTS,
    FieldType.TEXT: EQUAL | EMPTY | LISTS | {"contains", "starts_with"},
    FieldType.CHOICE: EQUAL | EMPTY | LISTS,
    FieldType.BOOLEAN: EQUAL | EMPTY,
    FieldType.MOMENT: ORDERED | EMPTY,
    FieldType.REFERENCE: EQUAL | EMPTY | LISTS,
    FieldType.SEVERAL: EMPTY | LISTS,
}


class BadCondition(DomainError):
    """The tree isn't a condition; the message says where."""


def check(tree: Any, entity: str) -> None:
    """Raises BadCondition or UnknownField unless `tree` is a condition on `entity` within the budget."""
    with catalogue.read_once():
        _check(tree, entity)


def _check(tree: Any, entity: str) -> None:
    nodes = list(walk(tree))
    if len(nodes) > MAX_NODES:
        raise BadCondition(
            _("The condition has {number} parts; {most} are allowed. Make it smaller.").format(
                number=len(nodes), most=MAX_NODES
            )
        )
    for node in nodes:
        if "field" in node:
            _check_leaf(node, entity)


def fields(tree: Any) -> list[catalogue.Field]:
    """The catalogued fields that `tree` names; tells a reader's page which sensitivities it touches."""
    keys = [node[name] for node in walk(tree) for name in ("field", "other_field") if name in node]
    with catalogue.read_once():
        return [catalogue.get(key) for key in dict.fromkeys(keys)]


def walk(tree: Any, depth: int = 1) -> Iterator[dict[str, Any]]:
    """Every node of `tree`, the root first. Raises BadCondition where the shape is wrong or too deep."""
    if not isinstance(tree, dict):
        raise BadCondition(_("A part of a condition must be an object such as {“field”: …, “op”: …}."))
    if depth > MAX_DEPTH:
        raise BadCondition(_("The condition is nested more than {depth} deep.").format(depth=MAX_DEPTH))
    yield tree
    for child in _children(tree):
        yield from walk(child, depth + 1)


def _children(node: dict[str, Any]) -> list[Any]:
    if not node or "field" in node:
        return []
    if set(node) not in ({"all"}, {"any"}, {"not"}):
        raise BadCondition(_("A part of a condition has one of “all”, “any”, “not” or “field”."))
    kind, inside = next(iter(node.items()))
    if kind == "not":
        return [inside]
    if not isinstance(inside, list):
        raise BadCondition(_("“{word}” holds a list of conditions.").format(word=kind))
    return inside


def _check_leaf(node: dict[str, Any], entity: str) -> None:
    if set(node) - {"field", "op", "value", "other_field"}:
        raise BadCondition(_("A comparison has “field”, “op” and “value” or “other_field”, nothing else."))
    found = catalogue.get(node["field"])
    catalogue.path(found.key, entity)
    operator = node.get("op")
    if not isinstance(operator, str) or operator not in OPERATORS[found.type]:
        raise BadCondition(
            _("“{field}” can't be compared with “{operator}”.").format(field=found.label, operator=operator)
        )
    if operator in EMPTY:
        _refuse_if(set(node) - {"field", "op"}, _("“{operator}” takes no value.").format(operator=operator))
    elif "other_field" in node:
        _check_pair(node, found, entity)
    else:
        _check_value(node, found)


def _check_pair(node: dict[str, Any], found: catalogue.Field, entity: str) -> None:
    other = catalogue.get(node["other_field"])
    catalogue.path(other.key, entity)
    _refuse_if("value" in node, _("A comparison has a value or another field, not both."))
    _refuse_if(
        node["op"] not in ORDERED | EQUAL,
        _("“{operator}” compares with a value, not with a field.").format(operator=node["op"]),
    )
    pair = {"field": found.label, "other": other.label}
    _refuse_if(
        Kept.JSON in (found.kept, other.kept),
        _("“{field}” compares with a value, not with “{other}”.").format(**pair),
    )
    _refuse_if(other.type != found.type, _("“{field}” and “{other}” are of different types.").format(**pair))


def _check_value(node: dict[str, Any], found: catalogue.Field) -> None:
    _refuse_if("value" not in node, _("The comparison of “{field}” has no value.").format(field=found.label))
    several = node["op"] in LISTS
    _refuse_if(
        several and not isinstance(node["value"], list),
        _("“{operator}” takes a list of values.").format(operator=node["op"]),
    )
    _refuse_if(
        several and len(node["value"]) > MAX_VALUES,
        _("“{field}” is compared with too many values.").format(field=found.label),
    )
    for value in node["value"] if several else [node["value"]]:
        try:
            literal(found, value)
        except (TypeError, ValueError) as error:
            raise BadCondition(
                _("“{value}” is no value for “{field}”.").format(value=value, field=found.label)
            ) from error


def _refuse_if(wrong: Any, message: str) -> None:
    if wrong:
        raise BadCondition(message)
