"""Calendars and freezes as rows: what cannot be computed with is refused when it is written."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from ats.kernel.business_time import Calendar, Freeze, active_freezes, add, between, default_calendar, working

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.mark.django_db
def test_without_a_chosen_calendar_it_is_monday_to_friday_in_the_companys_zone(settings):
    settings.DEFAULT_TIME_ZONE = "Europe/Lisbon"
    assert add(MONDAY, 9 * 60 + 1, default_calendar()) == MONDAY + timedelta(days=1, minutes=1)
    chosen = Calendar.objects.create(key="berlin", name="Berlin", time_zone="Europe/Berlin", is_default=True)
    assert default_calendar() == chosen


@pytest.mark.django_db
def test_freezes_suspend_business_time():
    calendar = Calendar(key="x", name="X", time_zone="UTC")
    Freeze.objects.create(name="Move", starts_at=MONDAY, ends_at=MONDAY + timedelta(days=1))
    assert add(MONDAY, 60, calendar, active_freezes()) == MONDAY + timedelta(days=1, hours=1)
    assert between(MONDAY, MONDAY + timedelta(hours=8), calendar, active_freezes()) == 0


def test_holidays_of_the_country_and_of_the_company_are_off():
    calendar = Calendar(
        time_zone="Europe/Berlin", holiday_country="DE", holiday_subdivision="BE", extra_holidays=["2027-12-24"]
    )
    days_off = working(calendar).holidays
    assert [day in days_off for day in (date(2027, 3, 8), date(2027, 12, 24), date(2027, 12, 23))] == [
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(
    "changes",
    [
        {"time_zone": "Europe/Nowhere"},
        {"weekly_hours": {}},
        {"weekly_hours": {"0": []}},
        {"weekly_hours": {"7": [["09:00", "17:00"]]}},
        {"weekly_hours": {"0": [["17:00", "09:00"]]}},
        {"weekly_hours": {"0": [["09:00", "13:00"], ["12:00", "17:00"]]}},
        {"weekly_hours": {"0": [["9 o'clock", "17:00"]]}},
        {"weekly_hours": ["09:00"]},
        {"holiday_country": "XX"},
        {"extra_holidays": ["24.12.2026"]},
    ],
)
def test_a_calendar_that_cannot_be_computed_with_is_refused(changes):
    with pytest.raises(ValidationError, match="This calendar cannot be used"):
        Calendar(key="x", name="X", **changes).clean()


def test_a_night_ends_at_twenty_four():
    night = Calendar(time_zone="UTC", weekly_hours={"0": [["22:00", "24:00"]]})
    night.clean()
    assert between(MONDAY, MONDAY + timedelta(days=1), night) == 120
