"""What happens to applications."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from ats.kernel.outbox import Event, event


@event("application.received")
@dataclass(frozen=True, kw_only=True)
class ApplicationReceived(Event):
    """subject: the application. `by_candidate` is False when a colleague put the person forward."""

    candidate_id: UUID
    job_id: UUID
    by_candidate: bool = True


@event("application.fields_changed")
@dataclass(frozen=True, kw_only=True)
class ApplicationFieldsChanged(Event):
    """subject: the application. `fields` are the names of what changed."""

    candidate_id: UUID
    job_id: UUID
    fields: list[str] = field(default_factory=list)


@event("application.repeated")
@dataclass(frozen=True, kw_only=True)
class ApplicationRepeated(Event):
    """subject: the application. The candidate sent the form once more while it was active."""

    candidate_id: UUID
    job_id: UUID


@event("application.referred")
@dataclass(frozen=True, kw_only=True)
class ApplicationReferred(Event):
    """subject: the application. A colleague recommended the person; `joined` when they were in the process already."""

    candidate_id: UUID
    job_id: UUID
    referral_id: UUID
    joined: bool = False


@event("application.hired")
@dataclass(frozen=True, kw_only=True)
class ApplicationHired(Event):
    """subject: the application."""

    candidate_id: UUID
    job_id: UUID
    opening_id: UUID | None = None


@event("application.start_date_changed")
@dataclass(frozen=True, kw_only=True)
class ApplicationStartDateChanged(Event):
    """subject: the application."""

    start_date: date | None = None
