"""The scheduling page: lanes of one day with both zones, and the next times that suit everybody."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ats.kernel import business_time
from ats.kernel.business_time import Window, WorkingCalendar
from ats.models import Application, Interview
from ats.queries import availability
from ats.queries.calendars import calendar_of

OPENS, HOURS, WIDTH = 8, 10, 1000
DAYS, A_DAY, TICKED_A_DAY, TICKED = 5, 6, 3, 9
OTHERS = 12


@dataclass(frozen=True)
class Bar:
    """A stretch of a lane, in thousandths of its width."""

    x: int
    width: int


@dataclass(frozen=True)
class Lane:
    """One person's day. `said` says the bars in words; `person` has a name."""

    person: Any
    detail: str
    busy: list[Bar]
    off: list[Bar]
    said: str


@dataclass(frozen=True)
class Time:
    """One time that suits everybody; `ticked` when it goes into the link unless the recruiter says otherwise."""

    start: datetime
    end: datetime
    ticked: bool

    @property
    def value(self) -> str:
        return f"{self.start.isoformat()}/{self.end.isoformat()}"


@dataclass(frozen=True)
class Plan:
    """`hours` are the marks of the lanes, in the reader's zone and in the candidate's ("" where it is not known)."""

    day: date
    before: date
    after: date
    zone: str
    their_zone: str
    hours: list[tuple[str, str]]
    marks: list[int]
    lanes: list[Lane]
    fits: list[Bar]
    times: list[Time]

    @property
    def fitting(self) -> int:
        return len(self.times)


def plan(
    application: Application,
    people: Collection[Any],
    *,
    day: date,
    minutes: int,
    zone: str,
    at: datetime,
    besides: Interview | None = None,
) -> Plan:
    """What the page shows for `people` from `day` on; `zone` is the reader's, `besides` an interview that is moved."""
    calendar, length = business_time.working(calendar_of(application.job)), timedelta(minutes=minutes)
    theirs = application.candidate.time_zone
    days = availability.working_days(day, DAYS, calendar)
    if days and not list(calendar.windows(day)):
        day = days[0][0][0].astimezone(ZoneInfo(zone)).date()
    free = availability.times(
        [window for windows in days for window in windows],
        length,
        people,
        calendar,
        earliest=at,
        besides=besides,
        taken=availability.meetings_of(application.candidate_id, at, besides=besides),
    )
    start = datetime.combine(day, time(OPENS), tzinfo=ZoneInfo(zone))
    view = (start, start + timedelta(hours=HOURS))
    return Plan(
        day=day,
        before=_before(day, calendar),
        after=day + timedelta(days=1),
        zone=zone,
        their_zone=theirs if theirs != zone else "",
        hours=[_hour(start + timedelta(hours=number), zone, theirs) for number in range(HOURS)],
        marks=[WIDTH // HOURS * number for number in range(1, HOURS)],
        lanes=_lanes(application, people, view, list(calendar.windows(day)), at, besides),
        fits=_bars(_joined(free), view),
        times=_times(free, zone, theirs),
    )


def _before(day: date, calendar: WorkingCalendar) -> date:
    """The working day before `day`, a fortnight back at most."""
    back = [day - timedelta(days=number) for number in range(1, 15)]
    return next((each for each in back if list(calendar.windows(each))), back[0])


def others(people: Any, words: str, chosen: Collection[Any]) -> list[Any]:
    """Of those who are not on the job's team: the chosen ones, and whom `words` find; a dozen at most."""
    rows = people.filter(place=2)
    for word in words.split()[:4]:
        rows = rows.filter(Q(first_name__icontains=word) | Q(last_name__icontains=word) | Q(email__istartswith=word))
    picked = [person for person in chosen if person.place == 2]
    return picked + [person for person in rows[: OTHERS + len(picked)] if person not in picked][:OTHERS]


def _hour(moment: datetime, zone: str, theirs: str) -> tuple[str, str]:
    there = moment.astimezone(ZoneInfo(theirs)) if theirs and theirs != zone else None
    return f"{moment:%-H:%M}", f"{there:%-H:%M}" if there else ""


def _times(free: list[Window], zone: str, theirs: str) -> list[Time]:
    """Some of each day, spread over it, when the candidate is up; of these, some of the first days go into the link."""
    suiting = [(start, end) for start, end in free if not theirs or availability.reasonable(start, end, theirs)]
    found: list[Time] = []
    ticked = 0
    for _date, day in groupby(_apart(suiting), key=lambda each: each[0].astimezone(ZoneInfo(zone)).date()):
        shown = _spread(list(day), A_DAY)
        marked = _spread(shown, min(TICKED_A_DAY, TICKED - ticked))
        found += [Time(start, end, (start, end) in marked) for start, end in shown]
        ticked += len(marked)
    return found


def _joined(times: list[Window]) -> list[Window]:
    """Overlapping ones as one stretch."""
    found: list[Window] = []
    for start, end in times:
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _apart(times: list[Window]) -> Iterator[Window]:
    """Those that don't overlap, the earliest first."""
    last: datetime | None = None
    for start, end in times:
        if last is None or start >= last:
            yield start, end
            last = end


def _spread(times: list[Window], most: int) -> list[Window]:
    """At most so many, evenly from the first to the last."""
    if len(times) <= most:
        return times
    if most < 2:
        return times[:most]
    return [times[round(number * (len(times) - 1) / (most - 1))] for number in range(most)]


def _lanes(
    application: Application,
    people: Iterable[Any],
    view: Window,
    working: list[Window],
    at: datetime,
    besides: Interview | None,
) -> list[Lane]:
    chosen = list(people)
    held = availability.busy(chosen, *view, besides=besides)
    monday = view[0] - timedelta(days=view[0].weekday())
    week = availability.load(chosen, monday.replace(hour=0), monday.replace(hour=0) + timedelta(days=7))
    closed = _bars(_gaps(working, view), view)
    candidate, theirs = application.candidate, application.candidate.time_zone
    booked = [each for each in availability.meetings_of(candidate.pk, at, besides) if each[0] < view[1]]
    asleep = _bars(_gaps(_waking(view, theirs), view), view) if theirs else []
    lanes = [
        Lane(candidate, theirs.replace("_", " ") or _("Zone not known"), _bars(booked, view), asleep, _said(booked))
    ]
    for person in chosen:
        windows = held.of(person)
        count = week[person.pk]
        lanes.append(Lane(person, _about(person, view, count), _bars(windows, view), closed, _said(windows)))
    return lanes


def _about(person: Any, view: Window, count: int) -> str:
    """Their own city where their clock shows another hour than the reader's, and how many interviews they hold."""
    offset = view[0].astimezone(ZoneInfo(person.time_zone)).utcoffset() if person.time_zone else None
    away = offset is not None and offset != view[0].utcoffset()
    city = person.time_zone.rpartition("/")[2].replace("_", " ")
    week = ngettext("{n} this week", "{n} this week", count).format(n=count)
    return _("{city}, {week}").format(city=city, week=week) if away else week


def _waking(view: Window, zone: str) -> list[Window]:
    """Eight to eight in `zone`, on the days that the view touches."""
    there = ZoneInfo(zone)
    first = view[0].astimezone(there).date() - timedelta(days=1)
    days = [first + timedelta(days=number) for number in range(4)]
    return [(datetime.combine(d, time(8), tzinfo=there), datetime.combine(d, time(20), tzinfo=there)) for d in days]


def _gaps(windows: list[Window], view: Window) -> list[Window]:
    """What of the view lies in none of the windows, which are in order."""
    found, cursor = [], view[0]
    for start, end in windows:
        if start > cursor:
            found.append((cursor, min(start, view[1])))
        cursor = max(cursor, end)
    if cursor < view[1]:
        found.append((cursor, view[1]))
    return [(start, end) for start, end in found if start < end]


def _bars(windows: Iterable[Window], view: Window) -> list[Bar]:
    bars = []
    whole = (view[1] - view[0]).total_seconds()
    for start, end in windows:
        low, high = max(start, view[0]), min(end, view[1])
        if low < high:
            x = round((low - view[0]).total_seconds() / whole * WIDTH)
            bars.append(Bar(x, round((high - low).total_seconds() / whole * WIDTH)))
    return bars


def _said(windows: list[Window]) -> str:
    taken = len(windows)
    return ngettext("{n} taken", "{n} taken", taken).format(n=taken) if taken else _("free")
