"""Time limits as moments: a visit's deadline and the moments of its levels, in the job's working time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ats.kernel import business_time
from ats.kernel.business_time import Calendar, Window
from ats.models import Application, ApplicationStatus, Interview, InterviewStatus, Offer, OfferStatus
from ats.models.offer import LIVE_OFFER
from ats.queries.calendars import calendar_of, working_time_of
from milestones import engine
from milestones.engine.words import Basis
from milestones.models import Visit


@dataclass(frozen=True)
class Clock:
    """The working time that a visit's limit is counted in."""

    calendar: Calendar
    freezes: tuple[Window, ...]


@dataclass(frozen=True)
class Deadlines:
    due_at: datetime
    levels: dict[int, datetime]


def clock_for(application: Application, visit: Visit) -> Clock:
    pauses = [(datetime.fromisoformat(start), datetime.fromisoformat(end)) for start, end in visit.pauses]
    calendar, freezes = working_time_of(application.job)
    return Clock(calendar, (*freezes, *pauses))


def deadlines(
    step: engine.Step, entered_at: datetime, clock: Clock, moment: datetime | None = None
) -> Deadlines | None:
    """When the limit passes and when each level is due; None without a limit, or while its date is unknown.

    `moment` is what a date-bound limit is counted from. A share of a date-bound limit is a share of the
    working time between entering and the deadline.
    """
    due_at = _due(step, entered_at, clock, moment)
    if due_at is None:
        return None
    whole = step.limit_minutes if step.basis == Basis.ENTERED else _minutes(entered_at, due_at, clock)
    levels = {lv.level: _share(lv.percent, entered_at, due_at, whole or 0, clock) for lv in step.levels}
    return Deadlines(due_at, levels)


def _due(step: engine.Step, entered_at: datetime, clock: Clock, moment: datetime | None) -> datetime | None:
    if step.basis != Basis.ENTERED:
        return moment + timedelta(minutes=step.offset_minutes) if moment else None
    if step.limit_minutes is None:
        return None
    return business_time.add(entered_at, step.limit_minutes, clock.calendar, clock.freezes)


def _minutes(start: datetime, end: datetime, clock: Clock) -> int:
    return max(business_time.between(start, end, clock.calendar, clock.freezes), 0)


def _share(percent: int, entered_at: datetime, due_at: datetime, whole: int, clock: Clock) -> datetime:
    if percent == 100:
        return due_at
    return business_time.add(entered_at, whole * percent // 100, clock.calendar, clock.freezes)


def date_of(basis: Basis, application: Application, at: datetime) -> datetime | None:
    """The moment that `basis` names for this application now; None where it isn't known."""
    if basis == Basis.OFFER_EXPIRY:
        offer = _offer_in(application, [*LIVE_OFFER, OfferStatus.EXPIRED])
        return offer.expires_at if offer else None
    if basis == Basis.INTERVIEW_START:
        coming = Interview.objects.filter(application=application, status=InterviewStatus.SCHEDULED, starts_at__gte=at)
        return coming.order_by("starts_at").values_list("starts_at", flat=True).first()
    if basis == Basis.START_DATE and (day := _start_date(application)):
        zone = ZoneInfo(calendar_of(application.job).time_zone)
        return datetime.combine(day, time(9), tzinfo=zone).astimezone(UTC)
    return None


def _start_date(application: Application) -> date | None:
    """The date that the hire fixed; before it the one that the live offer proposes."""
    if application.status == ApplicationStatus.HIRED:
        return application.start_date
    offer = _offer_in(application, LIVE_OFFER)
    return offer.terms.start_date if offer else None


def _offer_in(application: Application, statuses: Sequence[str]) -> Offer | None:
    """The latest offer in one of `statuses`. Withdrawn and declined ones name no date any more; one that expired still
    says when it did, and what is due because of that stays due."""
    return application.offers.filter(status__in=statuses).order_by("-created_at").first()
