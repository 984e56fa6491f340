"""Absence: lending one's seat in a pending step to a colleague."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from ats.kernel.approvals import progress
from ats.kernel.approvals.attempts import attempt, require_pending
from ats.kernel.approvals.decisions import NoteMissing, can_decide
from ats.kernel.approvals.models import ApprovalRequest, Approver
from ats.kernel.errors import DomainError, NotAllowed

LONGEST = timedelta(days=2 * 366)


class CannotDelegate(DomainError):
    """The colleague can't take this seat."""


def delegate(
    *, request: ApprovalRequest, by: Any, to: Any, at: datetime, until: datetime | None = None, reason: str = ""
) -> ApprovalRequest:
    """Lend the seat of `by` in the step that is asked now to `to`; after `until` only `by` can decide again.

    The lender may still decide, as long as the colleague hasn't. Raises CannotDelegate when `to` asked for the
    approval or has a part in this step already: nobody is to count twice towards a quorum.
    """
    with attempt("delegate", request=request, by=by, at=at, reason=f"Delegated: {reason}") as (fresh, _row):
        require_pending(fresh)
        seat = can_decide(fresh, by, at)
        if seat is None:
            raise NotAllowed(_("You aren't asked to decide this now, so there is nothing to delegate."))
        _check(fresh, seat, by, to, at, until, reason)
        seat.delegated_from = seat.delegated_from or by
        seat.user, seat.delegated_until, seat.delegation_reason = to, until, reason
        seat.save()
        progress.ask(seat.step, fresh, to.pk, at)
    return fresh


def _check(
    request: ApprovalRequest, seat: Approver, by: Any, to: Any, at: datetime, until: datetime | None, reason: str
) -> None:
    if by.pk not in {seat.user_id, seat.delegated_from_id}:
        raise CannotDelegate(
            _("You only cover for {person}. They hand this on, or you decide it.").format(person=seat.user.name)
        )
    if to.pk == request.requested_by_id:
        raise CannotDelegate(_("{person} asked for this approval and can't decide it.").format(person=to.name))
    if not to.is_active:
        raise CannotDelegate(_("{person} no longer works here.").format(person=to.name))
    if seat.step.approvers.filter(Q(user=to) | Q(delegated_from=to) | Q(decided_by=to)).exists():
        raise CannotDelegate(_("{person} is asked in this step already.").format(person=to.name))
    if until is not None and until <= at:
        raise CannotDelegate(_("The end of the delegation lies in the past."))
    if until is not None and until - at > LONGEST:
        raise CannotDelegate(_("A delegation takes two years at most. Check the year."))
    if not reason.strip():
        raise NoteMissing(_("Say why you hand this on, such as “on leave until Monday”."))
