"""When the people of an interview are free: their working time, less the interviews that they hold already.

Only interviews of this product count; calendars elsewhere are not read yet.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from ats.kernel import business_time
from ats.kernel.business_time import Window, WorkingCalendar
from ats.kernel.pages import words
from ats.models import Booking, Interview
from ats.queries.calendars import calendar_of

STEP = timedelta(minutes=30)
MOST_DAYS = 28


@dataclass(frozen=True)
class Busy:
    """What people hold, by person; the times alone, since whom they meet is not everybody's business."""

    windows: dict[UUID, list[Window]] = field(default_factory=dict)

    def of(self, person: Any) -> list[Window]:
        return self.windows.get(person.pk, [])

    def clashes(self, people: Collection[Any], start: datetime, end: datetime) -> list[Any]:
        """Those of `people` who hold something else between `start` and `end`."""
        return [who for who in people if any(a < end and b > start for a, b in self.of(who))]


def busy(people: Collection[Any], start: datetime, end: datetime, besides: Interview | None = None) -> Busy:
    """Who of `people` holds what between `start` and `end`; `besides` is an interview that is to be moved."""
    rows = Interview.objects.busy(people, start, end).exclude(pk=besides.pk if besides else None)
    found: dict[UUID, list[Window]] = defaultdict(list)
    for person, begins, ends in rows.values_list("interviewers", "starts_at", "ends_at"):
        found[person].append((begins, ends))
    return Busy({person: sorted(windows) for person, windows in found.items()})


def conflicts(people: Collection[Any], start: datetime, end: datetime, besides: Interview | None = None) -> list[str]:
    """For each of `people` who holds another interview then, a sentence, in the reader's zone."""
    held = busy(people, start, end, besides)
    told = []
    for who in held.clashes(people, start, end):
        begins, ends = next(each for each in held.of(who) if each[0] < end and each[1] > start)
        told.append(
            _("{person} has an interview from {start} to {end}.").format(
                person=who.name, start=words.exact(begins), end=f"{words.local(ends):%H:%M}"
            )
        )
    return told


def load(people: Collection[Any], start: datetime, end: datetime) -> dict[UUID, int]:
    """How many interviews each holds between `start` and `end`."""
    held = busy(people, start, end)
    return {person.pk: len(held.of(person)) for person in people}


def times(
    windows: Sequence[Window],
    length: timedelta,
    people: Collection[Any],
    calendar: WorkingCalendar,
    *,
    earliest: datetime,
    step: timedelta = STEP,
    besides: Interview | None = None,
    taken: Sequence[Window] = (),
) -> list[Window]:
    """The stretches of `length` within `windows`, `step` apart, in working time, when all of `people` are free.

    `taken` are windows that don't count, such as the candidate's other interviews.
    """
    if not windows:
        return []
    held = busy(people, min(start for start, _ in windows), max(end for _, end in windows), besides)
    frozen = business_time.active_freezes()
    found = {
        start: (start, end)
        for start, end in _cut(windows, length, step)
        if start >= earliest
        and not held.clashes(people, start, end)
        and not any(a < end and b > start for a, b in taken)
        and _in_working_time(start, end, calendar, frozen)
    }
    return [found[start] for start in sorted(found)]


def panel_of(booking: Booking) -> list[Any]:
    """Who holds the interview: those of the link, or as it stands since somebody changed the panel."""
    return list((booking.interview if booking.is_booked else booking).interviewers.all())


def offered(booking: Booking, at: datetime) -> list[Window]:
    """The times of a booking link that can be picked at `at`: what was offered, less what is taken meanwhile."""
    calendar = business_time.working(calendar_of(booking.application.job))
    people = panel_of(booking)
    return times(
        booking.spans,
        booking.length,
        people,
        calendar,
        earliest=at,
        step=booking.length,
        besides=booking.interview,
        taken=meetings_of(booking.application.candidate_id, at, besides=booking.interview),
    )


def meetings_of(candidate_id: UUID, at: datetime, besides: Interview | None = None) -> list[Window]:
    """What the candidate has with us from `at` on."""
    rows = Interview.objects.to_come(at).filter(application__candidate=candidate_id)
    return list(rows.exclude(pk=besides.pk if besides else None).values_list("starts_at", "ends_at"))


def working_days(first: date, count: int, calendar: WorkingCalendar) -> list[list[Window]]:
    """The working windows of the next `count` days from `first` on which people work, looking four weeks ahead."""
    found: list[list[Window]] = []
    for number in range(MOST_DAYS):
        windows = list(calendar.windows(first + timedelta(days=number)))
        if windows:
            found.append(windows)
        if len(found) == count:
            break
    return found


def reasonable(start: datetime, end: datetime, zone: str) -> bool:
    """Whether somebody in `zone` would be up and about: between eight and eight, on one day."""
    there, then = start.astimezone(ZoneInfo(zone)), end.astimezone(ZoneInfo(zone))
    return there.date() == then.date() and there.hour >= 8 and (then.hour, then.minute) <= (20, 0)


def _cut(windows: Sequence[Window], length: timedelta, step: timedelta) -> Iterator[Window]:
    for opens, closes in windows:
        start = opens
        while start + length <= closes:
            yield start, start + length
            start += step


def _in_working_time(start: datetime, end: datetime, calendar: WorkingCalendar, frozen: Sequence[Window]) -> bool:
    minutes = int((end - start).total_seconds() // 60)
    return business_time.between(start, end, calendar, frozen) == minutes
