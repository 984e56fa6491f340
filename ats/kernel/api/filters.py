"""Filters that every list has, and those of its own where they are asked for."""

from datetime import UTC, datetime
from typing import Any

from django.utils.dateparse import parse_datetime
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

AS_OF = OpenApiParameter(
    "as_of", OpenApiTypes.DATETIME, description="As it stood at this moment; 404 where it wasn't there yet"
)
EVERY_LISTS = frozenset({"cursor", "expand", "page_size", "updated_after"})
"""What an address may say of any list."""


class OwnFilters(DjangoFilterBackend):
    """Those that a view declares; an address that asks for none of its own leaves the rows as they are."""

    def filter_queryset(self, request: Request, queryset: Any, view: Any) -> Any:
        return super().filter_queryset(request, queryset, view) if asks_more(request) else queryset


def asks_more(request: Request) -> bool:
    """Whether the address says more than what it may say of any list."""
    return not request.query_params.keys() <= EVERY_LISTS


def changed_since(request: Request, rows: Any) -> Any:
    """`?updated_after=2026-03-01T12:00:00Z`: only what changed after that moment."""
    after = updated_after(request)
    return since(after, rows) if after else rows


def updated_after(request: Request) -> datetime | None:
    """Raises ValidationError as `moment` does."""
    text = request.query_params.get("updated_after", "")
    return moment(text, "updated_after") if text else None


def since(after: datetime, rows: Any) -> Any:
    """Those of `rows` that changed after that moment."""
    return rows.filter(updated_at__gt=after)


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
