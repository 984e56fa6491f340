"""Asking for an approval, and taking the asking back."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ats.kernel import conditions
from ats.kernel.approvals import attempts, progress
from ats.kernel.approvals.models import (
    ApprovalFlow,
    ApprovalFlowStep,
    ApprovalRequest,
    ApprovalStep,
    Approver,
    RequestStatus,
    StepStatus,
)
from ats.kernel.approvals.registry import UnknownSubject, get_resolver, get_subject
from ats.kernel.errors import Stale
from ats.kernel.history import acting
from ats.kernel.languages import Text, kept_words, small


@transaction.atomic
def request(
    *, flow: str, subject_type: str, subject_id: UUID, version: int, by: Any, at: datetime, note: str = ""
) -> ApprovalRequest:
    """Ask for the approval of `version` of the subject through the flow with the key `flow`.

    Steps whose condition doesn't hold are kept as skipped. Raises Stale when the subject is being approved already.
    """
    found = ApprovalFlow.objects.filter(key=flow, is_active=True).first()
    if found is None:
        raise UnknownSubject(
            _("There is no active approval flow “{name}”. An administrator sets it up.").format(name=flow)
        )
    row = get_subject(subject_type).lock(subject_id)
    if pending(subject_type, subject_id) is not None:
        raise Stale(_("This is waiting for its approval already."))
    with acting(by, note or "Approval requested"):
        asked = ApprovalRequest.objects.create(
            flow=found,
            subject_type=subject_type,
            subject_id=subject_id,
            version=version,
            requested_by=by,
            requested_at=at,
            note=note,
        )
        values = get_subject(subject_type).values(row)
        for step in found.steps.all():
            _copy(step, asked, row, values)
        attempts.log("request", request=asked, by=by, at=at, outcome="done")
        progress.go_on(asked, row, by=by, at=at)
    return asked


def pending(subject_type: str, subject_id: UUID) -> ApprovalRequest | None:
    return ApprovalRequest.objects.filter(
        subject_type=subject_type, subject_id=subject_id, status=RequestStatus.PENDING
    ).first()


@transaction.atomic
def cancel(subject_type: str, subject_id: UUID, *, by: Any, at: datetime) -> ApprovalRequest | None:
    """Take the pending request for the subject back, if there is one; `on_decided` isn't called."""
    found = pending(subject_type, subject_id)
    if found is None:
        return None
    with attempts.attempt("cancel", request=found, by=by, at=at, reason="Approval no longer needed") as (fresh, _row):
        if fresh.status == RequestStatus.PENDING:
            progress.finish(fresh, RequestStatus.CANCELLED, by=by, at=at)
    return fresh


def _copy(step: ApprovalFlowStep, asked: ApprovalRequest, row: Any, values: Any) -> None:
    """The request's own copy of a flow's step, with its approvers."""
    needed = conditions.evaluate(step.condition, values)
    with kept_words():
        said = conditions.sentence(step.condition) if step.condition else ""
    copy = ApprovalStep.objects.create(
        request=asked,
        order=step.order,
        name=step.name,
        quorum=step.quorum,
        due_minutes=step.due_minutes,
        status=StepStatus.WAITING if needed else StepStatus.SKIPPED,
        reason=said if needed else f"Not needed: asked only when {said}",
    )
    if needed:
        _seat(copy, step, asked, row)


def _seat(copy: ApprovalStep, step: ApprovalFlowStep, asked: ApprovalRequest, row: Any) -> None:
    resolver = get_resolver(step.resolver)
    people = {person.pk: person for person in resolver.people(row) if person.is_active}
    people.pop(asked.requested_by_id, None)
    for person in people.values():
        Approver.objects.create(step=copy, user=person)
    if len(people) < step.quorum:
        copy.problem = _problem(len(people), step.quorum, resolver.label)
        copy.save(update_fields=["problem"])


def _problem(found: int, quorum: int, label: Text) -> str:
    """Kept with the step, so in the first language."""
    with kept_words():
        who = small(label)
    cure = "An administrator can decide in their place, or change who is asked."
    if not found:
        return f"Nobody can decide this step: there is no {who} other than the person who asked. {cure}"
    return f"This step needs {quorum} approvals, but only {found} can be given ({who}). {cure}"
