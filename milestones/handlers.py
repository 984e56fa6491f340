"""Domain events that complete milestones, and the clocks of visits."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ats.kernel import business_time
from ats.kernel.outbox import Event, handles, registry
from ats.kernel.timers import fires
from milestones.actions import bulk, firing, time_limits, visits
from milestones.engine.words import SIGNALS

fires(time_limits.ESCALATION)(firing.escalate)
fires(time_limits.LIMIT)(firing.pass_limit)
fires(time_limits.PLAN_ANEW)(firing.plan_anew)
fires(bulk.GO_ON)(bulk.go_on)


def listen() -> None:
    """Register one handler per event that a milestone may wait for; called once when the apps are ready."""
    for code in SIGNALS:
        handles(registry[code], name=f"milestones.signal.{code}")(_signal)
    for change in (business_time.CalendarChanged, business_time.FreezeChanged):
        handles(change, name=f"milestones.plan_anew.{change.type}")(_plan_anew)


def _plan_anew(event: Event, *, event_id: UUID, at: datetime) -> None:
    visits.plan_all_anew(at=at)


def _signal(event: Any, *, event_id: UUID, at: datetime) -> None:
    application_id = getattr(event, "application_id", event.subject_id)
    visits.receive_signal(application_id=application_id, code=event.type, at=at)
