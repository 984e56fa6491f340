"""The time zone of a person, whatever stands in their profile."""

from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings


def zone_of(person: Any) -> ZoneInfo:
    """Their own; the company's for visitors, and where theirs is none that is known."""
    try:
        return ZoneInfo(getattr(person, "time_zone", "") or settings.DEFAULT_TIME_ZONE)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo(settings.DEFAULT_TIME_ZONE)
