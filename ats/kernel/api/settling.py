"""How far the feeds can be read without skipping what commits late: the event log by its number, deletions by their time.

A sequence number is taken before its transaction commits, so a reader who remembers the last number may miss a lower one
that appears afterwards. Whoever is about to commit an event holds a row-exclusive lock on the log's table. So: note the
highest visible number, look who holds that lock, and wait shortly for those to end; then all up to that number is there.
"""

import time
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from ats.kernel import clock
from ats.kernel.outbox.models import Event

TRIES = 5
PAUSE = 0.02  # seconds
CLOCKS_DIFFER = timedelta(seconds=0.5)
"""How far the clocks of web, workers and database may lie apart."""


def ceiling() -> int | None:
    """The number up to which the log is complete; None when writers stay busy longer than we wait."""
    highest = Event.objects.order_by("-sequence").values_list("sequence", flat=True).first() or 0
    busy = _writers()
    for _ in range(TRIES):
        if not busy:
            return highest
        time.sleep(PAUSE)
        busy &= _writers()
    return None


def complete(events: Sequence[Event], after: int, limit: int | None) -> list[Event]:
    """Those of `events` (ascending, all after the number `after`) before which nothing can appear any more.

    `limit` is the ceiling(). Where there is none, the run of numbers without a gap is certain all the same.
    """
    certain: list[Event] = []
    for event in events:
        if limit is None and event.sequence != after + len(certain) + 1:
            break
        if limit is not None and event.sequence > limit:
            break
        certain.append(event)
    return certain


def quiet_until(logs: Sequence[Any]) -> datetime:
    """The product's time before which no row of `logs` (models) can appear any more that says it happened then.

    Whoever may still write one holds a lock on its table since after their transaction began, and whoever begins from now on
    writes later times.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT least(clock_timestamp(), min(xact_start)) FROM pg_locks JOIN pg_stat_activity USING (pid)
               WHERE database = (SELECT oid FROM pg_database WHERE datname = current_database())
                 AND relation = ANY(%s::regclass[]) AND mode = 'RowExclusiveLock' AND granted AND pid <> pg_backend_pid()""",
            [[log._meta.db_table for log in logs]],
        )
        quiet: datetime = cursor.fetchone()[0]
    return quiet - CLOCKS_DIFFER + clock.offset()


def _writers() -> set[str]:
    """The other transactions that may still commit an event (virtual transaction ids).

    Of this database only: another one, copied from the same template, has a table of the same number.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT virtualtransaction FROM pg_locks
               WHERE database = (SELECT oid FROM pg_database WHERE datname = current_database())
                 AND relation = %s::regclass AND mode = 'RowExclusiveLock' AND granted AND pid <> pg_backend_pid()""",
            [Event._meta.db_table],
        )
        return {row[0] for row in cursor.fetchall()}
