"""Booking links: times offered to a candidate, of which they pick one; moved and called off by the same link.

Whoever books holds the calendars of the interviewers until the transaction ends, so of two who want one person at one time
the second is told that it is gone.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from ats.actions import interviews
from ats.actions.persistence import locked
from ats.actions.recording import tell
from ats.events import BookingDeclined, BookingEvent, BookingOffered, BookingTaken, BookingWithdrawn
from ats.kernel.errors import DomainError, Stale
from ats.kernel.history import acting
from ats.kernel.languages import small
from ats.models import Application, Booking, BookingStatus, InterviewKit, moments
from ats.models.booking import Window
from ats.models.interview_kit import LONGEST_KIT
from ats.policies import applications as policy
from ats.queries.availability import offered, panel_of

MOST_TIMES = 1000
"""So many times a link offers at most: each is checked against all calendars whenever somebody opens it."""


class CannotOffer(DomainError):
    """The times can't be offered like that."""

    code = "cannot-offer"


class TimeTaken(Stale):
    """Somebody else has this time now, or it was never offered."""

    code = "time-taken"


class BookingOver(Stale):
    """The link takes no answer any more."""

    code = "booking-over"


def offer(
    *,
    application: Application,
    windows: Iterable[Window],
    interviewers: Iterable[Any],
    by: Any,
    at: datetime,
    minutes: int = 60,
    name: str = "Interview",
    kit: InterviewKit | None = None,
    time_zone: str = "UTC",
    location: str = "",
    expires_at: datetime | None = None,
) -> Booking:
    """Send the candidate a link by which they pick a time within `windows`; its mail is written by a handler.

    An open link of the application under the same name is taken back. Raises CannotOffer where nobody could pick anything.
    """
    panel, spans = list(interviewers), sorted(windows)
    with transaction.atomic(), acting(by, "Times offered"):
        row = locked(application)
        _check(row, spans, panel, minutes, time_zone, at)
        moments.plausible(expires_at=expires_at)
        interviews.check_panel(panel)
        interviews.check_kit(kit, row)
        for earlier in row.bookings.filter(status=BookingStatus.OPEN, name=name):
            withdraw(booking=earlier, by=by, at=at)
        booking = Booking.objects.create(
            application=row,
            name=name,
            kit=kit,
            minutes=minutes,
            windows=[[each.astimezone(UTC).isoformat() for each in span] for span in spans],
            time_zone=time_zone,
            location=location,
            organizer=by,
            expires_at=expires_at or _until(spans, at),
            change_hours=settings.BOOKING_CHANGE_HOURS,
            created_at=at,
        )
        booking.interviewers.set(panel)
        if not offered(booking, at):
            raise CannotOffer(_("At none of these times is everybody free in working hours. Choose others."))
        _tell(BookingOffered, booking, by, at)
    return booking


def book(*, booking: Booking, starts_at: datetime, at: datetime, by: Any = None) -> Booking:
    """The candidate picks the time that begins at `starts_at`; with an interview booked already, it moves there.

    Raises BookingOver where the link takes no answer, TimeTaken where the time is gone.
    """
    with transaction.atomic(), acting(by, "Time picked by the candidate"):
        row = _held(booking)
        moves = row.is_booked
        _require_open(row, at, moves=moves)
        slot = next((each for each in offered(row, at) if each[0] == starts_at), None)
        if slot is None:
            raise TimeTaken(_("This time is no longer free. Please pick another."), current=row.status)
        if moves:
            interviews.reschedule(interview=row.interview, starts_at=slot[0], ends_at=slot[1], by=by, at=at)
            row.interview.refresh_from_db()
        else:
            row.interview = interviews.schedule(
                application=row.application,
                starts_at=slot[0],
                ends_at=slot[1],
                interviewers=row.interviewers.all(),
                name=row.name,
                time_zone=row.application.candidate.time_zone or row.time_zone,
                location=row.location,
                kit=row.kit,
                organizer=row.organizer,
                by=by,
                at=at,
            )
        row.status = BookingStatus.BOOKED
        row.save()
        _tell(BookingTaken, row, by, at, interview_id=row.interview.pk)
    return row


def decline(*, booking: Booking, at: datetime, note: str = "", by: Any = None) -> Booking:
    """No time fits, or the candidate calls off what they booked; who offered the times hears of it.

    Raises BookingOver where the link takes no answer.
    """
    with transaction.atomic(), acting(by, "No time fits the candidate"):
        row = _held(booking)
        _require_open(row, at, moves=row.is_booked)
        if row.is_booked:
            interviews.cancel(interview=row.interview, by=by, at=at, reason="Called off by the candidate")
        row.status, row.note = BookingStatus.DECLINED, note.strip()[:1000]
        row.save()
        _tell(BookingDeclined, row, by, at)
    return row


def withdraw(*, booking: Booking, by: Any, at: datetime) -> Booking:
    """Take an unanswered link back."""
    with transaction.atomic(), acting(by, "Booking link taken back"):
        row = locked(booking)
        if not row.is_open:
            raise BookingOver(
                _("This link is answered: {status}.").format(status=small(row.get_status_display())),
                current=row.status,
            )
        row.status = BookingStatus.WITHDRAWN
        row.save()
        _tell(BookingWithdrawn, row, by, at)
    return row


def _held(booking: Booking) -> Booking:
    """The booking, locked after the calendars of its interviewers and its application."""
    interviews.hold_calendars(panel_of(booking))
    locked(booking.application)
    return locked(booking)


def _require_open(row: Booking, at: datetime, *, moves: bool) -> None:
    if moves:
        if not row.may_be_changed(at):
            raise BookingOver(_("It is too late to change this interview here. Answer our mail."), current=row.status)
    elif not row.is_open or row.is_overdue(at):
        raise BookingOver(_("This link takes no answer any more. Answer our mail."), current=row.status)
    if not row.application.is_active:
        raise BookingOver(_("This application is over, so no time can be picked."), current=row.status)


def _check(
    application: Application, spans: list[Window], panel: list[Any], minutes: int, time_zone: str, at: datetime
) -> None:
    if not application.is_active:
        raise CannotOffer(_("This application is over, so no interview can be offered."))
    policy.going_on(application.job)
    moments.known_zone(time_zone)
    if not panel:
        raise CannotOffer(_("An interview needs at least one interviewer."))
    if not 5 <= minutes <= LONGEST_KIT:
        raise CannotOffer(_("An interview takes 5 to {most} minutes.").format(most=LONGEST_KIT))
    if not spans:
        raise CannotOffer(_("Choose at least one time to offer."))
    for start, end in spans:
        moments.plausible(starts_at=start, ends_at=end)
        if end - start < timedelta(minutes=minutes):
            raise CannotOffer(_("One of the times is shorter than the interview."))
    if sum((end - start) / timedelta(minutes=minutes) for start, end in spans) > MOST_TIMES:
        raise CannotOffer(_("These are more than {most} times. Offer fewer days.").format(most=MOST_TIMES))
    if all(start <= at for start, _ in spans):
        raise CannotOffer(_("All of these times have passed. Choose later ones."))


def _until(spans: list[Window], at: datetime) -> datetime:
    """Until the last of the times begins, a week at most unless the installation says otherwise."""
    return min(max(start for start, _ in spans), at + timedelta(days=settings.BOOKING_OPEN_DAYS))


def _tell(kind: type[BookingEvent], row: Booking, by: Any, at: datetime, **codes: Any) -> None:
    happened = kind(
        subject_id=row.pk,
        occurred_at=at,
        actor_id=by.pk if by else None,
        application_id=row.application_id,
        **codes,
    )
    tell(happened, row, by=by)
