"""One row at a time: locked in the house's order (job, application, approval, timer, message) and read anew."""

import hashlib
from typing import Any, TypeVar

from django.db import connection, models

Row = TypeVar("Row", bound=models.Model)


def locked(row: Row) -> Row:
    """The row as it is now, locked until the transaction ends."""
    fresh: Row = row._meta.model._base_manager.select_for_update(of=("self",)).get(pk=row.pk)
    return fresh


def one_at_a_time(name: str) -> None:
    """Hold an advisory lock on `name` until the transaction ends, where no row exists yet that could be locked."""
    number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big", signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])


def change(row: models.Model, **values: Any) -> None:
    """Set and save just these columns."""
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=list(values))


def touch(row: models.Model) -> None:
    """Note that something of the row changed which stands in other rows: `updated_at` moves, history says who and why."""
    change(row)
