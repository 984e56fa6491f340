"""custom-fields: which fields there are, read only; administrators define them."""

from typing import Any, ClassVar

from ats.kernel.access.sensitivity import Sensitivity, sees
from ats.kernel.api.serializers import NounSerializer
from ats.kernel.api.viewsets import ReadViewSet
from ats.models import CustomField
from ats.permissions import CorePermission


class CustomFieldSerializer(NounSerializer):
    class Meta:
        model = CustomField
        fields = ("entity", "key", "label", "help", "type", "choices", "sensitivity", "position", "is_active")


class CustomFieldViewSet(ReadViewSet):
    """Fields whose values the caller may see somewhere."""

    queryset = CustomField.objects.all()
    serializer_class = CustomFieldSerializer
    filterset_fields = ("entity", "key", "type", "is_active", "external_id")
    permissions: ClassVar[dict[str, Any]] = {
        "list": CorePermission.ORGANISATION_VIEW,
        "retrieve": CorePermission.ORGANISATION_VIEW,
    }
    noun = "custom-fields"

    @classmethod
    def rows_for(cls, reader: Any) -> Any:
        seen = [str(each) for each in Sensitivity if sees(reader, each)]
        return super().rows_for(reader).filter(sensitivity__in=seen)
