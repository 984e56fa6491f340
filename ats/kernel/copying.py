"""Many rows of one model at the speed of COPY: no model instances, no statement per batch."""

import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import connection, models

from ats.kernel.copying_form import BEGIN, END, Writer, count, writer

BATCH = 500  # rows
Copy = Callable[..., Any]
"""`copy_in`, or another that takes the same."""


def copy_in(
    model: type[models.Model],
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    same: Mapping[str, Any] | None = None,
) -> int:
    """Insert `rows`, each with a value per name in `columns` (attribute names such as "job_id"); how many.

    `same` are further columns with the value that all rows share; the model's other fields take their default, the same for
    every row, so whatever differs must be in `columns`: the id first of all. A PersonTextField takes what `person_keys.of` has
    sealed. For models without history, or with history rows that the caller writes (`copy_history`): nothing here does.
    """
    statement, batches = copy_statement(model, columns, rows, same)
    with connection.cursor() as cursor, connection.wrap_database_errors:
        cursor.copy_expert(statement, Batches(batches))
        return int(cursor.rowcount)


def copy_statement(
    model: type[models.Model],
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    same: Mapping[str, Any] | None = None,
) -> tuple[str, Iterator[bytes]]:
    """What `copy_in` says, and what it sends then, a batch of rows at a time."""
    given = [_field(model, name) for name in columns]
    shared = {_field(model, name): value for name, value in shared_by_all(model, columns, same or {}).items()}
    quote = connection.ops.quote_name
    listed = ", ".join(quote(str(field.column)) for field in [*given, *shared])
    statement = f"COPY {quote(model._meta.db_table)} ({listed}) FROM STDIN (FORMAT binary)"
    tail = b"".join(written for field, value in shared.items() for written in writer(field)([value]))
    return statement, _batches(iter(rows), [writer(field) for field in given], count(len(given) + len(shared)), tail)


def _batches(rows: Iterator[Sequence[Any]], writers: Sequence[Writer], head: bytes, tail: bytes) -> Iterator[bytes]:
    yield BEGIN
    while batch := list(islice(rows, BATCH)):
        columns = [write(column) for write, column in zip(writers, zip(*batch, strict=True), strict=True)]
        yield head + (tail + head).join(map(b"".join, zip(*columns, strict=True))) + tail
    yield END


def shared_by_all(model: type[models.Model], columns: Sequence[str], same: Mapping[str, Any]) -> dict[str, Any]:
    """`same` with the defaults of the fields that stand neither there nor in `columns`, as they are at this moment."""
    shared = {_field(model, name).attname: value for name, value in same.items()}
    given = {_field(model, name) for name in columns}
    for field in model._meta.concrete_fields:
        if field not in given and not isinstance(field, models.AutoField):
            shared.setdefault(field.attname, field.get_default())
    return shared


class Batches:
    """What COPY reads. A batch is made while Postgres takes in the one before, so that both are busy."""

    def __init__(self, batches: Iterator[bytes]) -> None:
        self._batches = batches

    def read(self, size: int) -> bytes:
        """Some more; the driver takes any length, b"" being the end."""
        return next(self._batches, b"")


def copy_history(
    model: type[models.Model], ids: Sequence[uuid.UUID], *, by: Any, reason: str, at: datetime, kind: str = "+"
) -> None:
    """Write a history row for each of the rows `ids` as they stand now, all signed alike; `kind` is "+" or "~".
    History ids are random, as settings.SIMPLE_HISTORY_HISTORY_ID_USE_UUID says."""
    past: Any = model.history.model  # type: ignore[attr-defined]
    shared = [field for field in past.tracked_fields if field.concrete]
    quote = connection.ops.quote_name
    names = ", ".join(quote(field.column) for field in shared)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {quote(past._meta.db_table)} "
            f"({names}, history_id, history_date, history_type, history_change_reason, history_user_id) "
            f"SELECT {names}, gen_random_uuid(), %s, %s, %s, %s FROM {quote(model._meta.db_table)} WHERE id = ANY(%s::uuid[])",
            [at, kind, reason, getattr(by, "pk", None), f"{{{','.join(pk.hex for pk in ids)}}}"],
        )


def _field(model: type[models.Model], name: str) -> "models.Field[Any, Any]":
    return next(field for field in model._meta.concrete_fields if name in (field.attname, field.name))
