"""bookings: the times that are offered to a candidate. The candidate's link is in no answer."""

from datetime import datetime
from typing import Any, ClassVar

import django_filters
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from ats.actions import bookings
from ats.api.interviews import ArrangingBody
from ats.kernel import access
from ats.kernel.api.serializers import NounSerializer
from ats.kernel.api.showing import in_utc
from ats.kernel.api.viewsets import ReadViewSet
from ats.models import Booking
from ats.models.interview_kit import LONGEST_KIT
from ats.permissions import CorePermission

MOST_WINDOWS = 100
MOMENT = {"type": "string", "format": "date-time"}
WINDOWS = {"type": "array", "items": {"type": "array", "items": MOMENT, "minItems": 2, "maxItems": 2}}
"""How the schema shows pairs of beginning and end."""


class WindowsField(serializers.JSONField):
    """Kept in the zone that they were offered in; told in UTC, as all times."""

    def to_representation(self, value: Any) -> Any:
        return [[in_utc(datetime.fromisoformat(moment)) for moment in window] for window in value]


class BookingSerializer(NounSerializer):
    shapes: ClassVar[dict[str, Any]] = {"windows": WINDOWS}
    windows = WindowsField(read_only=True)

    class Meta:
        model = Booking
        fields = (
            "application",
            "name",
            "kit",
            "minutes",
            "windows",
            "interviewers",
            "time_zone",
            "location",
            "status",
            "expires_at",
            "interview",
        )


class BookingBody(ArrangingBody):
    minutes = serializers.IntegerField(min_value=5, max_value=LONGEST_KIT, default=60)
    windows = serializers.ListField(
        child=serializers.ListField(child=serializers.DateTimeField(), min_length=2, max_length=2),
        min_length=1,
        max_length=MOST_WINDOWS,
    )
    expires_at = serializers.DateTimeField(required=False)


class BookingFilter(django_filters.FilterSet):
    class Meta:
        model = Booking
        fields: ClassVar[list[str]] = ["application", "status", "external_id"]


class BookingViewSet(ReadViewSet):
    queryset = Booking.objects.prefetch_related("interviewers")
    serializer_class = BookingSerializer
    filterset_class = BookingFilter
    noun = "bookings"
    permissions: ClassVar[dict[str, Any]] = {
        "list": CorePermission.INTERVIEWS_VIEW,
        "retrieve": CorePermission.INTERVIEWS_VIEW,
        "create": CorePermission.INTERVIEWS_SCHEDULE,
    }
    bodies: ClassVar[dict[str, Any]] = {"create": BookingBody}

    def create(self, request: Request) -> Response:
        """Send the candidate a link to pick a time within `windows`."""
        body = self.clean(BookingBody)
        access.require(request.user, CorePermission.INTERVIEWS_SCHEDULE, body["application"])
        body["windows"] = [(start, end) for start, end in body["windows"]]
        return self.created(bookings.offer(by=request.user, at=self.at, **body))

    @action(detail=True, methods=["post"], permission=CorePermission.INTERVIEWS_SCHEDULE)
    def withdrawal(self, request: Request, pk: str) -> Response:
        """Take the link back; it answers nothing any more."""
        return self.answer(bookings.withdraw(booking=self.get_object(), by=request.user, at=self.at))
