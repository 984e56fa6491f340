"""What changed, for those who follow along: the event log and the feed of deletions."""

import base64
import binascii
import json
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import models
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from ats.kernel import access
from ats.kernel.api import deletions, settling
from ats.kernel.api.feed_shapes import DeletionPage, EventPage, deletion_shape, event_shape
from ats.kernel.api.filters import moment
from ats.kernel.api.limits import LimitedView
from ats.kernel.api.paging import page_size
from ats.kernel.api.permissions import ApiPermission
from ats.kernel.api.router import router
from ats.kernel.api.scopes import check_scope
from ats.kernel.errors import NotAllowed
from ats.kernel.outbox.models import Event

START = datetime(1970, 1, 1, tzinfo=UTC)
CURSOR = OpenApiParameter("cursor", OpenApiTypes.STR, description="Where the last page ended")
SIZE = OpenApiParameter("page_size", OpenApiTypes.INT)
AFTER = OpenApiParameter("after", OpenApiTypes.DATETIME, description="Only deletions after this moment")


class FeedView(LimitedView):
    """Base of the feeds: oldest first, `cursor` in each answer to go on from later, `next` null when nothing is left."""

    permission = ApiPermission.EVENTS_VIEW
    noun = "events"

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        check_scope(request, self.noun)
        access.require(request.user, self.permission)
        if not access.holds_everywhere(request.user, self.permission):
            raise NotAllowed("The feeds tell of the whole company. Your role reaches only a part of it.")

    def page(self, results: list[Any], cursor: list[Any] | None, more: bool) -> Response:
        token = _token(cursor) if cursor is not None else self.request.query_params.get("cursor", "")
        link = replace_query_param(self.request.build_absolute_uri(), "cursor", token) if more else None
        headers = {"Link": f'<{link}>; rel="next"'} if link else None
        return Response({"results": results, "next": link, "previous": None, "cursor": token}, headers=headers)


class EventsView(FeedView):
    @extend_schema(operation_id="events_list", parameters=[CURSOR, SIZE], responses=EventPage)
    def get(self, request: Request) -> Response:
        """The event log in its order. `?type=` and `?subject_id=` narrow it."""
        size, after = page_size(request), self._after(request)
        limit = settling.ceiling()
        found = list(_narrowed(Event.objects.filter(sequence__gt=after), request).order_by("sequence")[: size + 1])
        certain = settling.complete(found, after, limit)
        page = certain[:size]
        return self.page(
            [event_shape(event) for event in page], [page[-1].sequence] if page else None, len(certain) > size
        )

    @staticmethod
    def _after(request: Request) -> int:
        token = request.query_params.get("cursor", "")
        return int(_read(token, int)[0]) if token else 0


class DeletionsView(FeedView):
    @extend_schema(operation_id="deletions_list", parameters=[CURSOR, SIZE, AFTER], responses=DeletionPage)
    def get(self, request: Request) -> Response:
        """What left the lists: deleted rows, and candidates that became part of another record (which may be undone)."""
        size, (at, row) = page_size(request), self._after(request)
        found = deletions.after(_viewsets(), at, row, size + 1)
        page = found[:size]
        last = [page[-1].history_date.isoformat(), str(page[-1].history_id)] if page else None
        return self.page([deletion_shape(one) for one in page], last, len(found) > size)

    @staticmethod
    def _after(request: Request) -> tuple[datetime, UUID]:
        if token := request.query_params.get("cursor", ""):
            at, row = _read(token, str, str)
            return moment(at, "cursor"), _uuid(row, "cursor")
        after = request.query_params.get("after", "")
        return (moment(after, "after") if after else START), UUID(int=2**128 - 1)


def _viewsets() -> list[Any]:
    return [viewset for _, viewset, _ in router.registry]


def _narrowed(events: "models.QuerySet[Event]", request: Request) -> "models.QuerySet[Event]":
    if type_ := request.query_params.get("type", ""):
        events = events.filter(type=type_)
    if subject := request.query_params.get("subject_id", ""):
        events = events.filter(subject_id=_uuid(subject, "subject_id"))
    return events


def _uuid(text: str, field: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise ValidationError({field: "Give a UUID."}) from error


def _token(parts: list[Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip("=")


def _read(token: str, *kinds: type) -> list[Any]:
    try:
        parts = json.loads(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
        if [type(part) for part in parts] != list(kinds):
            raise TypeError
        return list(parts)
    except (ValueError, TypeError, RecursionError, binascii.Error) as error:
        raise ValidationError({"cursor": "This cursor is not one of ours. Start again without it."}) from error
