"""Taking a candidate over to another job: a new application there, the old one ends and points to it."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ats.actions import applications as core
from ats.actions.endings import end_open_matters
from ats.actions.persistence import locked as lock
from ats.actions.recording import tell
from ats.kernel import access
from ats.kernel.errors import DomainError
from ats.kernel.history import acting
from ats.models import Application, Job, ReasonType, RejectionReason
from ats.permissions import CorePermission
from milestones import policies
from milestones.actions.settling import locked, record, settle
from milestones.actions.telling import about
from milestones.engine import events
from milestones.events import ApplicationTransferred
from milestones.models import Transfer
from milestones.permissions import MilestonePermission
from milestones.queries.standing import standing_of

REDIRECTED = "redirected"


class TransferRefused(DomainError):
    """They can't be taken over to that job (422)."""

    code = "transfer-refused"


def transfer(
    *,
    application: Application,
    job: Job,
    by: Any,
    at: datetime,
    to: str = "",
    note: str = "",
    expected: str | None = None,
) -> Application:
    """The new application for `job`, in the milestone `to` (the first without it); source and credit go along.

    What still waits for the candidate in the old job ends: offer, interviews to come. Raises JobTakesNobody,
    AlreadyApplied, TransferRefused for the same job, MoveRefused for a milestone that `job` doesn't have, NotAllowed.
    """
    place = policies.permit(by, MilestonePermission.TRANSFER, application)
    access.require(by, CorePermission.APPLICATIONS_CREATE, job)
    if job.pk == application.job_id:
        raise TransferRefused(_("They are in this job already."))
    event = events.Transfer(reason=REDIRECTED, note=note, expected=expected)
    with transaction.atomic(), acting(by, "Moved to another job"):
        for each in sorted([job, application.job], key=lambda one: one.pk):
            lock(each)
        row = locked(application)
        standing = standing_of(row, at)
        policies.still_in(place, standing.visit)
        settle(row, standing, event, by=by, at=at, why=_reason(at))
        end_open_matters(application=row, reason="They go on in another job.", by=by, at=at)
        new = core.add(candidate=row.candidate, job=job, source=row.source, credited_to=row.credited_to, by=by, at=at)
        if to:
            _place(new, to, note, by, at)
        Transfer.objects.create(from_application=row, to_application=new, by=by, at=at, created_at=at)
        told = ApplicationTransferred(**about(row, at, by), to_job_id=job.pk, to_application_id=new.pk)
        tell(told, row, by=by)
        record(str(MilestonePermission.TRANSFER), row, by=by, at=at)
    return new


def _place(new: Application, to: str, note: str, by: Any, at: datetime) -> None:
    """Straight into the milestone that was chosen: what was seen in the old job counts."""
    row = locked(new)
    standing = standing_of(row, at)
    if standing.state.step is not None and standing.state.step.key != to:
        settle(row, standing, events.Place(to=to, note=note), by=by, at=at)


def _reason(at: datetime) -> RejectionReason:
    facts = {"name": "Moved to another job", "type": ReasonType.WE_DECLINED, "created_at": at}
    found: RejectionReason = RejectionReason.objects.get_or_create(key=REDIRECTED, defaults=facts)[0]
    return found
