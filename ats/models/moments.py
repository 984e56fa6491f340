"""Days, moments and time zones that the product can hold, show and put into a calendar. One window for all of them."""

from datetime import date, timedelta
from zoneinfo import available_timezones

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ats.kernel.errors import DomainError

FIRST_YEAR, LAST_YEAR = 2000, 2100
LONGEST_INTERVIEW = timedelta(days=1)
LATE_ENTRY = timedelta(days=1)
"""How long ago an interview may have begun that somebody still enters."""
ZONES = frozenset(name for name in available_timezones() if "/" in name or name == "UTC")
"""Zones with a place. Names such as "localtime" mean something else on every machine."""

LABELS = {"starts_at": _l("The beginning"), "ends_at": _l("The end"), "expires_at": _l("The time to answer until")}


class DateRefused(DomainError):
    """No such day can be meant, or none that this field can hold; `errors` names the field."""

    code = "date-refused"


class ZoneRefused(DomainError):
    """The name is no time zone."""

    code = "zone-refused"


def is_plausible(value: date) -> bool:
    """Whether the day or moment lies inside the window."""
    return FIRST_YEAR <= value.year <= LAST_YEAR


def plausible(**values: date | None) -> None:
    """Raises DateRefused for the first of the named days or moments that lies outside the window; None passes."""
    for field, value in values.items():
        if value is not None and not is_plausible(value):
            raise refused(
                field,
                _("{field} must lie between {first_year} and {last_year}. Check the year.").format(
                    field=_label(field), first_year=FIRST_YEAR, last_year=LAST_YEAR
                ),
            )


def refused(field: str, sentence: str) -> DateRefused:
    return DateRefused(sentence, errors={field: [sentence]})


def known_zone(name: str) -> None:
    """Raises ZoneRefused for what is no canonical time zone."""
    if name not in ZONES:
        sentence = _("“{name}” is no time zone. Choose one such as Europe/Lisbon.").format(name=name)
        raise ZoneRefused(sentence, errors={"time_zone": [sentence]})


def _label(field: str) -> str:
    return LABELS.get(field, field.replace("_", " ").capitalize())
