"""interview-kits: what interviews are to find out, for whoever schedules them; read only."""

from typing import Any, ClassVar

from rest_framework import serializers

from ats.kernel.api.serializers import NounSerializer
from ats.kernel.api.viewsets import ReadViewSet
from ats.models import InterviewKit
from ats.permissions import CorePermission


class Attribute(serializers.Serializer[Any]):
    """What the interview is to find out."""

    name = serializers.CharField()
    meaning = serializers.CharField(allow_blank=True)


class KitSerializer(NounSerializer):
    shapes: ClassVar[dict[str, Any]] = {"attributes": Attribute(many=True)}

    class Meta:
        model = InterviewKit
        fields = ("job", "name", "purpose", "questions", "guidance", "attributes", "minutes", "is_active")


class KitViewSet(ReadViewSet):
    queryset = InterviewKit.objects.all()
    serializer_class = KitSerializer
    filterset_fields = ("job", "is_active", "external_id")
    noun = "interview-kits"
    permissions: ClassVar[dict[str, Any]] = {
        "list": CorePermission.INTERVIEWS_VIEW,
        "retrieve": CorePermission.INTERVIEWS_VIEW,
    }
