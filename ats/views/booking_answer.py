"""The candidate's page for a booking link: pick a time, move it, call it off. The link is signed; GET decides nothing."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from itertools import groupby
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from ats import links
from ats.actions import bookings
from ats.kernel import access, clock
from ats.kernel.crowding import insist
from ats.models import Booking
from ats.models.moments import ZONES
from ats.queries.availability import offered

PURPOSE = "booking"
NOTE_MOST = 1000


def friendly(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A personal link that is cut off, forged or too old gets a page in the company's name, not ours."""

    @wraps(view)
    def answer(request: HttpRequest, token: str) -> HttpResponse:
        try:
            return view(request, token)
        except links.LinkRefused as refusal:
            return render(request, "ats/site/link.html", {"message": refusal.message}, status=refusal.status)

    return answer


@access.view(access.PUBLIC, "GET", "HEAD", "POST")
@friendly
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """A POST with `deed` book (and `slot`), or decline (and `note`), writes the candidate's answer."""
    booking = _booking(token)
    if request.method == "POST":
        return _answer(request, booking)
    return _page(request, booking)


def _answer(request: HttpRequest, booking: Booking) -> HttpResponse:
    try:
        if request.POST.get("deed") == "decline":
            note = request.POST.get("note", "")[:NOTE_MOST]
            insist(lambda: bookings.decline(booking=booking, note=note, at=clock.now()))
        else:
            starts_at = _moment(request.POST.get("slot", ""))
            if starts_at is None:
                return _page(request, booking, problem=_("Choose one of the times first."), status=422)
            insist(lambda: bookings.book(booking=booking, starts_at=starts_at, at=clock.now()))
    except (bookings.TimeTaken, bookings.BookingOver) as refusal:
        booking.refresh_from_db()
        return _page(request, booking, problem=refusal.message, status=409)
    zone = request.POST.get("zone", "")
    redirect = HttpResponseRedirect(f"{request.path}?zone={zone}" if zone in ZONES else request.path)
    redirect.status_code = 303
    return redirect


def _page(request: HttpRequest, booking: Booking, *, problem: str = "", status: int = 200) -> HttpResponse:
    at, application = clock.now(), booking.application
    zone, theirs = _zone(request, booking), booking.time_zone
    may_change = booking.may_be_changed(at) and application.is_active
    picks = ((booking.is_open and not booking.is_overdue(at)) or may_change) and application.is_active
    context = {
        "booking": booking,
        "interview": booking.interview,
        "application": application,
        "candidate": application.candidate,
        "people": [person.name for person in booking.interviewers.all()],
        "recruiter": booking.organizer or application.owner,
        "may_change": may_change,
        "picks": picks,
        "shows_times": picks and (booking.is_open or "move" in request.GET or bool(problem)),
        "days": _days(offered(booking, at), zone) if picks else [],
        "zone": zone,
        "company_zone": theirs,
        "two_zones": zone != theirs,
        "zones": sorted(ZONES),
        "at": at,
        "problem": problem,
    }
    return render(request, "ats/booking/answer.html", context, status=status)


def _days(times: list[tuple[datetime, datetime]], zone: str) -> list[tuple[datetime, list[tuple[datetime, datetime]]]]:
    """Day by day as the candidate's calendar has them."""
    there = ZoneInfo(zone)
    grouped = groupby(times, key=lambda each: each[0].astimezone(there).date())
    days = [list(found) for _, found in grouped]
    return [(found[0][0].astimezone(there), found) for found in days]


def _zone(request: HttpRequest, booking: Booking) -> str:
    """What the candidate chose, else what we know of them, else the company's."""
    known = [
        request.POST.get("zone") or request.GET.get("zone", ""),
        booking.application.candidate.time_zone,
        booking.time_zone,
    ]
    return next((name for name in known if name in ZONES), settings.DEFAULT_TIME_ZONE)


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None


def _booking(token: str) -> Booking:
    """Raises LinkRefused (404) where the token is forged, or the link was taken back."""
    said: dict[str, Any] = links.read(PURPOSE, token)
    rows = Booking.objects.select_related(
        "application__candidate", "application__job", "application__owner", "interview", "organizer", "kit"
    )
    booking: Booking | None = rows.filter(pk=UUID(said["id"])).first()
    if booking is None:
        raise links.LinkRefused(_("This link belongs to nothing that we know. Use the one in our latest message."))
    return booking
