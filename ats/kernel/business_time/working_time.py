"""Working time, computed without a database: weekly hours in a zone, holidays, freezes.

Each day's hours are wall-clock windows; their ends are turned into instants and all adding happens in UTC. So a day
on which the clocks change is as long as it really is. A wall time that does not exist (spring) means the first instant
after the gap; one that happens twice (autumn) means its first occurrence.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from ats.kernel.errors import DomainError

Window = tuple[datetime, datetime]
LAST_MINUTE = time.max
"""Stands for 24:00, the end of the day."""
SEARCH_DAYS = 3660
"""How far ahead working time is looked for before a calendar counts as one that never works."""


class NoWorkingTime(DomainError):
    """The calendar has no working hours within ten years."""

    code = "no-working-time"


@dataclass(frozen=True)
class WorkingCalendar:
    """Hours per weekday (0 is Monday), each a (start, end) pair of wall times; `holidays` are whole days off."""

    zone: ZoneInfo
    weekly_hours: Mapping[int, Sequence[tuple[time, time]]]
    holidays: Collection[date] = field(default_factory=frozenset)

    def windows(self, day: date) -> Iterator[Window]:
        """The working windows of one local day as instants in UTC, in order."""
        if day in self.holidays:
            return
        for start, end in sorted(self.weekly_hours.get(day.weekday(), ())):
            opens, closes = instant(day, start, self.zone), instant(day, end, self.zone)
            if opens < closes:
                yield opens, closes


def instant(day: date, wall: time, zone: ZoneInfo) -> datetime:
    """The instant in UTC at which clocks in `zone` first show `wall` on `day`, or the end of the gap that skips it."""
    if wall == LAST_MINUTE:
        day, wall = day + timedelta(days=1), time.min
    local = datetime.combine(day, wall, tzinfo=zone)
    moment = local.astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) == local.replace(tzinfo=None):
        return moment
    return _end_of_gap(local.replace(fold=1).astimezone(UTC), moment, zone)


def _end_of_gap(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """The first instant with the later offset; `before` and `after` lie on the two sides of the change."""
    offset = before.astimezone(zone).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) // 2
        if middle.astimezone(zone).utcoffset() == offset:
            before = middle
        else:
            after = middle
    return after.replace(microsecond=0)


def add(start: datetime, minutes: int, calendar: WorkingCalendar, freezes: Sequence[Window] = ()) -> datetime:
    """The instant at which `minutes` of working time have passed since `start`, in UTC.

    Raises NoWorkingTime when ten years do not hold that much, ValueError for a negative number.
    """
    if minutes < 0:
        raise ValueError("Working time is added forwards only.")
    start, left = start.astimezone(UTC), timedelta(minutes=minutes)
    if not left:
        return start
    for opens, closes in _stretches(start, None, calendar, freezes):
        if closes - opens >= left:
            return opens + left
        left -= closes - opens
    raise NoWorkingTime(_("This calendar has too little working time. Give it hours on at least one weekday."))


def between(start: datetime, end: datetime, calendar: WorkingCalendar, freezes: Sequence[Window] = ()) -> int:
    """Whole minutes of working time from `start` to `end`; negative when `end` is the earlier one."""
    if end < start:
        return -between(end, start, calendar, freezes)
    start, end = start.astimezone(UTC), end.astimezone(UTC)
    total = sum((closes - opens for opens, closes in _stretches(start, end, calendar, freezes)), timedelta(0))
    return total // timedelta(minutes=1)


def _stretches(
    start: datetime, end: datetime | None, calendar: WorkingCalendar, freezes: Sequence[Window]
) -> Iterator[Window]:
    """Working windows between `start` and `end` (None: as far as one looks), without what is frozen."""
    day = start.astimezone(calendar.zone).date() - timedelta(days=1)
    last = end.astimezone(calendar.zone).date() if end else day + timedelta(days=SEARCH_DAYS)
    frozen = _merged(freezes)
    while day <= last:
        for opens, closes in calendar.windows(day):
            opens, closes = max(opens, start), min(closes, end) if end else closes
            if opens < closes:
                yield from _without(opens, closes, frozen)
        day += timedelta(days=1)


def _without(opens: datetime, closes: datetime, frozen: Sequence[Window]) -> Iterator[Window]:
    """What of one window remains when the frozen stretches (merged, in order) are cut out."""
    for starts, ends in frozen:
        if ends <= opens or starts >= closes:
            continue
        if starts > opens:
            yield opens, starts
        opens = ends
    if opens < closes:
        yield opens, closes


def _merged(windows: Sequence[Window]) -> list[Window]:
    """The same stretches in UTC and in order, with overlapping ones joined."""
    merged: list[Window] = []
    for starts, ends in sorted((s.astimezone(UTC), e.astimezone(UTC)) for s, e in windows):
        if merged and starts <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], ends))
        else:
            merged.append((starts, ends))
    return merged


def parse_hours(weekly_hours: Mapping[str, Sequence[Sequence[str]]]) -> dict[int, tuple[tuple[time, time], ...]]:
    """{"0": [["09:00", "18:00"]]} as times by weekday; 24:00 is the end of the day.

    Raises ValueError for what is no such thing, and for windows of a day that overlap: their time would count twice.
    """
    hours = {int(day): tuple(sorted(map(_parse_window, windows))) for day, windows in weekly_hours.items()}
    if not all(0 <= day <= 6 for day in hours):
        raise ValueError(_("Weekdays are numbered from 0 (Monday) to 6 (Sunday)."))
    for windows in hours.values():
        if any(start >= end for start, end in windows):
            raise ValueError(_("Working hours must end after they start; split a night shift at 24:00."))
        if any(earlier[1] > later[0] for earlier, later in pairwise(windows)):
            raise ValueError(_("Working hours of one day must not overlap."))
    return hours


def _parse_window(window: Sequence[str]) -> tuple[time, time]:
    start, end = window
    return time.fromisoformat(start), LAST_MINUTE if end == "24:00" else time.fromisoformat(end)
