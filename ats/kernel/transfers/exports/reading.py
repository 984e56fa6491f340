"""The rows of an export, some thousand at a time, by a cursor on the server: memory stays the same however many there are."""

import zoneinfo
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import islice
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet

from ats.kernel.access.sensitivity import Sensitivity
from ats.kernel.transfers.exports.registry import Column, Exporter, Kind

CHUNK = 2000
UTC = zoneinfo.ZoneInfo("UTC")


@dataclass(frozen=True)
class Chunk:
    """Rows with a value for each column, and whom they tell of."""

    rows: list[list[Any]]
    people: set[UUID]


def chunks(
    rows: QuerySet[Any], exporter: Exporter, columns: Sequence[Column], user: Any, size: int = CHUNK
) -> Iterator[Chunk]:
    """`rows` as `user` sees them. Wants a transaction around it, in which the cursor lives."""
    by_path = [column for column in columns if column.of is None]
    values = {f"x{n}": _value_of(column, rows) for n, column in enumerate(by_path)}
    if exporter.person:
        values["x_person"] = F(exporter.person)
    read = rows.order_by("pk").annotate(**values).values_list("pk", *values).iterator(chunk_size=size)
    while part := list(islice(read, size)):
        people = {row[-1] for row in part if row[-1] is not None} if exporter.person else set()
        yield Chunk(_filled(part, by_path, columns, exporter, user), people)


def _value_of(column: Column, rows: QuerySet[Any]) -> Any:
    """Several rows become one array: a join would double the rows of the export."""
    if not column.many:
        return F(column.path)
    own = rows.model._base_manager.filter(pk=OuterRef("pk"), **{f"{column.path}__isnull": False})
    return ArraySubquery(own.order_by(column.path).values(column.path))


def _filled(
    part: list[Any], by_path: list[Column], columns: Sequence[Column], exporter: Exporter, user: Any
) -> list[list[Any]]:
    ids = [row[0] for row in part]
    places = {column.key: n for n, column in enumerate(by_path, start=1)}
    table: list[list[Any]] = []
    for column in columns:
        if column.of is not None:
            found = column.of(ids, user)
            given = [found.get(pk) for pk in ids]
        else:
            given = _cleaned(column, [row[places[column.key]] for row in part])
        table.append([VALUES[column.kind](value) for value in _seen(column, ids, given, exporter, user)])
    return [list(row) for row in zip(*table, strict=True)]


def _cleaned(column: Column, given: list[Any]) -> list[Any]:
    if column.names is not None:
        words = column.names({value for value in given if value is not None})
        return [words.get(value) for value in given]
    return [column.clean(value) for value in given] if column.clean else given


def _seen(column: Column, ids: list[UUID], given: list[Any], exporter: Exporter, user: Any) -> list[Any]:
    """Nothing where `user` may not see the column on the row, whoever's role lets them see it elsewhere."""
    if column.sensitivity == Sensitivity.PUBLIC:
        return given
    seen = set(exporter.seen(column.sensitivity, ids, user))
    return [value if pk in seen else None for pk, value in zip(ids, given, strict=True)]


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def _exact(value: Any) -> Decimal | None:
    """A number by its digits, whatever the driver or JSON made of it."""
    return None if value is None else Decimal(str(value))


def _moment(value: datetime | None) -> datetime | None:
    return None if value is None else value.astimezone(UTC)


def _several(value: Any) -> list[str]:
    return [str(each) for each in value or []]


VALUES: dict[Kind, Any] = {
    Kind.TEXT: _text,
    Kind.NUMBER: _exact,
    Kind.MONEY: _exact,
    Kind.BOOLEAN: lambda value: value,
    Kind.DATE: lambda value: value,
    Kind.MOMENT: _moment,
    Kind.SEVERAL: _several,
}
