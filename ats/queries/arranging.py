"""What a coordinator looks for in the morning: who waits for an interview, and whose scorecards are missing."""

from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, prefetch_related_objects

from ats.kernel import access
from ats.kernel.prepared import Prepared
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

SHOWN = 6


def to_schedule(user: Any) -> list[Application]:
    """Active applications in an interview milestone for whom nothing was ever arranged; who waits longest comes first.

    Each says `booking`: its newest booking link, where one waits for the candidate's answer or found no time that fits.
    """
    found = TO_SCHEDULE(user)
    for application in found:
        application.booking = _link(application)
    return found


def _to_schedule(reader: Any) -> QuerySet[Application]:
    arranged = Interview.objects.filter(application=OuterRef("pk")).exclude(status=InterviewStatus.CANCELLED)
    waiting = Application.objects.visible_to(reader).filter(
        status=ApplicationStatus.ACTIVE, stage=Stage.INTERVIEW, job__status=JobStatus.OPEN, is_imported=False
    )
    rows = waiting.filter(~Exists(arranged)).select_related("candidate", "job")
    links = Booking.objects.filter(application=OuterRef("pk"), status__in=[BookingStatus.OPEN, BookingStatus.DECLINED])
    told = rows.annotate(
        link_status=Subquery(links.values("status")[:1]), link_expires_at=Subquery(links.values("expires_at")[:1])
    )
    return told.order_by("updated_at", "pk")[:SHOWN]


TO_SCHEDULE = access.ForReaders(Prepared, _to_schedule)


def _link(application: Any) -> Booking | None:
    if application.link_status is None:
        return None
    return Booking(status=application.link_status, expires_at=application.link_expires_at)


def without_scorecards(user: Any, at: datetime) -> list[Interview]:
    """Interviews that are over, of applications still active, with fewer scorecards than interviewers; each says `missing`."""
    found = OVER(user, at)
    if not found:
        return []
    prefetch_related_objects(found, "interviewers")
    given = {(row["interview_id"], row["interviewer_id"]) for row in GIVEN([each.pk for each in found])}
    for interview in found:
        interview.missing = [
            person for person in interview.interviewers.all() if (interview.pk, person.pk) not in given
        ]
    return found


def _over(reader: Any, at: datetime) -> QuerySet[Interview]:
    submitted = Count("scorecards", filter=Q(scorecards__submitted_at__isnull=False), distinct=True)
    over = Interview.objects.visible_to(reader).filter(ends_at__lte=at, application__status=ApplicationStatus.ACTIVE)
    counted = over.exclude(status=InterviewStatus.CANCELLED).annotate(
        asked=Count("interviewers", distinct=True), submitted=submitted
    )
    rows = counted.filter(asked__gt=F("submitted")).select_related("application__candidate", "application__job")
    return rows.order_by("ends_at", "pk")[:SHOWN]


OVER = access.ForReaders(Prepared, _over, datetime)
GIVEN = Prepared(
    lambda ids: Scorecard.objects.filter(interview__any_of=ids, submitted_at__isnull=False).values(
        "interview_id", "interviewer_id"
    ),
    list,
)
