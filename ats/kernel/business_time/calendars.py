"""From a Calendar row to a calendar that can be computed with."""

from collections.abc import Collection, Iterator
from datetime import date
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays
from django.conf import settings
from django.utils.translation import gettext as _

from ats.kernel.business_time.models import Calendar
from ats.kernel.business_time.working_time import WorkingCalendar, parse_hours


class DaysOff(Collection[date]):
    """Public holidays of a country (computed for any year that is asked for) and a company's own."""

    def __init__(self, public: Collection[date], extra: frozenset[date]) -> None:
        self._public, self._extra = public, extra

    def __contains__(self, day: object) -> bool:
        return day in self._extra or day in self._public

    def __iter__(self) -> Iterator[date]:
        yield from {*self._extra, *self._public}

    def __len__(self) -> int:
        return len({*self._extra, *self._public})


def working(calendar: Calendar | WorkingCalendar) -> WorkingCalendar:
    """The row as something to compute with; a WorkingCalendar stays what it is."""
    if isinstance(calendar, WorkingCalendar):
        return calendar
    hours = parse_hours(calendar.weekly_hours)
    extra = frozenset(map(date.fromisoformat, calendar.extra_holidays))
    public = public_holidays(calendar.holiday_country, calendar.holiday_subdivision)
    return WorkingCalendar(ZoneInfo(calendar.time_zone), hours, DaysOff(public, extra))


@lru_cache(maxsize=64)
def public_holidays(country: str, subdivision: str) -> Collection[date]:
    """Public holidays of `country` (ISO 3166 code) and its `subdivision`; none where no country is given."""
    if not country:
        return frozenset()
    found: Collection[date] = holidays.country_holidays(country, subdiv=subdivision or None)
    return found


def default_calendar() -> Calendar:
    """The organisation's calendar."""
    return Calendar.objects.filter(is_default=True).first() or unchosen_calendar()


def unchosen_calendar() -> Calendar:
    """What counts where no calendar is the organisation's yet: Monday to Friday, nine to six. It isn't saved."""
    return Calendar(key="default", name=_("Default"), time_zone=settings.DEFAULT_TIME_ZONE)
