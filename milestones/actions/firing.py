"""What the clocks of visits do when they fire. Set-wise: all due timers of a kind in one transaction, read at once."""

from collections.abc import Callable, Iterator
from datetime import datetime
from uuid import UUID

from ats.kernel.timers import Timer
from milestones.actions import time_limits
from milestones.actions.settling import Case, locked_all, settle_all
from milestones.engine import events
from milestones.models import Visit
from milestones.queries.standing import standings


def escalate(due: list[Timer], *, at: datetime) -> None:
    """Per visit the highest level whose moment has come acts once, whichever of its timers came in this batch."""

    def levels(visit: Visit) -> events.Event:
        return events.LevelsDue(levels=time_limits.levels_due(visit, at))

    _fire(due, levels, at, "Nothing was left to do: the clock stands still, or the level has been dealt with.")


def pass_limit(due: list[Timer], *, at: datetime) -> None:
    """A time-based milestone that the clock completes: move on where the gate is open."""
    idle = "The milestone did not move on: its gate is closed, or the clock stands still."
    _fire(due, lambda visit: events.LimitPassed(), at, idle)


def plan_anew(due: list[Timer], *, at: datetime) -> None:
    """Working time is counted otherwise since the timer was armed; what was planned since knows that already."""
    _fire(due, lambda visit: events.ClockChanged(), at, "No clock runs there any more.")


def _fire(due: list[Timer], event_of: Callable[[Visit], events.Event], at: datetime, idle: str) -> None:
    """Settle what `event_of` makes of each visit; `idle` is said of the timers that brought nothing about."""
    cases = list(_current(due, event_of, at))
    settled = settle_all(cases, by=None, at=at)
    fired = {key for case, came_of_it in zip(cases, settled, strict=True) if came_of_it.done for key in case.firing}
    for timer in due:
        if not timer.stale_reason and timer.key not in fired:
            timer.stale(idle)


def _current(due: list[Timer], event_of: Callable[[Visit], events.Event], at: datetime) -> Iterator[Case]:
    """One case per visit whose timers still hold, its application locked; the other timers are marked stale."""
    by_visit: dict[UUID, list[Timer]] = {}
    for timer in due:
        by_visit.setdefault(timer.subject_id, []).append(timer)
    rows = locked_all(Visit.objects.filter(pk__in=by_visit).values("application_id"))
    known = standings(rows, at)
    for row in rows:
        visit = known[row.pk].visit
        fresh = [timer for timer in by_visit.pop(visit.pk, []) if _holds(timer, visit)] if visit else []
        if visit is not None and fresh:
            yield Case(row, known[row.pk], event_of(visit), frozenset(timer.key for timer in fresh))
    for timers in by_visit.values():
        for timer in timers:
            timer.stale("They have left the milestone.")


def _holds(timer: Timer, visit: Visit) -> bool:
    """Whether the timer was armed for the present planning of the visit; says so where it was not."""
    holds = visit.exited_at is None and timer.version == visit.timer_version
    if not holds:
        timer.stale("They have moved, or the deadline was planned anew.")
    return holds
