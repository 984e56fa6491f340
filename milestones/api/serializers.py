"""What applications, visits and workflows look like outside."""

from typing import Any, ClassVar

from rest_framework import serializers

from ats.kernel.api.extra_fields import CUSTOM_FIELDS
from ats.kernel.api.serializers import NounSerializer
from ats.models import Application, Candidate, Job
from milestones.api.explained import MilestoneNow
from milestones.models import BypassPolicy, GateKind, Milestone, Visit, Workflow, WorkflowVersion
from milestones.queries.answers import answers_to
from milestones.queries.clock_state import clock_state
from milestones.queries.listed import ANSWER, Place, place_of, places
from milestones.queries.standing import remembered, standing_of


class CandidateInline(NounSerializer):
    class Meta:
        model = Candidate
        fields = ("first_name", "last_name", "company", "title", "location")


class JobInline(NounSerializer):
    class Meta:
        model = Job
        fields = ("name", "requisition_id", "status")


class ApplicationList(serializers.ListSerializer[Any]):
    """Finds out at once where all of the page stand."""

    def to_representation(self, data: Any) -> list[Any]:
        rows = list(data.all() if hasattr(data, "all") else data)
        self.child.context["places"] = places(rows, self.context["at"], self.context["request"].user)
        return super().to_representation(rows)


class Answer(serializers.Serializer[Any]):
    """What the candidate answered to a question of the form."""

    question = serializers.UUIDField()
    text = serializers.CharField()
    value = serializers.JSONField()


class PendingBypass(serializers.Serializer[Any]):
    """A bypass that waits for its approval."""

    id = serializers.UUIDField()
    approval = serializers.UUIDField(allow_null=True)


class RejectionMessageOut(serializers.Serializer[Any]):
    """A rejection that was already out as the application was reopened."""

    id = serializers.UUIDField()
    status = serializers.CharField()
    sent_at = serializers.DateTimeField(allow_null=True)


class ApplicationSerializer(NounSerializer):
    """An application with where it stands; `allowed_moves` are keys that a move or reopening would be let into now."""

    milestone = serializers.SerializerMethodField()
    allowed_moves = serializers.SerializerMethodField()
    answers = serializers.SerializerMethodField()
    expandable: ClassVar[dict[str, type[serializers.BaseSerializer[Any]]]] = {
        "candidate": CandidateInline,
        "job": JobInline,
    }
    shapes: ClassVar[dict[str, Any]] = {
        "milestone": MilestoneNow(allow_null=True),
        "answers": Answer(many=True),
        "pending_bypass": PendingBypass(allow_null=True),
        "rejection_message": RejectionMessageOut(allow_null=True),
        "custom_fields": CUSTOM_FIELDS,
    }

    class Meta:
        model = Application
        list_serializer_class = ApplicationList
        fields = (
            "candidate",
            "job",
            "status",
            "stage",
            "milestone",
            "source",
            "owner",
            "credited_to",
            "applied_at",
            "rejected_at",
            "rejection_reason",
            "withdrawn_at",
            "hired_at",
            "start_date",
            "allowed_moves",
            "answers",
            "custom_fields",
        )

    def to_representation(self, instance: Application) -> dict[str, Any]:
        shown = super().to_representation(instance)
        shown["custom_fields"] = self.context["view"].extra_values(instance)
        return shown

    def place(self, row: Application) -> Place:
        known: dict[Any, Place] = self.context.setdefault("places", {})
        if row.pk not in known:
            at, by = self.context["at"], self.context["request"].user
            known[row.pk] = place_of(row, remembered(row) or standing_of(row, at, by), at)
        return known[row.pk]

    def get_milestone(self, row: Application) -> dict[str, Any] | None:
        place = self.place(row)
        visit, step = place.visit, place.step
        if visit is None or step is None:
            return None
        return {
            "key": step.key,
            "name": step.name,
            "entered_at": visit.entered_at,
            "due_at": visit.due_at,
            "state": clock_state(visit, self.context["at"]),
        }

    def get_allowed_moves(self, row: Application) -> list[str]:
        return self.place(row).allowed_moves

    def get_answers(self, row: Application) -> list[dict[str, Any]]:
        """Those of a page came with its rows."""
        known: list[dict[str, Any]] | None = getattr(row, "answers_given", None)
        if known is None:
            return answers_to([row.pk]).get(row.pk, [])
        return [{name: answer[name] for name in ANSWER} for answer in known]


class VisitSerializer(NounSerializer):
    milestone = serializers.CharField(source="milestone.definition.key")
    name = serializers.CharField(source="milestone.definition.name")
    stage = serializers.CharField(source="milestone.definition.stage")

    class Meta:
        model = Visit
        fields = (
            "application",
            "milestone",
            "name",
            "stage",
            "position",
            "entered_at",
            "exited_at",
            "due_at",
            "outcome",
            "cause",
            "entered_by",
            "exited_by",
            "note",
            "entry_note",
            "legacy_label",
        )


class GateItemRule(serializers.Serializer[Any]):
    """What a gate asks for, as the workflow's version says it."""

    key = serializers.CharField()
    name = serializers.CharField()
    kind = serializers.ChoiceField(GateKind.choices)
    is_required = serializers.BooleanField()
    quorum = serializers.IntegerField(allow_null=True)


class Escalation(serializers.Serializer[Any]):
    """What happens when so much of the time limit has passed."""

    level = serializers.IntegerField()
    percent = serializers.IntegerField()
    action = serializers.CharField()


class BypassRules(serializers.Serializer[Any]):
    """Who may pass the gate by, and what is asked of them."""

    is_allowed = serializers.BooleanField()
    roles = serializers.ListField(child=serializers.CharField())
    condition = serializers.JSONField()
    reasons = serializers.ListField(child=serializers.CharField())
    approval_flow = serializers.CharField(allow_null=True)


class MilestoneSerializer(NounSerializer):
    shapes: ClassVar[dict[str, Any]] = {
        "gate_items": GateItemRule(many=True),
        "escalations": Escalation(many=True),
        "bypass_policy": BypassRules(allow_null=True),
    }
    key = serializers.CharField(source="definition.key")
    name = serializers.CharField(source="definition.name")
    stage = serializers.CharField(source="definition.stage")
    bypass_policy = serializers.SerializerMethodField()
    gate_items = serializers.SerializerMethodField()
    escalations = serializers.SerializerMethodField()

    class Meta:
        model = Milestone
        fields = (
            "key",
            "name",
            "stage",
            "order",
            "kind",
            "is_mandatory",
            "limit_minutes",
            "deadline_basis",
            "deadline_offset_minutes",
            "completes_on_time",
            "completed_by",
            "advances_when_complete",
            "gate_items",
            "escalations",
            "bypass_policy",
        )

    def get_bypass_policy(self, row: Milestone) -> dict[str, Any] | None:
        """None where the right to bypass and a reason are all that is asked for."""
        policy: BypassPolicy | None = getattr(row, "bypass_policy", None)
        if policy is None:
            return None
        names = ("is_allowed", "roles", "condition", "reasons")
        flow = policy.approval_flow.key if policy.approval_flow else None
        return {**{name: getattr(policy, name) for name in names}, "approval_flow": flow}

    def get_gate_items(self, row: Milestone) -> list[dict[str, Any]]:
        names = ("key", "name", "kind", "is_required", "quorum")
        return [{name: getattr(item, name) for name in names} for item in row.gate_items.all()]

    def get_escalations(self, row: Milestone) -> list[dict[str, Any]]:
        return [{"level": lv.level, "percent": lv.percent, "action": lv.action} for lv in row.escalations.all()]


class WorkflowSerializer(NounSerializer):
    class Meta:
        model = Workflow
        fields = ("key", "name", "is_default")


class WorkflowVersionSerializer(NounSerializer):
    milestones = MilestoneSerializer(many=True, read_only=True)

    class Meta:
        model = WorkflowVersion
        fields = ("workflow", "number", "status", "change_note", "activated_at", "retired_at", "milestones")
