"""Business time: what "two working days" means, for the rows of the database. The computing is in `working_time`.

A freeze suspends the clock for the whole organisation: hand `active_freezes()` to `add` and `between`.
"""

from collections.abc import Sequence
from datetime import datetime

from ats.kernel.business_time import working_time
from ats.kernel.business_time.calendars import default_calendar, unchosen_calendar, working
from ats.kernel.business_time.events import CalendarChanged, FreezeChanged
from ats.kernel.business_time.models import Calendar, Freeze
from ats.kernel.business_time.working_time import NoWorkingTime, Window, WorkingCalendar

__all__ = [
    "Calendar",
    "CalendarChanged",
    "Freeze",
    "FreezeChanged",
    "NoWorkingTime",
    "Window",
    "WorkingCalendar",
    "active_freezes",
    "add",
    "between",
    "default_calendar",
    "unchosen_calendar",
    "working",
]


def add(
    start: datetime, minutes: int, calendar: Calendar | WorkingCalendar, freezes: Sequence[Window] = ()
) -> datetime:
    """The instant (UTC) when `minutes` of business time have passed since `start`."""
    return working_time.add(start, minutes, working(calendar), freezes)


def between(
    start: datetime, end: datetime, calendar: Calendar | WorkingCalendar, freezes: Sequence[Window] = ()
) -> int:
    """Whole business minutes from `start` to `end`."""
    return working_time.between(start, end, working(calendar), freezes)


def active_freezes() -> list[Window]:
    """Every freeze there is, past ones included, since a clock that started before one was suspended by it."""
    return list(Freeze.objects.order_by("starts_at").values_list("starts_at", "ends_at"))
