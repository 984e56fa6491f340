"""Pages by key: `?cursor=…&page_size=…`. A row that comes or goes meanwhile shifts nothing; no page costs more than the first.

The key is a time column and the id. With `updated_after` the order is by `updated_at`, oldest change first, so that an
integrator who follows `next` to the end misses nothing; else newest first.
"""

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db.models import Model, Q, QuerySet
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import remove_query_param, replace_query_param

PAGE_SIZE = 50
MAX_PAGE_SIZE = 200


@dataclass(frozen=True)
class Cursor:
    """A place between two rows: after (or, reversed, before) the row with this key and id."""

    at: datetime
    id: str
    backwards: bool = False

    def token(self) -> str:
        raw = json.dumps([self.at.isoformat(), self.id, int(self.backwards)])
        return base64.urlsafe_b64encode(raw.encode()).decode().rstrip("=")

    @classmethod
    def read(cls, token: str) -> "Cursor":
        """Raises ValidationError for anything that token() didn't write."""
        try:
            raw = json.loads(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
            at, row, backwards = raw
            moment = datetime.fromisoformat(at)
            if moment.tzinfo is None:
                raise ValueError("A time of ours has its zone.")
            return cls(moment.astimezone(UTC), str(UUID(row)), bool(backwards))
        except (ValueError, OverflowError, TypeError, AttributeError, RecursionError, binascii.Error) as error:
            raise ValidationError({"cursor": "This cursor is not one of ours. Start again without it."}) from error


@dataclass(frozen=True)
class Way:
    """The order of a list: by a time column and the id."""

    column: str
    ascending: bool


class CursorPages(BasePagination):
    """The one pagination. A view may name another time column (never null) as `page_key`."""

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any]:
        """`queryset` is one, or whatever can `cut` itself."""
        self.address = request.build_absolute_uri()
        self.way = _way(request, view)
        token = request.query_params.get("cursor", "")
        self.cursor = Cursor.read(token) if token else None
        self.size = page_size(request)
        self.rows = self._fetch(queryset)
        return self.rows

    def _fetch(self, queryset: Any) -> list[Any]:
        """One row more than the page, to know whether there is another."""
        backwards = bool(self.cursor and self.cursor.backwards)
        way = Way(self.way.column, self.way.ascending != backwards)
        asked = (way, self.cursor, self.size + 1)
        rows = list(cut(queryset, *asked) if isinstance(queryset, QuerySet) else queryset.cut(*asked))
        more, rows = len(rows) > self.size, rows[: self.size]
        self.has_next = more if not backwards else True
        self.has_previous = more if backwards else self.cursor is not None
        return rows[::-1] if backwards else rows

    def get_paginated_response(self, data: Any) -> Response:
        links = {"next": self._link(-1, False, self.has_next), "previous": self._link(0, True, self.has_previous)}
        header = ", ".join(
            f'<{address}>; rel="{"prev" if name == "previous" else name}"' for name, address in links.items() if address
        )
        return Response({"results": data, **links}, headers={"Link": header} if header else None)

    def _link(self, position: int, backwards: bool, exists: bool) -> str | None:
        if not exists:
            return None
        if not self.rows:  # a page emptied by deletions: back to the start
            return remove_query_param(self.address, "cursor") if backwards else None
        row: Model = self.rows[position]
        cursor = Cursor(getattr(row, self.way.column), str(row.pk), backwards)
        return replace_query_param(self.address, "cursor", cursor.token())

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        link = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["results", "next", "previous"],
            "properties": {"results": schema, "next": link, "previous": link},
        }

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        size = {"type": "integer", "minimum": 1, "maximum": MAX_PAGE_SIZE, "default": PAGE_SIZE}
        return [
            {"name": "cursor", "in": "query", "required": False, "schema": {"type": "string"}},
            {"name": "page_size", "in": "query", "required": False, "schema": size},
        ]


def _way(request: Request, view: Any) -> Way:
    if request.query_params.get("updated_after"):
        return Way("updated_at", True)
    return Way(getattr(view, "page_key", "created_at"), getattr(view, "page_ascending", False))


def page_size(request: Request) -> int:
    """`?page_size=`. Raises ValidationError outside 1 to MAX_PAGE_SIZE."""
    wanted = request.query_params.get("page_size", str(PAGE_SIZE))
    if not wanted.isascii() or not wanted.isdigit() or len(wanted) > 9 or not 1 <= int(wanted) <= MAX_PAGE_SIZE:
        raise ValidationError({"page_size": f"Give a number from 1 to {MAX_PAGE_SIZE}."})
    return int(wanted)


def cut(rows: QuerySet[Any], way: Way, cursor: Cursor | None, limit: int) -> QuerySet[Any]:
    """At most `limit` of `rows`, on from `cursor`."""
    rows = rows.filter(_beyond(way, cursor)) if cursor else rows
    sign = "" if way.ascending else "-"
    return rows.order_by(f"{sign}{way.column}", f"{sign}id")[:limit]


def _beyond(way: Way, cursor: Cursor) -> Q:
    beyond = "gt" if way.ascending else "lt"
    same_time = Q(**{way.column: cursor.at, f"id__{beyond}": cursor.id})
    return Q(**{f"{way.column}__{beyond}": cursor.at}) | same_time
