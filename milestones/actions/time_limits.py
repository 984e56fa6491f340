"""Plan and cancel the clocks of a visit. A timer fires only for the planning that it was armed for."""

from datetime import datetime

from ats.kernel import timers
from ats.models import Application
from milestones import engine
from milestones.models import Visit
from milestones.queries import time_limits

ESCALATION = "milestones.escalation"
LIMIT = "milestones.limit"
PLAN_ANEW = "milestones.plan_anew"


def level_key(visit: Visit, level: object) -> str:
    return f"visit:{visit.pk}:level:{level}"


def limit_key(visit: Visit) -> str:
    return f"visit:{visit.pk}:limit"


def arm(application: Application, visit: Visit, step: engine.Step, *, at: datetime, skip: frozenset[int]) -> None:
    """Set the visit's deadline (the caller saves it) and arm a timer per level (those in `skip` have acted) and one for
    the limit itself."""
    date = time_limits.date_of(step.basis, application, at)
    clock = time_limits.clock_for(application, visit)
    planned = time_limits.deadlines(step, visit.entered_at, clock, date)
    levels = {level: due for level, due in planned.levels.items() if level not in skip} if planned else {}
    visit.due_at = planned.due_at if planned else None
    visit.level_dues = {str(level): due.isoformat() for level, due in levels.items()}
    visit.timer_version += 1
    plans = [_plan(visit, ESCALATION, level_key(visit, level), due) for level, due in levels.items()]
    if step.completes_on_time and visit.due_at:
        plans.append(_plan(visit, LIMIT, limit_key(visit), visit.due_at))
    timers.arm_all(plans)


def _plan(visit: Visit, kind: str, key: str, due_at: datetime) -> timers.Planned:
    facts = {"subject_id": visit.pk, "version": visit.timer_version, "group": f"visit:{visit.pk}"}
    return timers.Planned(kind=kind, key=key, due_at=due_at, **facts)


def cancel(visit: Visit, *, firing: frozenset[str] = frozenset()) -> None:
    """No clock of this visit runs any more; a timer that is fired just now (`firing`) is let come to its own end. The caller
    saves the visit."""
    keys = {level_key(visit, level) for level in visit.level_dues} | {limit_key(visit)}
    timers.cancel_all(keys - firing, reason="They have left the milestone, or its deadline moved.")
    visit.level_dues = {}
    visit.timer_version += 1


def levels_due(visit: Visit, at: datetime) -> frozenset[int]:
    """Levels of the current planning whose moment has come."""
    return frozenset(int(level) for level, due in visit.level_dues.items() if datetime.fromisoformat(due) <= at)
