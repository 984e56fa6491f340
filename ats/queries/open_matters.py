"""What still waits for the candidate of an application and ends with it: its offer, booking links, interviews to come."""

from typing import Any

from django.db.models import Exists, Q, QuerySet

from ats.models import Booking, BookingStatus, Interview, InterviewStatus, Offer
from ats.models.offer import LIVE_OFFER


def of(application: Any) -> dict[str, QuerySet[Any]]:
    """By their kind, those of `application`: its id, or an OuterRef to one. Interviews may have begun already."""
    return {
        "offers": Offer.objects.filter(application=application, status__in=LIVE_OFFER).order_by(),
        "bookings": Booking.objects.filter(application=application, status=BookingStatus.OPEN).order_by(),
        "interviews": Interview.objects.filter(application=application, status=InterviewStatus.SCHEDULED).order_by(),
    }


def any_of(application: Any) -> Q:
    """Whether there is any, within a query."""
    offers, bookings, interviews = (Q(Exists(rows)) for rows in of(application).values())
    return offers | bookings | interviews
