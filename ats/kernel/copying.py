"""Many rows of one model at the speed of COPY: no model instances, no statement per batch."""

import json
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from itertools import islice
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models

from ats.kernel.privacy.fields import EncryptedTextField, encrypt
from ats.kernel.privacy.person_keys import PersonTextField, Sealed

_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
NULL = "\\N"
BATCH = 500  # rows
PLAIN = {str, Sealed}
Copy = Callable[..., Any]
"""`copy_in`, or another that takes the same."""
Writer = Callable[[Sequence[Any]], Sequence[str]]
"""How the values of a column are written."""


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
) -> tuple[str, Iterator[str]]:
    """What `copy_in` says, and what it sends then, a batch of rows at a time."""
    given = [_field(model, name) for name in columns]
    shared = {_field(model, name): value for name, value in (same or {}).items()}
    for field in model._meta.concrete_fields:
        if field not in given and not _is_serial(field):
            shared.setdefault(field, field.get_default())
    tail = "".join(f"\t{written}" for field, value in shared.items() for written in _writer(field)([value])) + "\n"
    quote = connection.ops.quote_name
    listed = ", ".join(quote(str(field.column)) for field in [*given, *shared])
    statement = f"COPY {quote(model._meta.db_table)} ({listed}) FROM STDIN"
    return statement, _batches(iter(rows), [_writer(field) for field in given], tail)


def _batches(rows: Iterator[Sequence[Any]], writers: Sequence[Writer], tail: str) -> Iterator[str]:
    """Column by column, which costs half of what row by row does."""
    while batch := list(islice(rows, BATCH)):
        columns = [write(column) for write, column in zip(writers, zip(*batch, strict=True), strict=True)]
        yield tail.join(map("\t".join, zip(*columns, strict=True))) + tail


class Batches:
    """What COPY reads. A batch of lines is made while Postgres takes in the one before, so that both are busy."""

    def __init__(self, batches: Iterator[str]) -> None:
        self._batches = batches

    def read(self, size: int) -> str:
        """Some more; the driver takes any length, "" being the end."""
        return next(self._batches, "")


def copy_history(
    model: type[models.Model], ids: Sequence[uuid.UUID], *, by: Any, reason: str, at: datetime, kind: str = "+"
) -> None:
    """Write a history row for each of the rows `ids` as they stand now, all signed alike; `kind` is "+" or "~"."""
    with connection.cursor() as cursor:
        cursor.execute(*history_statement(model, ids, by=by, reason=reason, at=at, kind=kind))


def history_statement(
    model: type[models.Model], ids: Sequence[uuid.UUID], *, by: Any, reason: str, at: datetime, kind: str = "+"
) -> tuple[str, list[Any]]:
    """What `copy_history` says, and its values. History ids are random, as settings.SIMPLE_HISTORY_HISTORY_ID_USE_UUID says."""
    past: Any = model.history.model  # type: ignore[attr-defined]
    shared = [field for field in past.tracked_fields if field.concrete]
    quote = connection.ops.quote_name
    names = ", ".join(quote(field.column) for field in shared)
    statement = (
        f"INSERT INTO {quote(past._meta.db_table)} "
        f"({names}, history_id, history_date, history_type, history_change_reason, history_user_id) "
        f"SELECT {names}, gen_random_uuid(), %s, %s, %s, %s FROM {quote(model._meta.db_table)} WHERE id = ANY(%s::uuid[])"
    )
    return statement, [at, kind, reason, getattr(by, "pk", None), f"{{{','.join(pk.hex for pk in ids)}}}"]


def _field(model: type[models.Model], name: str) -> "models.Field[Any, Any]":
    return next(field for field in model._meta.concrete_fields if name in (field.attname, field.name))


def _is_serial(field: "models.Field[Any, Any]") -> bool:
    return isinstance(field, models.AutoField)


def _writer(field: "models.Field[Any, Any]") -> Writer:
    """How values of `field` are written in COPY's text format."""
    if isinstance(field, PersonTextField):
        return lambda values: values if set(map(type, values)) == {Sealed} else _each(field.get_prep_value)(values)
    if isinstance(field, EncryptedTextField):
        return _each(lambda value: encrypt(value) if value else value)
    if isinstance(field, ArrayField):
        return _each(_array)
    if isinstance(field, models.JSONField):
        return _each(json.dumps)
    if isinstance(field, models.UUIDField) or isinstance(getattr(field, "target_field", None), models.UUIDField):
        return _ids
    if isinstance(field, models.DateTimeField):
        return lambda values: [_moment(value) for value in values]
    return _texts


def _each(write: Callable[[Any], Any]) -> Writer:
    return lambda values: _texts([None if value is None else write(value) for value in values])


def _ids(values: Sequence[uuid.UUID | str | None]) -> Sequence[str]:
    return [value.hex if isinstance(value, uuid.UUID) else NULL if value is None else str(value) for value in values]


@lru_cache(maxsize=8)
def _moment(value: datetime | None) -> str:
    """Most rows of one COPY share their moments."""
    return NULL if value is None else value.isoformat()


def _texts(values: Sequence[Any]) -> Sequence[str]:
    """Most often there is nothing to escape in the whole column."""
    if set(map(type, values)) <= PLAIN:
        joined = "".join(values)
        if joined.isprintable() and "\\" not in joined:
            return values
    return [_text(value) for value in values]


def _text(value: Any) -> str:
    if value is None:
        return NULL
    if isinstance(value, datetime | date):
        return value.isoformat()
    text = str(value)
    return text if text.isprintable() and "\\" not in text else text.translate(_ESCAPES)


def _array(values: Sequence[str]) -> str:
    quoted = ('"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"' for value in values)
    return "{" + ",".join(quoted) + "}"
