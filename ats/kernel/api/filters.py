"""Filters that every list has."""

from datetime import UTC
from typing import Any

from django.utils.dateparse import parse_datetime
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

AS_OF = OpenApiParameter(
    "as_of", OpenApiTypes.DATETIME, description="As it stood at this moment; 404 where it wasn't there yet"
)


def changed_since(request: Request, rows: Any) -> Any:
    """`?updated_after=2026-03-01T12:00:00Z`: only what changed after that moment."""
    text = request.query_params.get("updated_after", "")
    return rows.filter(updated_at__gt=moment(text, "updated_after")) if text else rows


def moment(text: str, field: str) -> Any:
    """A time in UTC from ISO 8601 text. Raises ValidationError for anything else: naive times, and offsets that lead out of the
    calendar. Postgres knows fewer offsets than Python, so none goes there."""
    try:
        at = parse_datetime(text.replace(" ", "+"))
        at = at.astimezone(UTC) if at and at.tzinfo else None
    except (ValueError, OverflowError):
        at = None
    if at is None:
        raise ValidationError({field: "Give a time with its zone in ISO 8601, such as 2026-03-01T12:00:00Z."})
    return at
