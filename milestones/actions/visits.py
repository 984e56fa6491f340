"""What happens to visits without anybody moving the application: arrival, hire, events, dates, holds."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from ats.actions.endings import end_open_matters
from ats.actions.persistence import locked as lock
from ats.kernel import timers
from ats.kernel.history import acting
from ats.kernel.outbox import StoredEvent
from ats.models import Application, ApplicationStatus, Interview, Job, Offer
from milestones import engine
from milestones.actions import time_limits
from milestones.actions.settling import Case, Settled, locked, locked_all, record, settle, settle_all
from milestones.engine import events
from milestones.engine.words import Basis
from milestones.models import Visit
from milestones.permissions import MilestonePermission
from milestones.queries.standing import standing_of, standings


def open_first(*, application: Application, submission: Any, at: datetime) -> None:
    """Put a new application into the first milestone. Without an active workflow it is still received."""
    with transaction.atomic(), acting(None, "Applied"):
        row = locked(application)
        standing = standing_of(row, at)
        if standing.version_id is not None and standing.visit is None:
            settle(row, standing, events.Arrive(manual=submission is None), by=None, at=at)


def close_as_hired(*, application: Application, by: Any, at: datetime) -> None:
    """The hire is recorded by the core; the visit ends and pre-boarding begins in the same transaction."""
    happen(application.pk, events.Hire(), by=by, at=at, reason="Hired")


def close_as_withdrawn(*, application: Application, at: datetime) -> None:
    """The candidate withdraws by their own link, for which nobody needs a right; what waits for them ends with it."""
    with transaction.atomic():
        lock(application.job)  # before the application, as wherever an offer may be taken back
        row = locked(application)
        settle(row, standing_of(row, at), events.Withdraw(), by=None, at=at)
        record(str(MilestonePermission.WITHDRAW), row, by=None, at=at)
        end_open_matters(application=row, reason="The candidate withdrew.", by=None, at=at)


def receive_signal(*, application_id: UUID, code: str, at: datetime, by: Any = None) -> Settled | None:
    """A domain event of the application; delivered twice it counts once."""
    return happen(application_id, events.SignalReceived(code=code), by=by, at=at, reason=f"Event {code}")


def offer_goes_out(*, offer: Offer, at: datetime) -> None:
    """Before an offer is sent, with its application locked. Raises MoveRefused while they stand before its milestone."""
    engine.refuse_early_offer(standing_of(offer.application, at).state)


def offer_date_moved(*, offer: Offer, at: datetime) -> None:
    for basis in (Basis.OFFER_EXPIRY, Basis.START_DATE):
        _date_moved(offer.application_id, basis, at)


def start_date_moved(*, application: Application, at: datetime) -> None:
    _date_moved(application.pk, Basis.START_DATE, at)


def interview_moved(*, interview: Interview, at: datetime) -> None:
    _date_moved(interview.application_id, Basis.INTERVIEW_START, at)


def _date_moved(application_id: UUID, basis: Basis, at: datetime) -> None:
    happen(application_id, events.DateMoved(basis=basis), by=None, at=at, reason="Deadline planned anew")


def resume(*, job: Job, by: Any, at: datetime) -> None:
    """The job is open (again): its visits' clocks go on, and the stretch in which it stood still doesn't count."""
    stop = (
        StoredEvent.objects.filter(type__in=["job.held", "job.closed"], subject_id=job.pk).order_by("-sequence").first()
    )
    if stop is None:
        return
    with transaction.atomic(), acting(by, "The job goes on"):
        rows = locked_all(_running(job).values("application_id"))
        known = standings(rows, at)
        # What closed the job has stopped nobody who was hired.
        stood = [row for row in rows if stop.type == "job.held" or row.status != ApplicationStatus.HIRED]
        cases = [Case(row, known[row.pk], events.ClockChanged()) for row in stood]
        settle_all([case for case in cases if _pause(case.standing.visit, stop.occurred_at, at)], by=by, at=at)


def plan_all_anew(*, at: datetime) -> None:
    """A calendar or a freeze has changed: every running clock is planned anew, in batches (see firing.plan_anew)."""
    running = Visit.objects.filter(exited_at=None, timer_version__gt=0)
    for pk, version in running.values_list("pk", "timer_version").order_by("application_id"):
        timers.arm(kind=time_limits.PLAN_ANEW, key=f"visit:{pk}:plan-anew", due_at=at, subject_id=pk, version=version)


def _running(job: Job) -> "QuerySet[Visit]":
    """Open visits with a clock; imported ones have none to go on."""
    return Visit.objects.filter(application__job=job, exited_at=None, timer_version__gt=0)


def _pause(visit: Visit | None, stopped: datetime, at: datetime) -> bool:
    """Note the stretch, on the visit as it is now that its application is locked; False where it has none."""
    if visit is None or visit.exited_at is not None or not visit.timer_version:
        return False
    visit.pauses = [*visit.pauses, [max(stopped, visit.entered_at).isoformat(), at.isoformat()]]
    visit.save(update_fields=["pauses"])
    return True


def happen(application_id: UUID, event: events.Event, *, by: Any, at: datetime, reason: str) -> Settled | None:
    """Settle an event that needs no permission; nothing where the application has no visit."""
    with transaction.atomic(), acting(by, reason):
        row = locked(Application(pk=application_id))
        standing = standing_of(row, at)
        return settle(row, standing, event, by=by, at=at) if standing.visit else None
