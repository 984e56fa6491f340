"""What a coordinator looks for in the morning: who waits for an interview, and whose scorecards are missing."""

from datetime import datetime
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject

from ats.kernel import access
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
from ats.queries.held import Held, columns, held
from ats.queries.named import Named, named

SHOWN = 6


class ToSchedule(NamedTuple):
    """An application; `booking` is its newest link, where one waits for the candidate's answer or found no time that fits."""

    pk: str
    job: str
    candidate: Named
    booking: Booking | None


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


def _link(status: str | None, expires_at: datetime | None) -> Booking | None:
    return None if status is None else Booking(status=status, expires_at=expires_at)


class Unanswered(NamedTuple):
    """An interview, and the names of those whose scorecard is missing."""

    interview: Held
    missing: list[str]


def without_scorecards(user: Any, at: datetime) -> list[Unanswered]:
    """Interviews that are over, of applications still active, with fewer scorecards than interviewers."""
    return [Unanswered(each, [name_of(**person) for person in each.more[0]]) for each in held(OVER(user, at))]


def _over(reader: Any, at: datetime) -> "QuerySet[Any]":
    over = Interview.objects.visible_to(reader).filter(ends_at__lte=at, application__status=ApplicationStatus.ACTIVE)
    given = Scorecard.objects.filter(interview=OuterRef("pk"), submitted_at__isnull=False)
    panel = Interview.interviewers.through.objects.filter(interview=OuterRef("pk"))
    fewer = over.exclude(status=InterviewStatus.CANCELLED).filter(Exists(panel)).alias(asked=_n(panel), given=_n(given))
    rows = fewer.filter(asked__gt=F("given")).order_by("ends_at", "pk")
    return columns(rows, "ends_at", ArraySubquery(_still_owing(panel)))[:SHOWN]


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
