"""Fields with several values: tags, places, multiple choices. No value at all is the empty list, not a missing one."""

from typing import Any

from django.db.models import Func, IntegerField, Model, Q, Value
from django.db.models.fields.json import HasAnyKeys
from django.db.models.lookups import Exact

from ats.kernel.catalogue import Field, Kept
from ats.kernel.conditions import in_json
from ats.kernel.conditions.literals import literal

NEVER = Q(Value(False))


def leaf(node: dict[str, Any], field: Field, path: str, model: type[Model]) -> Q:
    """The comparison `node` as a Q on rows of `model`."""
    if node["op"] in ("is_empty", "is_not_empty"):
        empty = _empty(field, path, model)
        return empty if node["op"] == "is_empty" else ~empty
    wanted = [literal(field, value) for value in node["value"]]
    has = _has_one(field, path, model, wanted) if wanted else NEVER
    return has if node["op"] == "in" else ~has


def _has_one(field: Field, path: str, model: type[Model], wanted: list[str]) -> Q:
    if field.kept == Kept.JSON:
        return Q(HasAnyKeys(in_json.side(field, path), wanted))
    if field.kept == Kept.ARRAY:
        return Q(**{f"{path}__overlap": wanted})
    return Q(pk__in=model._base_manager.filter(**{f"{path}__in": wanted}).values("pk"))


def _empty(field: Field, path: str, model: type[Model]) -> Q:
    if field.kept == Kept.JSON:
        length = Func(in_json.side(field, path), function="jsonb_array_length", output_field=IntegerField())
        return Q(Exact(length, 0))
    if field.kept == Kept.ARRAY:
        return Q(**{f"{path}__len": 0})
    return ~Q(pk__in=model._base_manager.filter(**{f"{path}__isnull": False}).values("pk"))
