"""approvals: what waits, and the verbs decision, override and delegation."""

from datetime import datetime
from typing import Any, ClassVar

import django_filters
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from ats.kernel import access, approvals
from ats.kernel.access import KernelPermission
from ats.kernel.api.serializers import NounSerializer
from ats.kernel.api.viewsets import ReadViewSet
from ats.kernel.approvals.models import ApprovalRequest, ApprovalStep, Approver, Decision, StepStatus
from ats.models import User


class ApproverSerializer(serializers.ModelSerializer[Approver]):
    class Meta:
        model = Approver
        fields = ("user", "decision", "decided_at", "note", "delegated_from")


class StepSerializer(serializers.ModelSerializer[ApprovalStep]):
    approvers = ApproverSerializer(many=True, read_only=True)

    class Meta:
        model = ApprovalStep
        fields = ("order", "name", "quorum", "status", "due_at", "problem", "approvers")


class Subject(serializers.Serializer[Any]):
    """What is to be approved."""

    type = serializers.CharField()
    id = serializers.UUIDField()


class ApprovalSerializer(NounSerializer):
    subject = serializers.SerializerMethodField()
    flow = serializers.SlugRelatedField(slug_field="key", read_only=True)
    due_at = serializers.SerializerMethodField()
    shapes: ClassVar[dict[str, Any]] = {"subject": Subject}
    steps = StepSerializer(many=True, read_only=True)

    class Meta:
        model = ApprovalRequest
        fields = (
            "subject",
            "flow",
            "version",
            "status",
            "decision",
            "requested_by",
            "requested_at",
            "resolved_at",
            "due_at",
            "note",
            "overridden_by",
            "override_reason",
            "steps",
        )

    def get_subject(self, request: ApprovalRequest) -> dict[str, str]:
        return {"type": request.subject_type, "id": str(request.subject_id)}

    def get_due_at(self, request: ApprovalRequest) -> datetime | None:
        return next((step.due_at for step in request.steps.all() if step.status == StepStatus.PENDING), None)


class DecisionBody(serializers.Serializer[Any]):
    decision = serializers.ChoiceField(Decision.choices)
    note = serializers.CharField(max_length=1000, default="", allow_blank=True)
    expected_step = serializers.IntegerField(required=False, allow_null=True, default=None)


class OverrideBody(serializers.Serializer[Any]):
    decision = serializers.ChoiceField([Decision.APPROVE, Decision.REJECT])
    reason = serializers.CharField(max_length=1000)


class DelegationBody(serializers.Serializer[Any]):
    to = serializers.PrimaryKeyRelatedField(queryset=User.objects.filter(is_active=True))
    until = serializers.DateTimeField(required=False, allow_null=True, default=None)
    reason = serializers.CharField(max_length=300)


class ApprovalFilter(django_filters.FilterSet):
    class Meta:
        model = ApprovalRequest
        fields: ClassVar[list[str]] = ["status", "subject_type", "subject_id", "requested_by"]


class ApprovalViewSet(ReadViewSet):
    queryset = ApprovalRequest.objects.select_related("flow").prefetch_related("steps__approvers")
    serializer_class = ApprovalSerializer
    filterset_class = ApprovalFilter
    noun = "approvals"
    permissions: ClassVar[dict[str, Any]] = {"list": access.SIGNED_IN, "retrieve": access.SIGNED_IN}

    @action(detail=True, methods=["post"], permission=access.SIGNED_IN, body=DecisionBody)
    def decision(self, request: Request, pk: str) -> Response:
        """Decide as an approver of the pending step. 409 where `expected_step` is no longer pending."""
        return self._do(approvals.decide, DecisionBody)

    @action(detail=True, methods=["post"], permission=KernelPermission.APPROVALS_OVERRIDE, body=OverrideBody)
    def override(self, request: Request, pk: str) -> Response:
        """Decide over the approvers' heads, with a reason that everybody sees."""
        return self._do(approvals.override, OverrideBody)

    @action(detail=True, methods=["post"], permission=access.SIGNED_IN, body=DelegationBody)
    def delegation(self, request: Request, pk: str) -> Response:
        """Hand one's own decision on to a colleague, until a moment where one is given."""
        return self._do(approvals.delegate, DelegationBody)

    def _do(self, deed: Any, body: type[serializers.Serializer[Any]]) -> Response:
        given = self.clean(body)
        return self.answer(deed(request=self.get_object(), by=self.request.user, at=self.at, **given))
