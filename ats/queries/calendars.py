"""Whose working time counts for a job."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from ats.kernel import business_time, reading
from ats.kernel.business_time import Calendar, Freeze, Window
from ats.models import Job

CALENDAR = (
    "id",
    "key",
    "name",
    "time_zone",
    "weekly_hours",
    "holiday_country",
    "holiday_subdivision",
    "extra_holidays",
    "is_default",
    "version",
)


def _asked(job: UUID) -> Mapping[str, reading.Part]:
    places = Job.locations.through.objects.filter(job=job, location__calendar__isnull=False)
    at_place = {name: f"location__calendar__{name}" for name in CALENDAR}
    return {
        "places": reading.Part(places.order_by("location__name")[:1], at_place),
        "usual": reading.Part(Calendar.objects.filter(is_default=True), {name: name for name in CALENDAR}),
        "freezes": reading.Part(Freeze.objects.order_by("starts_at"), {"start": "starts_at", "end": "ends_at"}),
    }


ASKED = reading.Prepared(_asked, UUID)


def working_time_of(job: Job) -> tuple[Calendar, list[Window]]:
    """The calendar of the job's first location that has one, else the organisation's; and the freezes (one query in all)."""
    found = ASKED(job.pk)
    chosen = [*found["places"], *found["usual"]]
    return Calendar(**chosen[0]) if chosen else business_time.unchosen_calendar(), list(map(_window, found["freezes"]))


def _window(row: Mapping[str, Any]) -> Window:
    return datetime.fromisoformat(row["start"]), datetime.fromisoformat(row["end"])


def calendar_of(job: Job) -> Calendar:
    """The calendar alone."""
    return working_time_of(job)[0]


def calendars_of(jobs: Iterable[Job]) -> dict[UUID, Calendar]:
    """The same for many jobs, in two queries."""
    wanted = {job.pk for job in jobs}
    places = Job.locations.through.objects.filter(job__in=wanted, location__calendar__isnull=False)
    found: dict[UUID, Calendar] = {}
    for place in places.select_related("location__calendar").order_by("location__name"):
        found.setdefault(place.job_id, place.location.calendar)
    usual = business_time.default_calendar() if wanted - found.keys() else None
    return {pk: found.get(pk, usual) for pk in wanted}  # type: ignore[misc]
