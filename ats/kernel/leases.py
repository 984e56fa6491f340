"""Rows that are work: claimed under a lease, done exactly once in effect, quarantined when they crash their workers.

Two short steps. *Claim*: lock with SKIP LOCKED, raise the attempt number, set a lease by the database's clock, commit.
*Execute*: hold the row FOR KEY SHARE, let the handler write, mark the row done `WHERE id AND attempt AND state`; effect
and mark commit together or not at all. The hold keeps a live slow handler from being claimed again (a claim locks FOR
UPDATE, which KEY SHARE refuses) yet lets a person's cancellation through (an UPDATE locks FOR NO KEY UPDATE); the mark
then finds the row cancelled and everything rolls back. So the lease only covers the moment between the steps and may be
short, which is what makes the next attempt after a dead worker come soon.

A claim that ends in silence (its lease ran out) counts as a crash, whichever row was to blame. Suspects are therefore
claimed alone, and the third crash quarantines. An exception is no crash: it is retried with growing pauses.

Claiming in batches and leaving every index alone keeps the head of the queue's index clean: dead entries arise only
when work is done, one per row, and vacuum outruns them.
"""

import random
from collections.abc import Collection, Sequence
from datetime import timedelta
from typing import Any, ClassVar, Self, TypeVar

from django.db import connection, models, transaction
from django.db.models import Case, F, Q, QuerySet, Value, When
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

LEASE = timedelta(seconds=4)
CRASHES = 3
"""The crash that quarantines."""
FAILURES = 12
"""The failure that quarantines; with the pauses below that is about an hour and a half after the first."""
LONGEST_PAUSE_SECONDS = 1200.0


class State(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    DONE = "done", _("Done")
    STALE = "stale", _("Stale: nothing was to be done any more")
    CANCELLED = "cancelled", _("Cancelled")
    DEAD = "dead", _("Quarantined")


class Superseded(Exception):
    """Somebody else claimed, re-armed or cancelled the row meanwhile; what was done for it must roll back."""


class LeasedQuerySet(QuerySet[Any]):
    def claimable(self) -> Self:
        """Waiting, under nobody's lease, and not pausing after a failure; all by the database's clock."""
        return self.due_now().filter(Q(leased_until__isnull=True) | Q(leased_until__lt=Now()))

    def due_now(self) -> Self:
        """Waiting and not pausing after a failure, whether somebody works on it at the moment or not."""
        return self.filter(Q(not_before__isnull=True) | Q(not_before__lte=Now()), state=State.WAITING)


class Leased(models.Model):
    """What a row needs to be claimed. Of these only `state` is in any index, so that claiming stays a HOT update."""

    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    attempt = models.PositiveIntegerField(default=0, help_text=_("The fence: every completion names it"))
    crashes = models.PositiveSmallIntegerField(default=0)
    failures = models.PositiveSmallIntegerField(default=0)
    leased_until = models.DateTimeField(null=True, blank=True)
    not_before = models.DateTimeField(
        null=True, blank=True, help_text=_("Pause after a failure, by the database's clock")
    )
    reason = models.CharField(max_length=300, blank=True, default="")

    objects: ClassVar[Any] = LeasedQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def suspect(self) -> bool:
        """Whether a worker fell silent over it."""
        return self.crashes > 0 or self.leased_until is not None


Row = TypeVar("Row", bound=Leased)


def claim(rows: "QuerySet[Row]", limit: int) -> list[Row]:
    """Claim up to `limit` of `rows`, of a LeasedQuerySet in order, in a transaction of their own.

    A suspect comes alone, when it stands first. What crashed too often is quarantined instead of claimed.
    """
    with transaction.atomic():
        in_index_order()
        claimable: QuerySet[Row] = rows.claimable()  # type: ignore[attr-defined]
        found = list(claimable.select_for_update(skip_locked=True, of=("self",))[:limit])
        found = found[:1] if found and found[0].suspect else [row for row in found if not row.suspect]
        if not found:
            return []
        rows.model._base_manager.filter(pk__in=[row.pk for row in found]).update(
            attempt=F("attempt") + 1,
            crashes=F("crashes") + Case(When(leased_until__isnull=False, then=Value(1)), default=Value(0)),
            leased_until=Now() + LEASE,
        )
        for row in found:
            row.attempt += 1
            row.crashes += row.leased_until is not None
        return _without_poison(rows.model, found)


def in_index_order() -> None:
    """Until this transaction ends, find the head of a queue by walking its index, whatever the statistics say.

    A queue that was short when they were taken and is long now is otherwise read and sorted as a whole for each claim,
    which takes a thousand times as long.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_sort = off; SET LOCAL enable_bitmapscan = off; SET LOCAL enable_seqscan = off")


def _without_poison(model: type[Row], found: list[Row]) -> list[Row]:
    poison = [row.pk for row in found if row.crashes >= CRASHES]
    if poison:
        model._base_manager.filter(pk__in=poison).update(
            state=State.DEAD, leased_until=None, reason=f"Crashed {CRASHES} workers; quarantined."
        )
    return [row for row in found if row.crashes < CRASHES]


def hold(rows: Sequence[Leased]) -> set[Any]:
    """Inside the executing transaction: keep `rows` from being claimed again; the ids of those that are still ours."""
    table = connection.ops.quote_name(rows[0]._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT w.id FROM {table} w JOIN unnest(%s::bigint[], %s::int[]) AS mine(id, attempt) USING (id) "
            "WHERE w.attempt = mine.attempt AND w.state = 'waiting' ORDER BY w.id FOR KEY SHARE OF w",
            [[row.pk for row in rows], [row.attempt for row in rows]],
        )
        return {pk for (pk,) in cursor.fetchall()}


def finish(rows: Collection[Row], state: State, **changes: Any) -> None:
    """Mark `rows` inside the executing transaction. Raises Superseded when one of them is no longer ours."""
    if not rows:
        return
    if ours(rows).update(state=state, leased_until=None, not_before=None, **changes) != len(rows):
        raise Superseded


def ours(rows: Collection[Row]) -> "QuerySet[Any]":
    """The rows as far as they still wait for the attempt that we hold."""
    mine = Q()
    for attempt in {row.attempt for row in rows}:
        mine |= Q(attempt=attempt, pk__in=[row.pk for row in rows if row.attempt == attempt])
    return type(next(iter(rows)))._base_manager.filter(mine, state=State.WAITING)


def release(rows: Collection[Row]) -> None:
    """Give back what was claimed and not begun; it counts as no crash."""
    if rows:
        ours(rows).update(leased_until=None)


def interrupted(rows: Collection[Row]) -> None:
    """Let rows pause over which the database went away: should they be the cause, they end in quarantine one day."""
    for row in rows:
        fail(row, ConnectionError())


def fail(row: Leased, error: BaseException) -> None:
    """Record a failure in a transaction of its own: the next try follows a random pause, the last one quarantines."""
    given_up = row.failures + 1 >= FAILURES
    ours([row]).update(
        failures=F("failures") + 1,
        state=State.DEAD if given_up else State.WAITING,
        leased_until=None,
        not_before=None if given_up else Now() + pause(row.failures),
        reason=describe(error),
    )


def pause(failures: int) -> timedelta:
    """Exponential with full jitter, so that what failed together does not come back together."""
    return timedelta(seconds=random.uniform(0, min(LONGEST_PAUSE_SECONDS, 2.0 ** (failures + 1))))


def revive(rows: "QuerySet[Row]") -> int:
    """Lay out rows once more that are done with or quarantined, as if they had never been tried; how many."""
    return rows.exclude(state=State.WAITING).update(
        state=State.WAITING,
        attempt=F("attempt") + 1,
        failures=0,
        crashes=0,
        leased_until=None,
        not_before=None,
        reason="",
    )


def describe(error: BaseException) -> str:
    """Kind, SQLSTATE and place of an error. Its text is left out: it may quote personal data."""
    sqlstate = getattr(error.__cause__, "pgcode", None)
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    place = f" at {frame.tb_frame.f_globals.get('__name__', '?')}:{frame.tb_lineno}" if frame is not None else ""
    return f"{type(error).__name__}{f' {sqlstate}' if sqlstate else ''}{place}"[:300]
