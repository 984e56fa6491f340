"""Working calendars and organisation-wide freezes."""

from datetime import date
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import holidays
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ats.kernel.base import Noun, tracked
from ats.kernel.business_time.working_time import parse_hours

WEEKDAYS_NINE_TO_SIX = {str(day): [["09:00", "18:00"]] for day in range(5)}


def nine_to_six() -> dict[str, list[list[str]]]:
    return dict(WEEKDAYS_NINE_TO_SIX)


class Calendar(Noun):
    """Weekly hours in an IANA zone, with a country's public holidays taken off."""

    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    time_zone = models.CharField(max_length=60, default="UTC")
    weekly_hours = models.JSONField(default=nine_to_six, help_text=_l('Weekday 0 (Monday) to 6: [["09:00", "18:00"]]'))
    holiday_country = models.CharField(max_length=2, blank=True, default="")
    holiday_subdivision = models.CharField(max_length=10, blank=True, default="")
    extra_holidays = models.JSONField(default=list, blank=True, help_text=_l('["2026-12-24"]'))
    is_default = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    history = tracked()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_default"], condition=models.Q(is_default=True), name="one_default_calendar"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse what could not be computed with; nothing else would notice before the first deadline."""
        try:
            if not any(parse_hours(self.weekly_hours).values()):
                raise ValueError(_("Give working hours on at least one weekday."))
            ZoneInfo(self.time_zone)
            list(map(date.fromisoformat, self.extra_holidays))
            if self.holiday_country:
                holidays.country_holidays(self.holiday_country, subdiv=self.holiday_subdivision or None)
        except (ValueError, TypeError, AttributeError, NotImplementedError, ZoneInfoNotFoundError) as error:
            raise ValidationError(_("This calendar cannot be used: {problem}").format(problem=error)) from error


class Freeze(Noun):
    """A window in which the whole organisation's clocks stand still."""

    name = models.CharField(max_length=120)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    history = tracked()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="freeze_ends_after_start"
            )
        ]

    def __str__(self) -> str:
        return self.name
