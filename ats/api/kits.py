"""interview-kits: what interviews are to find out, for whoever schedules them; read only."""

from typing import Any, ClassVar

from ats.kernel.api.serializers import NounSerializer
from ats.kernel.api.viewsets import ReadViewSet
from ats.models import InterviewKit
from ats.permissions import CorePermission


class KitSerializer(NounSerializer):
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
