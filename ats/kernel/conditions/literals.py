"""From a value in JSON to a value of the field's type; both faces of a condition use it, so that they agree."""

from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings

from ats.kernel.catalogue import Field, FieldType

LONGEST = 500
MOST_DIGITS = 100
"""Before or after the point; Postgres holds more, but not every number that Python reads."""


def literal(field: Field, value: Any) -> Any:
    """`value` as the type of `field`. Raises ValueError or TypeError when it is none."""
    return READERS[field.type](field, value)


def _number(field: Field, value: Any) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        raise TypeError("not a number")
    try:
        number = Decimal(str(value))
    except InvalidOperation as error:
        raise ValueError("not a number") from error
    if not number.is_finite() or (number and abs(number.adjusted()) > MOST_DIGITS):
        raise ValueError("not a number that can be compared")
    return number


def _date(field: Field, value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def _moment(field: Field, value: Any) -> datetime:
    """A time with its zone; a mere day begins at midnight where the company is."""
    if isinstance(value, str) and len(value) <= len("2026-11-20"):
        day = date.fromisoformat(value)
        return datetime.combine(day, time(), tzinfo=ZoneInfo(settings.DEFAULT_TIME_ZONE))
    at = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    if at.tzinfo is None:
        raise ValueError("a time without its zone")
    return at


def _reference(field: Field, value: Any) -> UUID:
    return value if isinstance(value, UUID) else UUID(value)


def _several(field: Field, value: Any) -> str:
    """One of the values that a field with several may have."""
    return _choice(field, value) if field.choices else _text(field, value)


def _text(field: Field, value: Any) -> str:
    if not isinstance(value, str) or "\0" in value or len(value) > LONGEST:
        raise TypeError("not a text")
    return value


def _choice(field: Field, value: Any) -> str:
    if not isinstance(value, str) or value not in [key for key, _ in field.choices]:
        raise ValueError("not one of the choices")
    return str(value)


def _boolean(field: Field, value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError("not yes or no")
    return value


READERS = {
    FieldType.NUMBER: _number,
    FieldType.DATE: _date,
    FieldType.TEXT: _text,
    FieldType.CHOICE: _choice,
    FieldType.BOOLEAN: _boolean,
    FieldType.MOMENT: _moment,
    FieldType.REFERENCE: _reference,
    FieldType.SEVERAL: _several,
}
