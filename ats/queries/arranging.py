"""What a coordinator looks for in the morning: who waits for an interview, and whose scorecards are missing."""

from datetime import datetime
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject
from django.utils.safestring import SafeString

from ats.kernel import access
from ats.kernel.pages import words
from ats.kernel.prepared import Prepared, as_text
from ats.models import (
    Application,
    ApplicationStatus,
    Booking,
    BookingStatus,
    Interview,
    InterviewStatus,
    JobStatus,
    Scorecard,
    Stage,
)
from ats.models.user import name_of
from ats.queries.named import Named, named

SHOWN = 6


class Link(NamedTuple):
    """The newest booking link of an application, which waits for an answer `until` then, or found no time that fits ("")."""

    status: str
    tone: str
    icon: str
    until: str


class ToSchedule(NamedTuple):
    """An application as the home page shows it."""

    pk: str
    job: str
    candidate: Named
    link: Link | None


def to_schedule(user: Any) -> list[ToSchedule]:
    """Active applications in an interview milestone for whom nothing was ever arranged; who waits longest comes first."""
    return [
        ToSchedule(pk, job, Named(*candidate), _link(status, expires_at))
        for pk, job, status, expires_at, *candidate in TO_SCHEDULE(user)
    ]


def _to_schedule(reader: Any) -> "QuerySet[Any]":
    arranged = Interview.objects.filter(application=OuterRef("pk")).exclude(status=InterviewStatus.CANCELLED)
    waiting = Application.objects.visible_to(reader).filter(
        status=ApplicationStatus.ACTIVE, stage=Stage.INTERVIEW, job__status=JobStatus.OPEN, is_imported=False
    )
    rows = waiting.filter(~Exists(arranged)).order_by("updated_at", "pk")
    links = Booking.objects.filter(application=OuterRef("pk"), status__in=[BookingStatus.OPEN, BookingStatus.DECLINED])
    link = [Subquery(links.values(name)[:1]) for name in ("status", "expires_at")]
    return rows.values_list(as_text("pk"), "job__name", *link, *named("candidate"))[:SHOWN]


TO_SCHEDULE = access.ForReaders(Prepared, _to_schedule)


def _link(status: str | None, expires_at: datetime | None) -> Link | None:
    if status is None or expires_at is None:
        return None
    booking = Booking(status=status)
    until = words.exact(expires_at) if booking.is_open else ""
    return Link(str(booking.get_status_display()), booking.look.tone, booking.look.icon, until)


class Unanswered(NamedTuple):
    """An interview, and the names of those whose scorecard is missing."""

    pk: str
    name: str
    ago: SafeString
    candidate: Named
    missing: tuple[str, ...]


def without_scorecards(user: Any, at: datetime) -> list[Unanswered]:
    """Interviews that are over, of applications still active, with fewer scorecards than interviewers."""
    return [
        Unanswered(pk, name, words.ago(ends_at, at=at), Named(*candidate), tuple(name_of(**each) for each in missing))
        for pk, name, ends_at, missing, *candidate in OVER(user, at)
    ]


def _over(reader: Any, at: datetime) -> "QuerySet[Any]":
    over = Interview.objects.visible_to(reader).filter(ends_at__lte=at, application__status=ApplicationStatus.ACTIVE)
    given = Scorecard.objects.filter(interview=OuterRef("pk"), submitted_at__isnull=False)
    panel = Interview.interviewers.through.objects.filter(interview=OuterRef("pk"))
    fewer = over.exclude(status=InterviewStatus.CANCELLED).filter(Exists(panel)).alias(asked=_n(panel), given=_n(given))
    rows = fewer.filter(asked__gt=F("given")).order_by("ends_at", "pk")
    missing = ArraySubquery(_still_owing(panel))
    return rows.values_list(as_text("pk"), "name", "ends_at", missing, *named("application__candidate"))[:SHOWN]


def _n(rows: "QuerySet[Any]") -> Coalesce:
    """How many there are of one interview."""
    return Coalesce(Subquery(rows.order_by().values("interview").annotate(n=Count("pk")).values("n")), 0)


def _still_owing(panel: "QuerySet[Any]") -> "QuerySet[Any]":
    theirs = Scorecard.objects.filter(
        interview=OuterRef("interview"), interviewer=OuterRef("user"), submitted_at__isnull=False
    )
    people = panel.filter(~Exists(theirs)).order_by("user__first_name", "user__last_name")
    return people.values(part=JSONObject(**{name: f"user__{name}" for name in ("first_name", "last_name", "email")}))


OVER = access.ForReaders(Prepared, _over, datetime)
