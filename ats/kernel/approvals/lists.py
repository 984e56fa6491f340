"""The approvals of one person: what waits for them, what comes to them, what they decided."""

from datetime import datetime
from typing import Any

from django.db.models import Exists, F, Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from ats.kernel import counting
from ats.kernel.access.readers import ForReaders
from ats.kernel.approvals.decisions import open_to
from ats.kernel.approvals.models import ApprovalRequest, ApprovalStep, Approver, RequestStatus, StepStatus

SHOWN_WITH = ("steps__approvers__user", "steps__approvers__delegated_from")
"""What is read along with pending requests."""


def to_decide(user: Any, at: datetime) -> QuerySet[ApprovalRequest]:
    """The same requests as `waiting_for`, only to be counted."""
    return ApprovalRequest.objects.filter(_seat(user, at, StepStatus.PENDING), status=RequestStatus.PENDING)


how_many_to_decide = ForReaders(counting.Prepared, to_decide, datetime)
"""Of `to_decide`, to be asked with other counts."""


def waiting_for(user: Any, at: datetime) -> QuerySet[ApprovalRequest]:
    """Pending requests in whose present step `user` has an open seat, the one that is due first on top."""
    return _pending().filter(_seat(user, at, StepStatus.PENDING)).order_by(F("steps_due"), "requested_at", "pk")


def coming_to(user: Any, at: datetime) -> QuerySet[ApprovalRequest]:
    """Pending requests that reach `user` in a later step."""
    rows = _pending().filter(_seat(user, at, StepStatus.WAITING)).exclude(_seat(user, at, StepStatus.PENDING))
    return rows.order_by("requested_at", "pk")


def asked_by(user: Any) -> QuerySet[ApprovalRequest]:
    return _pending().filter(requested_by=user).order_by("requested_at", "pk")


def decided_by(user: Any, since: datetime) -> QuerySet[Approver]:
    """The seats that `user` decided since then, the latest first."""
    seats = Approver.objects.filter(decided_by=user, decided_at__gte=since)
    return seats.select_related("step__request").order_by("-decided_at", "-pk")


def count_waiting(user: Any, at: datetime) -> int:
    return to_decide(user, at).count()


def open_seats(subject_type: str, subject_ids: QuerySet[Any, Any]) -> QuerySet[Approver]:
    """The undecided seats of the present steps about these subjects, with `since`: when the step's turn came."""
    decided = ApprovalStep.objects.filter(request=OuterRef("step__request"), decided_at__isnull=False)
    last = decided.order_by().values("request").annotate(at=Max("decided_at")).values("at")
    seats = Approver.objects.filter(
        step__request__subject_type=subject_type,
        step__request__subject_id__in=subject_ids,
        step__request__status=RequestStatus.PENDING,
        step__status=StepStatus.PENDING,
        decision="",
    )
    since = Coalesce(Subquery(last), F("step__request__requested_at"))
    return seats.annotate(since=since).order_by("created_at", "pk")


def _pending() -> QuerySet[ApprovalRequest]:
    rows = ApprovalRequest.objects.filter(status=RequestStatus.PENDING).select_related("requested_by", "flow")
    return rows.prefetch_related(*SHOWN_WITH).alias(steps_due=_due_of_present_step())


def _due_of_present_step() -> Subquery:
    steps = ApprovalStep.objects.filter(request=OuterRef("pk"), status=StepStatus.PENDING)
    return Subquery(steps.values("due_at")[:1])


def _seat(user: Any, at: datetime, status: str) -> Exists:
    return Exists(Approver.objects.filter(open_to(user, at), step__request=OuterRef("pk"), step__status=status))
