"""Booking links: the candidate gets the link, and who offered the times hears when none of them fits."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from ats import links
from ats.events import BookingDeclined, BookingOffered
from ats.kernel.outbox import handles
from ats.kernel.pages import words
from ats.models import Booking
from comms.actions import messages
from comms.models import MessageClass


@handles(BookingOffered, name="comms.offer_times")
def offer_times(event: BookingOffered, *, event_id: UUID, at: datetime) -> None:
    """Nothing when the link was taken back meanwhile."""
    booking = _load(event.subject_id)
    if not booking.is_open:
        return
    candidate = booking.application.candidate
    messages.queue(
        key=f"booking:{booking.pk}",
        purpose="interview_times",
        message_class=MessageClass.TRANSACTIONAL,
        template="interview-times",
        candidate=candidate,
        application=booking.application,
        at=at,
        values={
            "interview_name": booking.name,
            "link": _answer_link(booking),
            "due_at": words.in_zone(booking.expires_at, candidate.time_zone or settings.DEFAULT_TIME_ZONE),
        },
    )


@handles(BookingDeclined, name="comms.report_no_time")
def report_no_time(event: BookingDeclined, *, event_id: UUID, at: datetime) -> None:
    booking = _load(event.subject_id)
    person = booking.organizer or booking.application.owner
    if person is None:
        return
    messages.queue(
        key=f"booking-declined:{booking.pk}",
        purpose="interview_times_declined",
        message_class=MessageClass.INTERNAL,
        template="interview-times-declined",
        recipient=person,
        application=booking.application,
        at=at,
        values={
            "interview_name": booking.name,
            "note": booking.note or "They left no comment.",
            "link": links.application(booking.application_id),
        },
    )


def _load(booking_id: UUID) -> Booking:
    rows = Booking.objects.select_related(
        "application__candidate", "application__job", "application__owner", "organizer"
    )
    return rows.get(pk=booking_id)


def _answer_link(booking: Booking) -> str:
    return links.url(reverse("booking_answer", kwargs={"token": links.sign("booking", booking.pk)}))
