"""scorecards. Others' are hidden until one's own is in, here as on the pages."""

from typing import Any, ClassVar

import django_filters
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from ats.actions import scorecards
from ats.kernel.api.references import VisibleField
from ats.kernel.api.serializers import NounSerializer
from ats.kernel.api.viewsets import ReadViewSet
from ats.models import Interview, Recommendation, Scorecard
from ats.models.interview import Rating
from ats.permissions import CorePermission


class Line(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=120)
    rating = serializers.ChoiceField(Rating.choices, required=False, allow_null=True, default=None)
    note = serializers.CharField(max_length=4000, default="", allow_blank=True)


class ScorecardSerializer(NounSerializer):
    shapes: ClassVar[dict[str, Any]] = {"attributes": Line(many=True)}

    class Meta:
        model = Scorecard
        fields = ("interview", "interviewer", "overall_recommendation", "attributes", "note", "submitted_at")


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
    bodies: ClassVar[dict[str, Any]] = {"create": ScorecardBody}

    def create(self, request: Request) -> Response:
        """Submit one's own scorecard; unrated attributes are taken as meant."""
        body = self.clean(ScorecardBody)
        return self.created(scorecards.submit(by=request.user, at=self.at, unrated_is_meant=True, **body))
