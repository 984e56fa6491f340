"""Whose working time counts for a job."""

from collections.abc import Iterable
from uuid import UUID

from ats.kernel import business_time
from ats.kernel.business_time import Calendar
from ats.models import Job


def calendar_of(job: Job) -> Calendar:
    """The calendar of the job's first location that has one, else the organisation's."""
    return calendars_of([job])[job.pk]


def calendars_of(jobs: Iterable[Job]) -> dict[UUID, Calendar]:
    """The same for many jobs, in two queries."""
    wanted = {job.pk for job in jobs}
    places = Job.locations.through.objects.filter(job__in=wanted, location__calendar__isnull=False)
    found: dict[UUID, Calendar] = {}
    for place in places.select_related("location__calendar").order_by("location__name"):
        found.setdefault(place.job_id, place.location.calendar)
    usual = business_time.default_calendar() if wanted - found.keys() else None
    return {pk: found.get(pk, usual) for pk in wanted}  # type: ignore[misc]
