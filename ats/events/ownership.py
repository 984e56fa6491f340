"""Whose a candidate is: handed over, asked for, answered, disputed."""

from dataclasses import dataclass
from uuid import UUID

from ats.kernel.outbox import Event, event


@event("candidate.handed_over")
@dataclass(frozen=True, kw_only=True)
class OwnerChanged(Event):
    """subject: the candidate. Nobody before or after: None."""

    from_id: UUID | None = None
    to_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class OwnershipEvent(Event):
    """subject: the candidate. `asked_by_id` wants them, `owner_id` has them."""

    request_id: UUID
    asked_by_id: UUID
    owner_id: UUID | None = None


@event("ownership.asked", subject_type="candidate")
@dataclass(frozen=True, kw_only=True)
class OwnershipAsked(OwnershipEvent):
    """The owner is to answer."""


@event("ownership.answered", subject_type="candidate")
@dataclass(frozen=True, kw_only=True)
class OwnershipAnswered(OwnershipEvent):
    """The owner, or for a dispute an administrator, said yes or no."""

    granted: bool


@event("ownership.disputed", subject_type="candidate")
@dataclass(frozen=True, kw_only=True)
class OwnershipDisputed(OwnershipEvent):
    """An administrator is to decide."""


@event("ownership.withdrawn", subject_type="candidate")
@dataclass(frozen=True, kw_only=True)
class OwnershipWithdrawn(OwnershipEvent):
    """They want it no longer."""
