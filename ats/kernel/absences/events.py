"""What others may hear about absences."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ats.kernel.outbox import Event, event


@event("absence.planned")
@dataclass(frozen=True, kw_only=True)
class AbsencePlanned(Event):
    """subject: the absence."""

    person_id: UUID
    deputy_id: UUID | None = None
    starts_at: datetime
    ends_at: datetime


@event("absence.taken_back")
@dataclass(frozen=True, kw_only=True)
class AbsenceTakenBack(Event):
    """subject: the absence. It ends now, or never began."""

    person_id: UUID
