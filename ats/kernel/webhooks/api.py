"""webhook-endpoints and webhook-deliveries."""

from typing import Any, ClassVar

import django_filters
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from ats.kernel.api.serializers import NounSerializer
from ats.kernel.api.viewsets import ReadViewSet
from ats.kernel.errors import DomainError
from ats.kernel.webhooks import endpoints, replaying
from ats.kernel.webhooks.models import WebhookAttempt, WebhookDelivery, WebhookEndpoint
from ats.kernel.webhooks.permissions import WebhookPermission

READS = {"list": WebhookPermission.VIEW, "retrieve": WebhookPermission.VIEW}


class EndpointSerializer(NounSerializer):
    class Meta:
        model = WebhookEndpoint
        fields = ("url", "description", "event_types", "is_active", "off_reason", "off_at", "failing_since")


class EndpointBody(serializers.Serializer[Any]):
    """What a write says. `event_types` empty: every event of the catalogue."""

    url = serializers.CharField(max_length=500)
    description = serializers.CharField(max_length=200, allow_blank=True, required=False)
    event_types = serializers.ListField(child=serializers.CharField(max_length=80), required=False)

    def validate_url(self, url: str) -> str:
        return str(_valid(endpoints.check_url, url))

    def validate_event_types(self, types: list[str]) -> list[str]:
        return list(_valid(endpoints.check_types, types))


class EndpointChange(EndpointBody):
    is_active = serializers.BooleanField(required=False)


class EndpointWithSecret(EndpointSerializer):
    """The answer that shows the secret, once."""

    secret = serializers.CharField(read_only=True)

    class Meta:
        model = WebhookEndpoint
        fields = (*EndpointSerializer.Meta.fields, "secret")


class EndpointTested(EndpointSerializer):
    """The endpoint, and which delivery brings it the test event."""

    delivery = serializers.UUIDField(read_only=True)

    class Meta:
        model = WebhookEndpoint
        fields = (*EndpointSerializer.Meta.fields, "delivery")


class AttemptSerializer(serializers.ModelSerializer[WebhookAttempt]):
    class Meta:
        model = WebhookAttempt
        fields = ("number", "started_at", "milliseconds", "status_code", "outcome")


class DeliverySerializer(NounSerializer):
    message_id = serializers.SerializerMethodField(help_text=str(_("The webhook-id of every attempt")))
    attempts = AttemptSerializer(many=True, read_only=True)

    class Meta:
        model = WebhookDelivery
        fields = (
            "endpoint",
            "event",
            "event_type",
            "message_id",
            "status",
            "reason",
            "due_at",
            "settled_at",
            "payload",
            "attempts",
        )

    def get_message_id(self, row: WebhookDelivery) -> str:
        return row.message_id


class ReplayMany(serializers.Serializer[Any]):
    deliveries = serializers.ListField(child=serializers.UUIDField(), allow_empty=False, max_length=replaying.MOST)


class Replayed(serializers.Serializer[Any]):
    replayed = serializers.IntegerField()


class EndpointViewSet(ReadViewSet):
    queryset = WebhookEndpoint.objects.all()
    serializer_class = EndpointSerializer
    noun = "webhook-endpoints"
    permissions: ClassVar[dict[str, Any]] = {
        **READS,
        "create": WebhookPermission.MANAGE,
        "partial_update": WebhookPermission.MANAGE,
        "destroy": WebhookPermission.MANAGE,
    }

    @extend_schema(request=EndpointBody, responses={201: EndpointWithSecret})
    def create(self, request: Request) -> Response:
        """The answer holds the secret; it is shown this once."""
        row, secret = endpoints.create(by=request.user, at=self.at, **self.clean(EndpointBody))
        answer = self.created(row)
        answer.data["secret"] = secret
        return answer

    @extend_schema(request=EndpointChange, responses=EndpointSerializer)
    def partial_update(self, request: Request, pk: str) -> Response:
        body = self.clean(EndpointChange, partial=True)
        return self.answer(endpoints.change(endpoint=self.get_object(), by=request.user, at=self.at, **body))

    def destroy(self, request: Request, pk: str) -> Response:
        endpoints.remove(endpoint=self.get_object(), by=request.user, at=self.at)
        return Response(status=204)

    @extend_schema(request=None, responses=EndpointTested)
    @action(detail=True, methods=["post"], permission=WebhookPermission.MANAGE)
    def test(self, request: Request, pk: str) -> Response:
        """Lays out an event `webhook.tested` for this endpoint only; what became of it stands in the delivery."""
        row = endpoints.test(endpoint=self.get_object(), by=request.user, at=self.at)
        answer = self.answer(row.endpoint)
        answer.data["delivery"] = str(row.pk)
        answer["Location"] = reverse("webhook-deliveries-detail", args=[row.pk], request=request) + "/"
        return answer

    @extend_schema(request=None, responses=EndpointWithSecret)
    @action(detail=True, methods=["post"], permission=WebhookPermission.MANAGE)
    def rotation(self, request: Request, pk: str) -> Response:
        """A new secret, shown this once. The old one signs beside it for a while."""
        secret = endpoints.rotate(endpoint=self.get_object(), by=request.user, at=self.at)
        answer = self.answer(self.get_object())
        answer.data["secret"] = secret
        return answer


class DeliveryFilter(django_filters.FilterSet):
    class Meta:
        model = WebhookDelivery
        fields: ClassVar[list[str]] = ["endpoint", "event", "event_type", "status", "subject_id"]


class DeliveryViewSet(ReadViewSet):
    queryset = WebhookDelivery.objects.prefetch_related("attempts")
    serializer_class = DeliverySerializer
    filterset_class = DeliveryFilter
    noun = "webhook-deliveries"
    permissions: ClassVar[dict[str, Any]] = READS

    @extend_schema(request=None, responses=DeliverySerializer)
    @action(detail=True, methods=["post"], permission=WebhookPermission.MANAGE)
    def replay(self, request: Request, pk: str) -> Response:
        """Send it again: the same words under the same webhook-id."""
        return self.answer(replaying.replay(delivery=self.get_object(), by=request.user, at=self.at))

    @extend_schema(request=ReplayMany, responses=Replayed)
    @action(detail=False, methods=["post"], url_path="replay", permission=WebhookPermission.MANAGE)
    def replay_many(self, request: Request) -> Response:
        """Send many again; how many of them could be."""
        chosen = self.clean(ReplayMany)["deliveries"]
        return Response({"replayed": replaying.replay_many(chosen=chosen, by=request.user, at=self.at)})


def _valid(check: Any, value: Any) -> Any:
    """What `check` makes of it; a refusal belongs to the field."""
    try:
        return check(value)
    except DomainError as refused:
        raise serializers.ValidationError(refused.message) from refused
