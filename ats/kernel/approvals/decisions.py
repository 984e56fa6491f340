"""Deciding: one seat of the step that is asked now, or an administrator in its place."""

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from ats.kernel import timers
from ats.kernel.access.checks import require
from ats.kernel.access.permissions import KernelPermission
from ats.kernel.approvals import cover, progress
from ats.kernel.approvals.attempts import attempt, require_other, require_pending, state
from ats.kernel.approvals.models import ApprovalRequest, ApprovalStep, Approver, Decision, StepStatus
from ats.kernel.errors import DomainError, NotAllowed, Stale
from ats.kernel.languages import kept_words


class NoteMissing(DomainError):
    """Saying no, or deciding in somebody's place, needs its reason."""


def decide(
    *, request: ApprovalRequest, by: Any, decision: str, at: datetime, expected_step: int | None, note: str = ""
) -> ApprovalRequest:
    """Write the decision of `by` on the step that is asked now.

    `expected_step` is the order of the step that the person was looking at. Raises Stale when another decision came
    first, NotAllowed when `by` isn't asked here, NoteMissing when a no comes without a reason.
    """
    with kept_words():
        reason = f"{Decision(decision).label}{': ' + note if note else ''}"
    with attempt(decision, request=request, by=by, at=at, reason=reason) as (fresh, row):
        require_pending(fresh)
        step = _current(fresh, expected_step)
        require_other(fresh, by)
        seat = _seat(step, by, at)
        if decision != Decision.APPROVE and not note.strip():
            raise NoteMissing(_("Say what has to change, or why not. The person who asked will read it."))
        _write(seat, decision, by, at, note)
        _weigh(fresh, row, step, decision, by, at)
    return fresh


def override(*, request: ApprovalRequest, by: Any, decision: str, reason: str, at: datetime) -> ApprovalRequest:
    """Decide the whole request in the approvers' place; marked as an override everywhere."""
    require(by, KernelPermission.APPROVALS_OVERRIDE)
    with attempt("override", request=request, by=by, at=at, reason=f"Override: {reason}") as (fresh, row):
        require_pending(fresh)
        require_other(fresh, by)
        if not reason.strip():
            raise NoteMissing(_("Say why you decide in the approvers' place."))
        fresh.overridden_by, fresh.override_reason = by, reason
        if decision == Decision.APPROVE:
            fresh.steps.filter(status__in=[StepStatus.WAITING, StepStatus.PENDING]).update(
                status=StepStatus.CANCELLED, updated_at=at
            )
            progress.go_on(fresh, row, by=by, at=at)
        else:
            progress.stop(fresh, row, decision=decision, by=by, at=at)
    return fresh


def can_decide(request: ApprovalRequest, user: Any, at: datetime) -> Approver | None:
    """The open seat of `user` in the step that is asked now, if they have one."""
    step = request.steps.filter(status=StepStatus.PENDING).first()
    if step is None or request.requested_by_id == user.pk:
        return None
    seats = list(step.approvers.filter(open_to(user, at)))
    return min(seats, key=lambda seat: user.pk not in {seat.user_id, seat.delegated_from_id}, default=None)


def open_to(user: Any, at: datetime) -> Q:
    """Undecided seats that `user` may decide; none in a step in which they have decided: a person counts once."""
    decided = Approver.objects.filter(step=OuterRef("step"), decided_by=user)
    return Q(holds_seat(user, at), ~Exists(decided), decision="")


def holds_seat(user: Any, at: datetime) -> Q:
    """Seats of `user`: their own, those lent to them for now, those that they lent themselves, and those of colleagues
    who are away and for whom they stand in."""
    lent = Q(delegated_until__isnull=True) | Q(delegated_until__gte=at)
    return Q(user=user) & lent | Q(delegated_from=user) | cover.covered(user, at)


def _current(request: ApprovalRequest, expected: int | None) -> ApprovalStep:
    step = request.steps.get(status=StepStatus.PENDING)
    if expected is not None and step.order != expected:
        refusal = _("The approval has gone on to “{step}” meanwhile. Look again.").format(step=step.name)
        raise Stale(refusal, current=state(request))
    return step


def _seat(step: ApprovalStep, by: Any, at: datetime) -> Approver:
    seats = list(step.approvers.filter(holds_seat(by, at)))
    seats.sort(key=lambda seat: by.pk not in {seat.user_id, seat.delegated_from_id})
    if not seats:
        raise NotAllowed(_("You aren't asked to decide “{step}”.").format(step=step.name))
    open_seats = [seat for seat in seats if not seat.decision]
    if not open_seats or step.approvers.filter(decided_by=by).exists():
        raise Stale(_("You have decided this already."), current=state(step.request))
    return open_seats[0]


def _write(seat: Approver, decision: str, by: Any, at: datetime, note: str) -> None:
    seat.decision, seat.decided_by, seat.decided_at, seat.note = decision, by, at, note
    seat.save()


def _weigh(request: ApprovalRequest, row: Any, step: ApprovalStep, decision: str, by: Any, at: datetime) -> None:
    """What the decision means for the step, and the step for the request."""
    if decision != Decision.APPROVE:
        _close(step, StepStatus.REJECTED, at)
        progress.stop(request, row, decision=decision, by=by, at=at)
    elif step.approvers.filter(decision=Decision.APPROVE).count() >= step.quorum:
        _close(step, StepStatus.APPROVED, at)
        progress.go_on(request, row, by=by, at=at)


def _close(step: ApprovalStep, status: str, at: datetime) -> None:
    step.status, step.decided_at = status, at
    step.save()
    timers.cancel(key=progress.due_key(step))
