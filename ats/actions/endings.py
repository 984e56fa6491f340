"""What ends with an application that is over: its offer, its booking links, and the interviews that were to come."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ats.actions import bookings, interviews, offers
from ats.kernel import reading
from ats.models import Application, Booking, BookingStatus, Interview, InterviewStatus, Offer
from ats.models.offer import LIVE_OFFER
from ats.queries import open_matters


def end_open_matters(*, application: Application, reason: str, by: Any, at: datetime) -> None:
    """Take back what still waits for the candidate; calendars hear of it, and the offer's link says so.

    Part of the caller's transaction, in which job and application are locked and the application is over already.
    """
    waiting = OPEN_MATTERS(application.pk)
    if waiting["offers"]:
        end_offers(application=application, reason=reason, by=by, at=at)
    if waiting["bookings"]:
        for booking in Booking.objects.filter(application=application, status=BookingStatus.OPEN).order_by("pk"):
            bookings.withdraw(booking=booking, by=by, at=at)
    if waiting["interviews"]:
        coming = Interview.objects.filter(application=application, status=InterviewStatus.SCHEDULED, starts_at__gt=at)
        for interview in coming.order_by("pk"):
            interviews.cancel(interview=interview, by=by, at=at, reason=reason)


def end_offers(*, application: Application, reason: str, by: Any, at: datetime) -> None:
    """Take back what the application still has out: somebody who was hired by hand needs no second offer."""
    for offer in Offer.objects.filter(application=application, status__in=LIVE_OFFER):
        offers.withdraw(offer=offer, by=by, at=at, reason=reason)


OPEN_MATTERS = reading.Prepared(
    lambda application: {
        name: reading.Part(rows[:1], {"id": "id"}) for name, rows in open_matters.of(application).items()
    },
    UUID,
)
"""Most who leave have none: one question says so."""
