"""Moving past the rules: at once where the milestones' policies let one, else once it is approved.

What is approved is done in the deciding transaction, in the name of the person who asked.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ats.actions.persistence import change
from ats.actions.persistence import locked as lock
from ats.actions.recording import tell
from ats.kernel import approvals
from ats.kernel.approvals.models import ApprovalRequest, RequestStatus
from ats.kernel.errors import DomainError
from ats.kernel.history import acting
from ats.models import Application
from ats.policies.applications import JobOver
from ats.policies.approvals import answerable
from milestones import policies
from milestones.actions.bypass_endings import decline
from milestones.actions.settling import locked, record, settle
from milestones.actions.telling import about
from milestones.engine import MoveRefused, decide, events
from milestones.events import BypassRequested
from milestones.models import Bypass, BypassReason, BypassStatus, Milestone
from milestones.permissions import MilestonePermission
from milestones.queries import bypasses
from milestones.queries.standing import Standing, standing_of

BYPASS = MilestonePermission.BYPASS


class BypassRefused(DomainError):
    """A milestone's bypass policy stands against it (422); details say what is missing."""

    code = "bypass-refused"


def bypass(
    *,
    application: Application,
    to: str,
    reason: str,
    by: Any,
    at: datetime,
    code: str = "",
    expected: str | None = None,
) -> Application:
    """Move forward past a closed gate or a mandatory milestone, or ask for the approval that its policy wants.

    `reason` is a sentence that stays with the visit, `code` its kind (BypassReason) where a policy asks for one. Raises
    BypassRefused naming what stands against it, MoveRefused, Moved, NotAllowed.
    """
    place = policies.permit(by, BYPASS, application)
    event = events.Bypass(to=to, note=reason, code=code, expected=expected)
    with transaction.atomic(), acting(by, "Bypassed"):
        row = locked(application)
        standing = standing_of(row, at)
        policies.still_in(place, standing.visit)
        policies.job_goes_on(row, event)
        decide(standing.state, event, at)
        asked = bypasses.demand(by, row, standing, to)
        _permit(asked, code, row, by, at)
        noted = _note(row, standing, asked, event, by, at)
        if asked.flow is None:
            settle(row, standing, event, by=by, at=at)
        else:
            _ask(noted, asked.flow.key, by, at)
        record(str(BYPASS), row, by=by, at=at)
    return row


def decided(row: Bypass, *, request: ApprovalRequest, by: Any, at: datetime) -> None:
    """What the decision means; runs in the deciding transaction, with application and bypass locked."""
    if request.status != RequestStatus.APPROVED:
        decline(row, BypassStatus.REFUSED, by=by, at=at)
        return
    event = events.Bypass(to=row.to_milestone.definition.key, note=row.reason, code=row.code)
    standing = standing_of(row.application, at)
    if not _still_possible(row, standing, event, at):
        decline(row, BypassStatus.LAPSED, by=by, at=at)
        return
    with acting(row.asked_by, "Bypassed, after its approval"):
        change(row, status=BypassStatus.DONE, decided_at=at)
        settle(row.application, standing, event, by=row.asked_by, at=at)


def lock_with_application(bypass_id: UUID) -> Bypass:
    """The bypass, locked after its application, as the house's order has it."""
    application_id = Bypass.objects.values_list("application_id", flat=True).get(pk=bypass_id)
    application = locked(Application(pk=application_id))
    row: Bypass = lock(Bypass(pk=bypass_id))
    row.application = application
    return row


def _permit(asked: bypasses.Demand, code: str, row: Application, by: Any, at: datetime) -> None:
    """Raises BypassRefused with all that stands against it. What nobody asked for as a kind of reason is taken too."""
    against = list(asked.against)
    labels = [str(BypassReason(known).label) for known in asked.codes]
    if bypasses.pending(row):
        against.append(_("A bypass waits for its approval already."))
    if code and code not in BypassReason.values:
        against.append(_("There is no kind of reason “{code}”.").format(code=code))
    elif asked.codes and code not in asked.codes:
        against.append(_("Choose the kind of reason: {kinds}.").format(kinds=", ".join(labels)))
    if against:
        raise BypassRefused(" ".join(against), needs=asked.needs, reasons=asked.codes)


def _note(
    row: Application, standing: Standing, asked: bypasses.Demand, event: events.Bypass, by: Any, at: datetime
) -> Bypass:
    waits = asked.flow is not None
    return Bypass.objects.create(
        application=row,
        visit=standing.visit,
        to_milestone=Milestone.objects.get(version_id=standing.version_id, definition__key=event.to),
        passed=asked.passed,
        code=event.code,
        reason=event.note,
        status=BypassStatus.PENDING if waits else BypassStatus.DONE,
        asked_by=by,
        asked_at=at,
        decided_at=None if waits else at,
        created_at=at,
    )


def _ask(row: Bypass, flow: str, by: Any, at: datetime) -> None:
    facts = about(row.application, at, by)
    tell(
        BypassRequested(**facts, bypass_id=row.pk, to_milestone=row.to_milestone.definition.key),
        row.application,
        by=by,
    )
    asked = approvals.request(
        flow=flow, subject_type="bypass", subject_id=row.pk, version=1, by=by, at=at, note=row.reason[:1000]
    )
    answerable(asked)
    Bypass.objects.filter(pk=row.pk).update(approval=asked)


def _still_possible(row: Bypass, standing: Standing, event: events.Bypass, at: datetime) -> bool:
    visit = standing.visit
    if visit is None or visit.pk != row.visit_id or visit.exited_at is not None:
        return False
    place = visit.milestone.definition
    if row.asked_by is None or not policies.may_decide(row.asked_by, BYPASS, row.application, place):
        return False
    try:
        policies.job_goes_on(row.application, event)
        decide(standing.state, event, at)
    except (JobOver, MoveRefused):
        return False
    return True
