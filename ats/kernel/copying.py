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
    given = [_field(model, name) for name in columns]
    shared = {_field(model, name): value for name, value in (same or {}).items()}
    for field in model._meta.concrete_fields:
        if field not in given and not _is_serial(field):
            shared.setdefault(field, field.get_default())
    tail = "".join(f"\t{_writer(field)(value)}" for field, value in shared.items()) + "\n"
    writers = [_writer(field) for field in given]
    lines = ("\t".join([write(value) for write, value in zip(writers, row, strict=True)]) + tail for row in rows)
    quote = connection.ops.quote_name
    listed = ", ".join(quote(str(field.column)) for field in [*given, *shared])
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY {quote(model._meta.db_table)} ({listed}) FROM STDIN", _Lines(lines))
        return int(cursor.rowcount)


class _Lines:
    """The file that COPY reads. A batch of lines is made while Postgres takes in the one before, so that both are busy."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines

    def read(self, size: int) -> str:
        """Some more; the driver takes any length, "" being the end."""
        return "".join(islice(self._lines, 100))


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


def _is_serial(field: "models.Field[Any, Any]") -> bool:
    return isinstance(field, models.AutoField)


def _writer(field: "models.Field[Any, Any]") -> Callable[[Any], str]:
    """How a value of `field` is written in COPY's text format."""
    if isinstance(field, PersonTextField):
        return lambda value: value if isinstance(value, Sealed) else _plain(field.get_prep_value(value))
    if isinstance(field, EncryptedTextField):
        return lambda value: _plain(encrypt(value) if value else value)
    if isinstance(field, ArrayField):
        return _array
    if isinstance(field, models.JSONField):
        return lambda value: NULL if value is None else json.dumps(value).translate(_ESCAPES)
    if isinstance(field, models.UUIDField) or isinstance(getattr(field, "target_field", None), models.UUIDField):
        return _uuid
    if isinstance(field, models.DateTimeField):
        return _moment
    if isinstance(field, models.CharField):
        return _text
    return _plain


def _uuid(value: uuid.UUID | str | None) -> str:
    return value.hex if isinstance(value, uuid.UUID) else NULL if value is None else str(value)


@lru_cache(maxsize=8)
def _moment(value: datetime | None) -> str:
    """Most rows of one COPY share their moments."""
    return NULL if value is None else value.isoformat()


def _plain(value: Any) -> str:
    if value is None:
        return NULL
    return value.isoformat() if isinstance(value, datetime | date) else _text(str(value))


def _text(text: str | None) -> str:
    if text is None:
        return NULL
    return text if text.isprintable() and "\\" not in text else text.translate(_ESCAPES)


def _array(values: Sequence[str] | None) -> str:
    if values is None:
        return NULL
    quoted = ('"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"' for value in values)
    return ("{" + ",".join(quoted) + "}").translate(_ESCAPES)
