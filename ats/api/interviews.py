"""interviews, and what a body has that arranges one."""

from typing import Any, ClassVar

import django_filters
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from ats.actions import interviews
from ats.api.fields import ZoneField
from ats.api.verbs import Reason
from ats.kernel import access
from ats.kernel.api.references import VisibleField
from ats.kernel.api.serializers import NounSerializer
from ats.kernel.api.viewsets import ReadViewSet
from ats.models import Application, Interview, InterviewKit, User
from ats.permissions import CorePermission


class InterviewSerializer(NounSerializer):
    shapes: ClassVar[dict[str, Any]] = {"attributes": {"type": "array", "items": {"type": "string"}}}

    class Meta:
        model = Interview
        fields = (
            "application",
            "name",
            "interviewers",
            "starts_at",
            "ends_at",
            "time_zone",
            "location",
            "status",
            "attributes",
            "kit",
        )


class InterviewChange(serializers.Serializer[Any]):
    starts_at = serializers.DateTimeField(required=False)
    ends_at = serializers.DateTimeField(required=False)
    time_zone = ZoneField(max_length=60, required=False)
    location = serializers.CharField(max_length=300, required=False, allow_blank=True)
    interviewers = serializers.PrimaryKeyRelatedField(
        queryset=User.objects.filter(is_active=True), many=True, required=False
    )


class ArrangingBody(serializers.Serializer[Any]):
    """What is asked of whoever arranges an interview, at a time of theirs or at one that the candidate picks."""

    application = VisibleField(queryset=Application.objects.all())
    name = serializers.CharField(max_length=160, default="Interview")
    kit = VisibleField(queryset=InterviewKit.objects.all(), required=False, allow_null=True)
    interviewers = serializers.PrimaryKeyRelatedField(queryset=User.objects.filter(is_active=True), many=True)
    time_zone = ZoneField(max_length=60, default="UTC")
    location = serializers.CharField(max_length=300, default="", allow_blank=True)


class InterviewBody(ArrangingBody):
    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()
    attributes = serializers.ListField(child=serializers.CharField(max_length=120), default=list)


class InterviewFilter(django_filters.FilterSet):
    class Meta:
        model = Interview
        fields: ClassVar[list[str]] = ["application", "status", "interviewers", "external_id"]


class InterviewViewSet(ReadViewSet):
    queryset = Interview.objects.prefetch_related("interviewers")
    serializer_class = InterviewSerializer
    filterset_class = InterviewFilter
    noun = "interviews"
    permissions: ClassVar[dict[str, Any]] = {
        "list": CorePermission.INTERVIEWS_VIEW,
        "retrieve": CorePermission.INTERVIEWS_VIEW,
        "create": CorePermission.INTERVIEWS_SCHEDULE,
        "partial_update": CorePermission.INTERVIEWS_SCHEDULE,
    }
    bodies: ClassVar[dict[str, Any]] = {"create": InterviewBody, "partial_update": InterviewChange}

    def create(self, request: Request) -> Response:
        body = self.clean(InterviewBody)
        access.require(request.user, CorePermission.INTERVIEWS_SCHEDULE, body["application"])
        return self.created(interviews.schedule(by=request.user, at=self.at, **body))

    def partial_update(self, request: Request, pk: str) -> Response:
        body = self.clean(InterviewChange)
        return self.answer(interviews.reschedule(interview=self.get_object(), by=request.user, at=self.at, **body))

    @action(detail=True, methods=["post"], permission=CorePermission.INTERVIEWS_SCHEDULE, body=Reason)
    def cancellation(self, request: Request, pk: str) -> Response:
        """Call it off; everybody who was invited gets a cancellation for their calendar."""
        body = self.clean(Reason)
        return self.answer(interviews.cancel(interview=self.get_object(), by=request.user, at=self.at, **body))

    @action(detail=True, methods=["post"], permission=CorePermission.INTERVIEWS_SCHEDULE)
    def completion(self, request: Request, pk: str) -> Response:
        """It took place; interviewers are asked for their scorecards."""
        return self.answer(interviews.complete(interview=self.get_object(), by=request.user, at=self.at))
