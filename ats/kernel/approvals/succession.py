"""Seats of somebody who leaves: they go to a successor, and no request is left waiting for nobody without saying so."""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from ats.kernel.approvals import progress
from ats.kernel.approvals.attempts import attempt
from ats.kernel.approvals.models import ApprovalRequest, ApprovalStep, Approver, RequestStatus, StepStatus

UNDECIDED = [StepStatus.WAITING, StepStatus.PENDING]


def open_requests(person: Any) -> QuerySet[ApprovalRequest]:
    """Pending requests in which `person` has a seat that is still to be decided."""
    seats = _seats(person).values("step__request")
    return ApprovalRequest.objects.filter(status=RequestStatus.PENDING, pk__in=seats).order_by("pk")


def hand_over(*, person: Any, to: Any, by: Any, at: datetime) -> int:
    """Give every undecided seat of `person` to `to`; how many requests it touched.

    Where `to` can't take it (they asked for it, or sit in this step already) the seat goes; a step that then has too few
    people says so, and an administrator decides in their place.
    """
    requests = list(open_requests(person))
    for request in requests:
        with attempt("hand_over", request=request, by=by, at=at, reason=f"{person.name} has left") as (fresh, _row):
            if fresh.status == RequestStatus.PENDING:
                for seat in _seats(person).filter(step__request=fresh).select_related("step"):
                    _pass_on(seat, fresh, person, to, at)
    return len(requests)


def _seats(person: Any) -> QuerySet[Approver]:
    mine = Q(user=person) | Q(delegated_from=person)
    return Approver.objects.filter(
        mine, decision="", step__status__in=UNDECIDED, step__request__status=RequestStatus.PENDING
    )


def _pass_on(seat: Approver, request: ApprovalRequest, person: Any, to: Any, at: datetime) -> None:
    step = seat.step
    if seat.user_id != person.pk:  # lent out already: it stays with whoever has it
        seat.delegated_from = seat.delegated_until = None
        seat.save()
    elif to.pk == request.requested_by_id or _sits(step, seat, to):
        seat.delete()
        _say_if_stuck(step)
    else:
        seat.user, seat.delegated_from, seat.delegated_until = to, None, None
        seat.save()
        if step.status == StepStatus.PENDING:
            progress.ask(step, request, to.pk, at)


def _sits(step: ApprovalStep, seat: Approver, to: Any) -> bool:
    others = step.approvers.exclude(pk=seat.pk)
    return others.filter(Q(user=to) | Q(delegated_from=to) | Q(decided_by=to)).exists()


def _say_if_stuck(step: ApprovalStep) -> None:
    left = step.approvers.count()
    if left < step.quorum:
        step.problem = (
            f"This step needs {step.quorum} and only {left} can decide since somebody left. An administrator can decide "
            "in their place."
        )
        step.save(update_fields=["problem"])
