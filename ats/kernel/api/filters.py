"""Filters that every list has."""

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
    """An aware time from ISO 8601 text. Raises ValidationError for anything else, naive times included."""
    try:
        at = parse_datetime(text.replace(" ", "+"))
    except ValueError:
        at = None
    if at is None or at.tzinfo is None:
        raise ValidationError({field: "Give a time with its zone in ISO 8601, such as 2026-03-01T12:00:00Z."})
    return at
