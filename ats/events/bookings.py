"""What happens to booking links."""

from dataclasses import dataclass
from uuid import UUID

from ats.kernel.outbox import Event, event


@dataclass(frozen=True, kw_only=True)
class BookingEvent(Event):
    """subject: the booking link."""

    application_id: UUID


@event("booking.offered")
@dataclass(frozen=True, kw_only=True)
class BookingOffered(BookingEvent):
    """The candidate is to get a link by which they pick a time."""


@event("booking.taken")
@dataclass(frozen=True, kw_only=True)
class BookingTaken(BookingEvent):
    """The candidate picked a time; the interview tells its own."""

    interview_id: UUID


@event("booking.declined")
@dataclass(frozen=True, kw_only=True)
class BookingDeclined(BookingEvent):
    """None of the times suits the candidate, or they called off what they had booked."""


@event("booking.withdrawn")
@dataclass(frozen=True, kw_only=True)
class BookingWithdrawn(BookingEvent):
    """The link takes no answer any more."""
