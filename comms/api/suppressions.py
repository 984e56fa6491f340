"""suppressions: addresses that nothing goes to any more. Only a fingerprint is kept, so a list tells no address."""

from typing import Any, ClassVar

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from ats.kernel.api.serializers import NounSerializer
from ats.kernel.api.viewsets import ReadViewSet
from comms.actions import suppressions
from comms.models import Suppression
from comms.permissions import CommsPermission


class SuppressionSerializer(NounSerializer):
    class Meta:
        model = Suppression
        fields = ("reason", "since")


class SuppressionBody(serializers.Serializer[Any]):
    address = serializers.EmailField(max_length=254)
    reason = serializers.RegexField(r"\A[a-z][a-z0-9_-]*\Z", max_length=40, help_text="A code, such as unsubscribed")


class SuppressionViewSet(ReadViewSet):
    queryset = Suppression.objects.all()
    serializer_class = SuppressionSerializer
    filterset_fields = ("reason", "external_id")
    noun = "suppressions"
    permissions: ClassVar[dict[str, Any]] = dict.fromkeys(
        ("list", "retrieve", "create"), CommsPermission.MANAGE_MESSAGES
    )
    bodies: ClassVar[dict[str, Any]] = {"create": SuppressionBody}

    def create(self, request: Request) -> Response:
        """Send nothing more to this address, and cancel what waits for it. The first reason to do so stays."""
        return self.created(suppressions.suppress(by=request.user, at=self.at, **self.clean(SuppressionBody)))
