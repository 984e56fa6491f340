"""messages and templates: to read; a waiting message can be cancelled."""

from typing import Any, ClassVar

import django_filters
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from ats.kernel.api.serializers import NounSerializer
from ats.kernel.api.viewsets import ReadViewSet
from comms.actions import messages
from comms.models import Message, Template
from comms.permissions import CommsPermission


class MessageSerializer(NounSerializer):
    body_text = serializers.CharField(source="text_for_colleagues", read_only=True)

    class Meta:
        model = Message
        fields = (
            "purpose",
            "message_class",
            "candidate",
            "application",
            "recipient",
            "template",
            "template_version",
            "subject",
            "body_text",
            "status",
            "status_reason",
            "send_at",
            "sent_at",
        )


class MessageFilter(django_filters.FilterSet):
    class Meta:
        model = Message
        fields: ClassVar[list[str]] = ["application", "candidate", "status", "purpose"]


class Cancellation(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=300, default="Cancelled through the API", allow_blank=True)


class MessageViewSet(ReadViewSet):
    queryset = Message.objects.all()
    serializer_class = MessageSerializer
    filterset_class = MessageFilter
    noun = "messages"
    permissions: ClassVar[dict[str, Any]] = {
        "list": CommsPermission.VIEW_MESSAGES,
        "retrieve": CommsPermission.VIEW_MESSAGES,
    }

    @action(detail=True, methods=["post"], permission=CommsPermission.MANAGE_MESSAGES, body=Cancellation)
    def cancellation(self, request: Request, pk: str) -> Response:
        """Hold back a message that still waits."""
        body = self.clean(Cancellation)
        row = messages.cancel(message=self.get_object(), by=request.user, at=self.at, reason=body["reason"])
        return self.answer(row)

    @action(detail=True, methods=["post"], permission=CommsPermission.MANAGE_MESSAGES)
    def resending(self, request: Request, pk: str) -> Response:
        """Let it go out again, where it failed, was given up or is in doubt; it may then arrive twice."""
        return self.answer(messages.resend(message=self.get_object(), by=request.user, at=self.at))


class TemplateSerializer(NounSerializer):
    class Meta:
        model = Template
        fields = ("key", "name", "message_class", "subject", "body", "version", "is_active")


class TemplateViewSet(ReadViewSet):
    queryset = Template.objects.all()
    serializer_class = TemplateSerializer
    noun = "templates"
    permissions: ClassVar[dict[str, Any]] = {
        "list": CommsPermission.VIEW_TEMPLATES,
        "retrieve": CommsPermission.VIEW_TEMPLATES,
    }
