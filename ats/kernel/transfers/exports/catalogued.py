"""Columns out of the catalogue: the fields that filters may name, custom ones included; restricted ones are never there."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from django.db import models

from ats.kernel import catalogue
from ats.kernel.access.sensitivity import Sensitivity
from ats.kernel.catalogue import Field, FieldType, Kept
from ats.kernel.catalogue.reading import FROM_JSON
from ats.kernel.transfers.exports.registry import Column, Kind

KINDS = {
    FieldType.NUMBER: Kind.NUMBER,
    FieldType.DATE: Kind.DATE,
    FieldType.MOMENT: Kind.MOMENT,
    FieldType.BOOLEAN: Kind.BOOLEAN,
    FieldType.SEVERAL: Kind.SEVERAL,
}


def columns(entity: str, names: Mapping[str, str] | None = None) -> list[Column]:
    """A column for each field of `entity` itself, and for each public one of its neighbours.

    `names` gives fields another name in the file: {"candidate.added_at": "known_since"}. Guarded fields of a neighbour are
    left out, since the right to see them is asked on the row itself; restricted ones always.
    """
    with catalogue.read_once():
        found = [field for field in catalogue.reachable(entity) if _may_leave(field, entity)]
        return [_column(field, entity, (names or {}).get(field.key, "")) for field in found]


def _may_leave(field: Field, entity: str) -> bool:
    if field.sensitivity == Sensitivity.RESTRICTED:
        return False
    return field.entity == entity or field.sensitivity == Sensitivity.PUBLIC


def _column(field: Field, entity: str, name: str) -> Column:
    path = catalogue.path(field.key, entity)
    return Column(
        key=name or _key(field, entity),
        label=field.label,
        kind=_kind(field),
        sensitivity=field.sensitivity,
        path=path,
        many=field.kept == Kept.ROWS,
        clean=FROM_JSON[field.type] if field.kept == Kept.JSON else None,
        names=_names(catalogue.model_of(entity), path) if field.type == FieldType.REFERENCE else None,
    )


def _key(field: Field, entity: str) -> str:
    """`title` for candidate.title among candidates, `candidate_title` elsewhere, `custom_visa` for a custom field."""
    return field.key.removeprefix(f"{entity}.").replace(".", "_")


def _kind(field: Field) -> Kind:
    if field.type == FieldType.NUMBER and field.sensitivity == Sensitivity.PAY:
        return Kind.MONEY
    return KINDS.get(field.type, Kind.TEXT)


def _names(model: type[models.Model], path: str) -> Callable[[Collection[Any]], Mapping[Any, str]]:
    """Words for the ids of the rows that a reference leads to."""
    for step in path.split("__"):
        field = next(each for each in model._meta.get_fields() if step in (each.name, getattr(each, "attname", "")))
        model = field.related_model  # type: ignore[assignment]
    target = model
    return lambda ids: {pk: str(row) for pk, row in target._base_manager.in_bulk(ids).items()}


def chosen(all_: Iterable[Column], keys: Collection[str]) -> list[Column]:
    """Those of `all_` that `keys` name, in the order of `keys`."""
    known = {column.key: column for column in all_}
    return [known[key] for key in keys if key in known]
