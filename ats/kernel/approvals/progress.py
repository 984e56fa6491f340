"""How a request goes on: the next step is opened, or the request is over."""

from datetime import datetime
from typing import Any

from ats.kernel import business_time, timers
from ats.kernel.absences.models import Absence
from ats.kernel.approvals.events import ApprovalDecided, ApprovalRequested
from ats.kernel.approvals.models import ApprovalRequest, ApprovalStep, Decision, RequestStatus, StepStatus
from ats.kernel.approvals.registry import get_subject
from ats.kernel.outbox import emit

DUE = "approvals.due"


def go_on(request: ApprovalRequest, row: Any, *, by: Any, at: datetime) -> None:
    """Open the next waiting step; without one the request is approved."""
    step = request.steps.filter(status=StepStatus.WAITING).first()
    if step is None:
        request.decision = Decision.APPROVE
        finish(request, RequestStatus.APPROVED, by=by, at=at)
        get_subject(request.subject_type).on_decided(row, request=request, by=by, at=at)
    else:
        _open(step, request, at)


def stop(request: ApprovalRequest, row: Any, *, decision: str, by: Any, at: datetime) -> None:
    """The request is rejected, or changes are asked for: no further step is asked."""
    request.decision = decision
    finish(request, RequestStatus.REJECTED, by=by, at=at)
    get_subject(request.subject_type).on_decided(row, request=request, by=by, at=at)


def finish(request: ApprovalRequest, status: str, *, by: Any, at: datetime) -> None:
    """Write the end of the request; steps that nobody will be asked any more are closed, their reminders with them."""
    request.status, request.resolved_at = status, at
    request.save()
    request.steps.filter(status__in=[StepStatus.WAITING, StepStatus.PENDING]).update(
        status=StepStatus.CANCELLED, updated_at=at
    )
    timers.cancel_group(group(request))
    emit(
        ApprovalDecided(
            subject_id=request.pk,
            occurred_at=at,
            actor_id=by.pk if by else None,
            about_type=request.subject_type,
            about_id=request.subject_id,
            requested_by_id=request.requested_by_id,
            outcome="cancel" if status == RequestStatus.CANCELLED else request.decision,
            overridden=request.overridden_by_id is not None,
        )
    )


def group(request: ApprovalRequest) -> str:
    return f"approval:{request.pk}"


def due_key(step: ApprovalStep) -> str:
    return f"{DUE}:{step.pk}"


def _open(step: ApprovalStep, request: ApprovalRequest, at: datetime) -> None:
    step.status = StepStatus.PENDING
    if step.due_minutes:
        step.due_at = business_time.add(
            at, step.due_minutes, business_time.default_calendar(), business_time.active_freezes()
        )
        timers.arm(kind=DUE, key=due_key(step), due_at=step.due_at, subject_id=step.pk, group=group(request))
    step.save()
    for approver in step.approvers.all():
        ask(step, request, approver.user_id, at)


def ask(step: ApprovalStep, request: ApprovalRequest, approver_id: Any, at: datetime) -> None:
    """Say that this approver is waited for, and whoever covers for them should they be away."""
    for person_id in waited_for(approver_id, at):
        _emit_asked(step, request, person_id, at)


def waited_for(approver_id: Any, at: datetime) -> list[Any]:
    """The approver, and their deputy while they are away."""
    away = Absence.objects.at(at).filter(person=approver_id, deputy__isnull=False)
    return [approver_id, *away.values_list("deputy", flat=True)]


def _emit_asked(step: ApprovalStep, request: ApprovalRequest, approver_id: Any, at: datetime) -> None:
    emit(
        ApprovalRequested(
            subject_id=request.pk,
            occurred_at=at,
            about_type=request.subject_type,
            about_id=request.subject_id,
            approver_id=approver_id,
            step=step.order,
        )
    )
