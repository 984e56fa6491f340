"""The visits of the demo company's year before, set-wise; see ats.actions.demo.past."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from ats.extension_points import PastJourney
from ats.kernel.copying import copy_in
from ats.kernel.history import bulk_create_with_history
from ats.kernel.outbox import IMPORT, Event, emit_all
from ats.models import ApplicationStatus
from milestones.events import ApplicationAdvanced, ApplicationRejected, ApplicationWithdrawn
from milestones.models import Cause, JobWorkflow, Milestone, VersionStatus, Visit, VisitOutcome

COLUMNS = [
    "id",
    "application_id",
    "milestone_id",
    "entered_at",
    "exited_at",
    "outcome",
    "cause",
    "position",
    "exited_by_id",
    "created_at",
    "updated_at",
]
ENDS = {
    ApplicationStatus.HIRED: VisitOutcome.HIRED,
    ApplicationStatus.REJECTED: VisitOutcome.REJECTED,
    ApplicationStatus.WITHDRAWN: VisitOutcome.WITHDRAWN,
}


def write(*, journeys: list[PastJourney], at: datetime) -> None:
    """Pin the standard workflow to the past jobs and write every visit and what happened at its end."""
    rows = Milestone.objects.filter(version__status=VersionStatus.ACTIVE, version__workflow__is_default=True)
    milestones = {row.definition.stage: row for row in rows.select_related("definition", "version")}
    version = next(iter(milestones.values())).version
    jobs = {journey.application.job_id: journey.application.job for journey in journeys}
    pins = [JobWorkflow(id=uuid4(), job=job, version=version, created_at=job.opened_at) for job in jobs.values()]
    bulk_create_with_history(pins, by=None, reason="Demo data: the year before", at=at)
    ids = {stage: row.pk for stage, row in milestones.items()}
    copy_in(Visit, COLUMNS, (visit for journey in journeys for visit in _visits(journey, ids)))
    keys = {stage: row.definition.key for stage, row in milestones.items()}
    emit_all([event for journey in journeys for event in _events(journey, keys)])


def _visits(journey: PastJourney, milestones: dict[str, UUID]) -> Iterator[tuple[Any, ...]]:
    """Values for COLUMNS."""
    application, last = journey.application, len(journey.stays) - 1
    for position, (stage, entered, left) in enumerate(journey.stays):
        outcome = ENDS[application.status] if position == last else VisitOutcome.ADVANCED
        cause = Cause.PERSON if position else Cause.APPLICATION
        who, times = application.owner_id, (entered, left)
        yield uuid4(), application.pk, milestones[stage], *times, outcome, cause, position, who, entered, left


def _events(journey: PastJourney, keys: dict[str, str]) -> Iterator[Event]:
    application = journey.application
    about = {
        "subject_id": application.pk,
        "candidate_id": application.candidate_id,
        "job_id": application.job_id,
        "origin": IMPORT,
    }
    for (here, _, left), (there, _, _) in zip(journey.stays, journey.stays[1:], strict=False):
        moved = {"from_milestone": keys[here], "to_milestone": keys[there], "outcome": "advanced", "cause": "person"}
        yield ApplicationAdvanced(**about, occurred_at=left, **moved)
    where, _, over = journey.stays[-1]
    ending = {ApplicationStatus.REJECTED: ApplicationRejected, ApplicationStatus.WITHDRAWN: ApplicationWithdrawn}
    if told := ending.get(application.status):
        yield told(**about, occurred_at=over, from_milestone=keys[where], reason=application.rejection_reason.key)
