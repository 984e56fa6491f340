"""The frame of every deed on a request: lock, act, write the audit log; a refusal is logged after the rollback."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import OperationalError, transaction
from django.utils.translation import gettext as _

from ats.kernel import audit
from ats.kernel.approvals.models import ApprovalRequest, RequestStatus
from ats.kernel.approvals.registry import get_subject
from ats.kernel.crowding import as_refusal
from ats.kernel.errors import DomainError, NotAllowed, Stale
from ats.kernel.history import acting
from ats.kernel.languages import small


@contextmanager
def attempt(
    deed: str, *, request: ApprovalRequest, by: Any, at: datetime, reason: str
) -> Iterator[tuple[ApprovalRequest, Any]]:
    """One transaction in which the subject and the request are locked, in the house's order; gives both rows.

    The audit entry of a refusal is written after the rollback, in a transaction of its own, so that it stays.
    """
    try:
        with transaction.atomic(), acting(by, reason):
            row = get_subject(request.subject_type).lock(request.subject_id)
            fresh = ApprovalRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
            yield fresh, row
            log(deed, request=fresh, by=by, at=at, outcome="done")
    except (DomainError, OperationalError) as error:
        refusal = as_refusal(error)
        if refusal is not None:
            log(deed, request=request, by=by, at=at, outcome="refused", why=refusal.code)
        if refusal is None or refusal is error:
            raise
        raise refusal from error


def log(deed: str, *, request: ApprovalRequest, by: Any, at: datetime, outcome: str, why: str = "") -> None:
    codes = {"about": request.subject_type, "about_id": str(request.subject_id)}
    audit.record(
        deed=f"approval.{deed}",
        actor=by,
        subject_type="approval",
        subject_id=request.pk,
        outcome=outcome,
        at=at,
        codes={**codes, "why": why} if why else codes,
    )


def require_pending(request: ApprovalRequest) -> None:
    """Raises Stale when the request is over already."""
    if request.status != RequestStatus.PENDING:
        refusal = _("This is no longer waiting: it is {status}.").format(status=small(request.get_status_display()))
        raise Stale(refusal, current=state(request))


def require_other(request: ApprovalRequest, by: Any) -> None:
    """Raises NotAllowed for the person who asked: nobody decides on their own request, not even as administrator."""
    if request.requested_by_id == by.pk:
        raise NotAllowed(_("You asked for this approval, so somebody else has to decide it."))


def state(request: ApprovalRequest) -> dict[str, Any]:
    """The present state, for the answer to a stale attempt."""
    step = request.steps.filter(status=RequestStatus.PENDING).first()
    return {"status": request.status, "step": step.order if step else None}
