"""interviews and scorecards. Others' scorecards are hidden until one's own is in, here as on the pages."""

from typing import Any, ClassVar

import django_filters
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from ats.actions import interviews, scorecards
from ats.api.fields import ZoneField
from ats.api.references import VisibleField
from ats.api.verbs import Reason
from ats.kernel import access
from ats.kernel.api.serializers import NounSerializer
from ats.kernel.api.viewsets import ReadViewSet
from ats.models import Application, Interview, InterviewKit, Recommendation, Scorecard, User
from ats.models.interview import Rating
from ats.permissions import CorePermission


class InterviewSerializer(NounSerializer):
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


class InterviewBody(serializers.Serializer[Any]):
    application = VisibleField(queryset=Application.objects.all())
    name = serializers.CharField(max_length=160, default="Interview")
    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()
    time_zone = ZoneField(max_length=60, default="UTC")
    location = serializers.CharField(max_length=300, default="", allow_blank=True)
    interviewers = serializers.PrimaryKeyRelatedField(queryset=User.objects.filter(is_active=True), many=True)
    attributes = serializers.ListField(child=serializers.CharField(max_length=120), default=list)
    kit = VisibleField(queryset=InterviewKit.objects.all(), required=False, allow_null=True)


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

    def create(self, request: Request) -> Response:
        body = self.clean(InterviewBody)
        access.require(request.user, CorePermission.INTERVIEWS_SCHEDULE, body["application"])
        return self.created(interviews.schedule(by=request.user, at=self.at, **body))

    def partial_update(self, request: Request, pk: str) -> Response:
        body = self.clean(InterviewChange)
        return self.answer(interviews.reschedule(interview=self.get_object(), by=request.user, at=self.at, **body))

    @action(detail=True, methods=["post"], permission=CorePermission.INTERVIEWS_SCHEDULE)
    def cancellation(self, request: Request, pk: str) -> Response:
        body = self.clean(Reason)
        return self.answer(interviews.cancel(interview=self.get_object(), by=request.user, at=self.at, **body))

    @action(detail=True, methods=["post"], permission=CorePermission.INTERVIEWS_SCHEDULE)
    def completion(self, request: Request, pk: str) -> Response:
        return self.answer(interviews.complete(interview=self.get_object(), by=request.user, at=self.at))


class ScorecardSerializer(NounSerializer):
    class Meta:
        model = Scorecard
        fields = ("interview", "interviewer", "overall_recommendation", "attributes", "note", "submitted_at")


class Line(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=120)
    rating = serializers.ChoiceField(Rating.choices, required=False, allow_null=True, default=None)
    note = serializers.CharField(max_length=4000, default="", allow_blank=True)


class ScorecardBody(serializers.Serializer[Any]):
    interview = VisibleField(queryset=Interview.objects.all())
    overall_recommendation = serializers.ChoiceField(Recommendation.choices)
    attributes = Line(many=True, default=list)
    note = serializers.CharField(max_length=4000, default="", allow_blank=True)


class ScorecardFilter(django_filters.FilterSet):
    application = django_filters.UUIDFilter(field_name="interview__application")

    class Meta:
        model = Scorecard
        fields: ClassVar[list[str]] = ["interview", "interviewer"]


class ScorecardViewSet(ReadViewSet):
    queryset = Scorecard.objects.all()
    serializer_class = ScorecardSerializer
    filterset_class = ScorecardFilter
    noun = "scorecards"
    permissions: ClassVar[dict[str, Any]] = {
        "list": CorePermission.SCORECARDS_VIEW,
        "retrieve": CorePermission.SCORECARDS_VIEW,
        "create": CorePermission.SCORECARDS_SUBMIT,
    }

    def create(self, request: Request) -> Response:
        """Submit one's own scorecard; unrated attributes are taken as meant."""
        body = self.clean(ScorecardBody)
        return self.created(scorecards.submit(by=request.user, at=self.at, unrated_is_meant=True, **body))
