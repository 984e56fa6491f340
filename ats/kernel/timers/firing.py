"""Firing what is due: one kind at a time, set-wise; a batch that fails is tried again one by one."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar

from django.db.models import Count, Exists, OuterRef, QuerySet

from ats.kernel import asking, counting, execution, leases
from ats.kernel.history import acting
from ats.kernel.leases import State
from ats.kernel.timers.models import Timer

BATCH = 200
FRESH = timedelta(seconds=5)
F = TypeVar("F", bound=Callable[..., None])
_kinds: dict[str, Callable[..., None]] = {}
ANY_DUE = counting.Prepared(
    lambda kind, at: Timer.objects.due_now().filter(kind=kind, due_at__lte=at).order_by()[:1], str, datetime
)


def fires(kind: str) -> Callable[[F], F]:
    """Register a function for the timers of `kind`, called as `f(due, at=…)` with a list of them in one transaction.

    It locks the subjects, compares each timer's `version` and calls `timer.stale(reason)` where nothing is to be done.
    """

    def register(function: F) -> F:
        known = _kinds.get(kind)
        if known is not None and known.__qualname__ != function.__qualname__:
            raise ValueError(f"The timer kind {kind} is already taken by {known.__qualname__}.")
        _kinds[kind] = function
        return function

    return register


def forget(kind: str) -> None:
    """Take a kind out again (tests, and chaos runs that end)."""
    _kinds.pop(kind, None)


def kinds() -> list[str]:
    return list(_kinds)


def run(at: datetime) -> int:
    """Fire one batch of every kind; how many timers were tried."""
    return sum(_run_kind(kind, at) for kind in _due_kinds(at))


def _due_kinds(at: datetime) -> list[str]:
    """Asked in one question, since most kinds have nothing due most of the time."""
    found = asking.together({kind: ANY_DUE(kind, at) for kind in kinds()})
    return [kind for kind, count in found.items() if count]


def next_due() -> datetime | None:
    """When the next timer falls due that is not pausing after a failure."""
    waiting = Timer.objects.due_now().filter(kind__in=kinds())
    return waiting.order_by("due_at").values_list("due_at", flat=True).first()


def tally() -> dict[str, int]:
    """How many timers of each kind have fired."""
    fired = Timer.objects.filter(state=State.DONE).order_by("kind").values("kind").annotate(count=Count("pk"))
    return {row["kind"]: row["count"] for row in fired}


def _run_kind(kind: str, at: datetime) -> int:
    """What fell due a moment ago first, so that a heap of overdue ones delays no fresh one; then the heap."""
    lanes = [_fresh(kind, at), _due(kind, at)]
    return sum(execution.run(lane, BATCH, lambda timers: _fire_all(kind, timers, at)) for lane in lanes)


def _due(kind: str, at: datetime) -> QuerySet[Timer]:
    return Timer.objects.filter(kind=kind, due_at__lte=at).order_by("due_at", "id")


def _fresh(kind: str, at: datetime) -> QuerySet[Timer]:
    """Due since a moment, and not overtaking an earlier timer of its group."""
    earlier = Timer.objects.exclude(group="").filter(
        group=OuterRef("group"), due_at__lt=OuterRef("due_at"), state=State.WAITING
    )
    return _due(kind, at).filter(~Exists(earlier), due_at__gt=at - FRESH)


def _fire_all(kind: str, timers: list[Timer], at: datetime) -> None:
    """All at once; should that fail, each by itself, so that one bad timer cannot hold back the rest."""
    if execution.attempt(timers, lambda due: _fire(kind, due, at)) is None or len(timers) == 1:
        return
    for timer in execution.each(timers):
        execution.attempt([timer], lambda due: _fire(kind, due, at))


def _fire(kind: str, due: list[Timer], at: datetime) -> None:
    for timer in due:
        timer.stale_reason = ""
    with acting(None, kind):
        _kinds[kind](due, at=at)
    leases.finish([timer for timer in due if not timer.stale_reason], State.DONE, fired_at=at)
    for timer in due:
        if timer.stale_reason:
            leases.finish([timer], State.STALE, fired_at=at, reason=timer.stale_reason[:300])
