"""Who changed it and why, also in workers and commands, where no request says so; and bulk writes that keep history.

`QuerySet.update()` and `bulk_*` write no history by themselves: on tracked models they are refused (bulk_writes.py), the
helpers here take their place.
"""

import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.db import models, transaction
from simple_history.signals import pre_create_historical_record
from simple_history.utils import bulk_create_with_history as _bulk_create
from simple_history.utils import bulk_update_with_history as _bulk_update

from ats.kernel import clock

BATCH = 500
Row = TypeVar("Row", bound=models.Model)


@dataclass(frozen=True)
class Signature:
    """Who acts and why; `by` None is the system or somebody without an account."""

    by: Any
    reason: str


_signature: ContextVar[Signature | None] = ContextVar("history_signature", default=None)


@contextmanager
def acting(by: Any, reason: str) -> Iterator[None]:
    """Every history row written inside carries the user `by` (None: the system) and the sentence `reason`.

    What is said here wins over the signed-in person of the request; outside, that person signs.
    """
    token = _signature.set(Signature(by, reason))
    try:
        yield
    finally:
        _signature.reset(token)


def sign(sender: Any, instance: Any, history_instance: Any, **kwargs: Any) -> None:
    """Fill time, user and reason of a history row (connected in KernelConfig.ready)."""
    if getattr(instance, "_history_date", None) is None:
        history_instance.history_date = clock.now()
    if signature := _signature.get():
        history_instance.history_user = signature.by
        history_instance.history_change_reason = history_instance.history_change_reason or signature.reason or None


def connect() -> None:
    pre_create_historical_record.connect(sign, dispatch_uid="kernel.history.sign")


def bulk_create_with_history(rows: Sequence[Row], *, by: Any, reason: str, at: datetime) -> list[Row]:
    """Insert `rows` (all of one model, with their ids) and a history row for each, in one transaction."""
    if not rows:
        return []
    signed = {"default_user": by, "default_change_reason": reason, "default_date": at}
    return list(_bulk_create(rows, type(rows[0]), batch_size=BATCH, **signed))


def bulk_update_with_history(rows: Sequence[Row], fields: Sequence[str], *, by: Any, reason: str, at: datetime) -> int:
    """Write these columns of `rows` (all of one model) and a history row for each, in one transaction; how many rows."""
    if not rows:
        return 0
    signed = {"default_user": by, "default_change_reason": reason, "default_date": at}
    return int(_bulk_update(rows, type(rows[0]), list(fields), batch_size=BATCH, **signed))


def add_missing(rows: Sequence[Row], *, key: str, by: Any, reason: str, at: datetime) -> list[Row]:
    """Insert those of `rows` (all of one model) whose value of `key` no row has yet, each with its history row; these."""
    if not rows:
        return []
    known = set(type(rows[0])._base_manager.values_list(key, flat=True))
    return bulk_create_with_history(
        [row for row in rows if getattr(row, key) not in known], by=by, reason=reason, at=at
    )


def bulk_delete_with_history(rows: "models.QuerySet[Any]", *, by: Any, reason: str) -> int:
    """Delete `rows` and what hangs on them, a history row for each tracked one; how many rows went in all."""
    with transaction.atomic(), acting(by, reason):
        return rows.delete()[0]


def touch(rows: Sequence[Row]) -> None:
    """Let `updated_at` say that something which hangs on `rows` has changed and keeps its own history. No column of
    theirs has, so there is no history row."""
    if not rows:
        return
    now = clock.now()
    for row in rows:
        row.updated_at = now  # type: ignore[attr-defined]
    type(rows[0])._base_manager.filter(pk__in=[row.pk for row in rows]).update(updated_at=now)


def as_of(model: type[Row], row_id: uuid.UUID, at: datetime) -> Row | None:
    """The row as it stood at `at`; None when it did not exist then. `model` must be tracked."""
    rows = model.history.filter(id=row_id, history_date__lte=at)  # type: ignore[attr-defined]
    latest = rows.order_by("-history_date", "-history_id").first()
    return None if latest is None or latest.history_type == "-" else latest.instance
