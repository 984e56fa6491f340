"""Working time: the vectors of the facts page, the days on which clocks change, and laws that hold for any calendar."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import holidays
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ats.kernel.business_time.working_time import LAST_MINUTE, NoWorkingTime, WorkingCalendar, add, between, instant

NEW_YORK, BERLIN, LONDON = ZoneInfo("America/New_York"), ZoneInfo("Europe/Berlin"), ZoneInfo("Europe/London")
NINE_TO_FIVE = {day: ((time(9), time(17)),) for day in range(5)}
OFFICE = WorkingCalendar(NEW_YORK, NINE_TO_FIVE, holidays.country_holidays("US"))
ALWAYS = dict.fromkeys(range(7), ((time.min, LAST_MINUTE),))
TEN_DAYS = 10 * 8 * 60


def local(zone, *parts):
    return datetime(*parts, tzinfo=zone)


@pytest.mark.parametrize(
    ("start", "minutes", "end"),
    [
        pytest.param((2026, 11, 25, 16), 480, (2026, 11, 27, 16), id="Thanksgiving is skipped"),
        pytest.param((2026, 10, 30, 16, 30), 60, (2026, 11, 2, 9, 30), id="over a weekend on which clocks change"),
        pytest.param((2026, 11, 25, 17), TEN_DAYS, (2026, 12, 10, 17), id="ten federal business days"),
        pytest.param((2026, 11, 28, 3), 1, (2026, 11, 30, 9, 1), id="from a Saturday night"),
        pytest.param((2026, 11, 25, 16), 60, (2026, 11, 25, 17), id="to the very end of a day"),
    ],
)
def test_vectors(start, minutes, end):
    start, end = local(NEW_YORK, *start), local(NEW_YORK, *end)
    assert add(start, minutes, OFFICE) == end
    assert between(start, end, OFFICE) == minutes
    assert between(end, start, OFFICE) == -minutes


@pytest.mark.parametrize(
    ("country", "subdivision", "year", "days"),
    [
        ("US", None, 2026, "01-01 01-19 02-16 05-25 06-19 07-03 07-04 09-07 10-12 11-11 11-26 12-25"),
        ("US", None, 2027, "01-01 01-18 02-15 05-31 06-18 06-19 07-05 09-06 10-11 11-11 11-25 12-24 12-31"),
        ("GB", "ENG", 2027, "01-01 03-26 03-29 05-03 05-31 08-30 12-25 12-26 12-27 12-28"),
        ("DE", "BE", 2027, "01-01 03-08 03-26 03-29 05-01 05-06 05-17 10-03 12-25 12-26"),
    ],
)
def test_public_holidays(country, subdivision, year, days):
    """The library's days are those that the facts page lists, but for some that fall on a weekend anyway."""
    known = holidays.country_holidays(country, subdiv=subdivision)
    every = [date(year, 1, 1) + timedelta(days=n) for n in range(365)]
    listed = {date.fromisoformat(f"{year}-{day}") for day in days.split()}
    found = {day for day in every if day in known}
    assert listed <= found
    assert all(day.weekday() >= 5 for day in found - listed)


def test_a_freeze_suspends_the_clock():
    freezes = [
        (local(NEW_YORK, 2026, 11, 3, 12), local(NEW_YORK, 2026, 11, 4, 12)),
        (local(NEW_YORK, 2026, 11, 3, 10), local(NEW_YORK, 2026, 11, 3, 13)),
    ]
    start = local(NEW_YORK, 2026, 11, 3, 9)
    assert add(start, 120, OFFICE, freezes) == local(NEW_YORK, 2026, 11, 4, 13)
    assert between(start, local(NEW_YORK, 2026, 11, 4, 13), OFFICE, freezes) == 120


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        (NEW_YORK, date(2026, 11, 1), 25),
        (NEW_YORK, date(2027, 3, 14), 23),
        (NEW_YORK, date(2027, 11, 7), 25),
        (BERLIN, date(2027, 3, 28), 23),
        (BERLIN, date(2027, 10, 31), 25),
        (ZoneInfo("Asia/Kolkata"), date(2027, 3, 28), 24),
        (ZoneInfo("America/Phoenix"), date(2027, 3, 14), 24),
        (ZoneInfo("Australia/Lord_Howe"), date(2027, 4, 4), 24.5),
        (ZoneInfo("Pacific/Apia"), date(2011, 12, 30), 0),
    ],
)
def test_a_day_on_which_clocks_change_is_as_long_as_it_is(zone, day, hours):
    windows = list(WorkingCalendar(zone, ALWAYS).windows(day))
    assert sum((closes - opens for opens, closes in windows), timedelta(0)) == timedelta(hours=hours)


def test_a_wall_time_in_the_gap_is_the_first_instant_after_it():
    assert instant(date(2027, 3, 14), time(2, 30), NEW_YORK) == local(NEW_YORK, 2027, 3, 14, 3)
    assert instant(date(2027, 3, 28), time(1, 15), LONDON) == local(LONDON, 2027, 3, 28, 2)


def test_a_wall_time_that_comes_twice_is_its_first_occurrence():
    assert instant(date(2026, 11, 1), time(1, 30), NEW_YORK) == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)


def test_a_calendar_that_never_works_says_so():
    with pytest.raises(NoWorkingTime, match="Give it hours"):
        add(local(UTC, 2026, 1, 1), 1, WorkingCalendar(NEW_YORK, {}))


ZONES = st.sampled_from([NEW_YORK, BERLIN, LONDON, *map(ZoneInfo, ("Australia/Lord_Howe", "Asia/Kolkata", "UTC"))])
NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)
MOMENTS = st.integers(0, 2 * 365 * 86400).map(lambda seconds: NEW_YEAR + timedelta(seconds=seconds))
MINUTES = st.integers(0, 3600)  # twice that fits into the ten years looked through, at a quarter of an hour a week


@st.composite
def calendars(draw):
    quarter = st.integers(0, 95).map(lambda n: time(n // 4, n % 4 * 15))
    hours = {}
    for day in draw(st.sets(st.integers(0, 6), min_size=1)):
        cuts = sorted(draw(st.sets(quarter, min_size=2, max_size=4)))
        hours[day] = tuple(zip(cuts[::2], cuts[1::2], strict=False))
    days_off = draw(st.frozensets(st.dates(date(2026, 1, 1), date(2028, 1, 1)), max_size=8))
    return WorkingCalendar(draw(ZONES), hours, days_off)


FREEZES = st.lists(st.tuples(MOMENTS, st.integers(1, 20000)), max_size=3).map(
    lambda drawn: [(start, start + timedelta(minutes=minutes)) for start, minutes in drawn]
)


@given(MOMENTS, MINUTES, calendars(), FREEZES)
def test_what_is_added_lies_between(start, minutes, calendar, freezes):
    assert between(start, add(start, minutes, calendar, freezes), calendar, freezes) == minutes


@given(MOMENTS, MINUTES, MINUTES, calendars(), FREEZES)
def test_adding_in_two_steps_is_adding_at_once(start, first, second, calendar, freezes):
    at_once = add(start, first + second, calendar, freezes)
    assert add(add(start, first, calendar, freezes), second, calendar, freezes) == at_once


@given(MOMENTS, MOMENTS, MINUTES, calendars(), FREEZES)
def test_a_later_start_never_ends_earlier(start, other, minutes, calendar, freezes):
    assume(minutes > 0)
    earlier, later = sorted((start, other))
    assert add(earlier, minutes, calendar, freezes) <= add(later, minutes, calendar, freezes)


@given(MOMENTS, MINUTES, MINUTES, calendars(), FREEZES)
def test_more_minutes_never_end_earlier_nor_does_a_freeze(start, first, second, calendar, freezes):
    assert add(start, first, calendar, freezes) <= add(start, first + second, calendar, freezes)
    assert add(start, first, calendar) <= add(start, first, calendar, freezes)
