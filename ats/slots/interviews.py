"""Interviews and scorecards on pages."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef
from django.db.models.functions import JSONObject
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ats.kernel import access, clock
from ats.kernel.pages import Group, Panel, help_topic, nav, slot
from ats.models import Application, Booking, BookingStatus, Interview, InterviewStatus, User
from ats.permissions import CorePermission
from ats.queries import arranging, held
from ats.queries.evidence import evidence

PANEL = ArraySubquery(
    Interview.interviewers.through.objects.filter(interview=OuterRef("pk"))
    .order_by("user__first_name", "user__last_name")
    .values(part=JSONObject(**{name: f"user__{name}" for name in ("first_name", "last_name", "email")}))
)


def register() -> None:
    nav(
        "interviews",
        _("Interviews"),
        "calendar",
        "interviews",
        CorePermission.INTERVIEWS_VIEW,
        Group.RECRUITING,
        order=40,
    )
    help_topic(
        "interviews",
        _("Interviews and scorecards"),
        "ats/help/interviews.html",
        order=40,
        permission=CorePermission.INTERVIEWS_VIEW,
    )
    slot("home.main").register(home_scorecards)
    slot("home.main").register(home_to_schedule)
    slot("home.main").register(home_without_scorecards)
    slot("home.side").register(home_interviews)
    slot("application.panel").register(application_interviews)


def home_scorecards(request: HttpRequest, **context: Any) -> Panel | None:
    """Interviews that were, whose scorecard the reader owes."""
    found = held.owing(request.user, clock.now())
    return Panel("ats/scorecard/_home.html", {"rows": found}, order=20) if found else None


def home_interviews(request: HttpRequest, **context: Any) -> Panel | None:
    """The next interviews of those that the reader holds or looks after."""
    if not access.allows(request.user, CorePermission.INTERVIEWS_VIEW):
        return None
    found = held.to_come(request.user, clock.now())
    return Panel("ats/interview/_home.html", {"rows": found}, order=20) if found else None


def application_interviews(request: HttpRequest, *, application: Application, **context: Any) -> Panel | None:
    if not access.allows(request.user, CorePermission.INTERVIEWS_VIEW):
        return None
    owes = Interview.objects.owing(request.user).filter(pk=OuterRef("pk"))
    rows = Interview.objects.visible_to(request.user).filter(application=application).annotate(is_owed=Exists(owes))
    found = list(rows.exclude(status=InterviewStatus.CANCELLED).annotate(panel=PANEL))
    for interview in found:
        interview.names = ", ".join(User(**person).name for person in interview.panel)
    links = Booking.objects.visible_to(request.user).filter(application=application)
    values = {
        "application": application,
        "bookings": links.filter(status__in=[BookingStatus.OPEN, BookingStatus.DECLINED]),
        "may_schedule": access.allows(request.user, CorePermission.INTERVIEWS_SCHEDULE, application),
        "interviews": found,
        "evidence": evidence(application, request.user),
        "owing": {interview.pk for interview in found if interview.is_owed},
    }
    return Panel("ats/interview/_panel.html", values, order=40)


def home_to_schedule(request: HttpRequest, **context: Any) -> Panel | None:
    """Who waits for an interview that nobody has arranged."""
    if not access.allows(request.user, CorePermission.INTERVIEWS_SCHEDULE):
        return None
    rows = arranging.to_schedule(request.user)
    return Panel("ats/interview/_home_to_schedule.html", {"rows": rows}, order=35) if rows else None


def home_without_scorecards(request: HttpRequest, **context: Any) -> Panel | None:
    """Interviews that were, and who still owes a scorecard."""
    if not access.allows(request.user, CorePermission.INTERVIEWS_SCHEDULE):
        return None
    rows = arranging.without_scorecards(request.user, clock.now())
    return Panel("ats/interview/_home_without_scorecards.html", {"rows": rows}, order=45) if rows else None
