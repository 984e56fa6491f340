"""What others may hear about approvals: ids and codes, never a name or an amount."""

from dataclasses import dataclass
from uuid import UUID

from ats.kernel.outbox import Event, event


@event("approval.requested")
@dataclass(frozen=True, kw_only=True)
class ApprovalRequested(Event):
    """One approver is asked; `subject_id` is the request."""

    about_type: str
    about_id: UUID
    approver_id: UUID
    step: int


@event("approval.due")
@dataclass(frozen=True, kw_only=True)
class ApprovalDue(Event):
    """A step's due time has passed undecided; said once for each step and waiting approver."""

    about_type: str
    about_id: UUID
    approver_id: UUID
    step: int


@event("approval.decided")
@dataclass(frozen=True, kw_only=True)
class ApprovalDecided(Event):
    """The request is over; `outcome` is approve, reject, request_changes or cancel."""

    about_type: str
    about_id: UUID
    requested_by_id: UUID
    outcome: str
    overridden: bool
