"""How far the event log can be read without skipping an event whose transaction commits late.

A sequence number is taken before its transaction commits, so a reader who remembers the last number may miss a lower one
that appears afterwards. Whoever is about to commit an event holds a row-exclusive lock on the log's table. So: note the
highest visible number, look who holds that lock, and wait shortly for those to end; then all up to that number is there.
"""

import time
from collections.abc import Sequence

from django.db import connection

from ats.kernel.outbox.models import Event

TRIES = 5
PAUSE = 0.02  # seconds


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
