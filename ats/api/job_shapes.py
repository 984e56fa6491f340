"""What jobs look like outside, now and at an earlier moment, and what their writes take. Pay only for those who may see it."""

from typing import Any, ClassVar

from rest_framework import serializers

from ats.api.fields import LineField
from ats.api.organisation import DepartmentSerializer, JobFamilySerializer
from ats.kernel.api.extra_fields import CUSTOM_FIELDS
from ats.kernel.api.serializers import NounSerializer
from ats.models import (
    Department,
    EeoCategory,
    EmploymentType,
    FlsaStatus,
    HiringReason,
    HiringTeamMember,
    Job,
    JobFamily,
    JobGroup,
    JobStatus,
    Location,
    Opening,
    PayUnit,
    Priority,
    RemotePolicy,
    TeamRole,
    User,
)
from ats.queries import past

FACTS = (
    "employment_type",
    "remote_policy",
    "job_family",
    "flsa_status",
    "eeo_category",
    "job_group",
    "is_technical",
    "priority",
    "hiring_reason",
    "backfill_of",
)
THEN = {
    "id",
    "external_id",
    "created_at",
    "updated_at",
    "name",
    "requisition_id",
    "status",
    "department",
    "level",
    "description",
    "keywords",
    "pay_range",
    "opened_at",
    "closed_at",
    "target_date",
    "version",
    "approved_version",
    *FACTS,
}


class OpeningSerializer(NounSerializer):
    class Meta:
        model = Opening
        fields = ("opening_id", "status", "target_start_date", "opened_at", "closed_at", "application")

    status = serializers.SerializerMethodField()

    def get_status(self, opening: Opening) -> str:
        return "closed" if opening.closed_at or opening.application_id else "open"


class TeamMemberSerializer(NounSerializer):
    class Meta:
        model = HiringTeamMember
        fields = ("user", "role")


class PayRangeSerializer(serializers.Serializer[Any]):
    min = serializers.DecimalField(source="pay_min", max_digits=12, decimal_places=2, min_value=0, allow_null=True)
    max = serializers.DecimalField(source="pay_max", max_digits=12, decimal_places=2, min_value=0, allow_null=True)
    currency = serializers.RegexField(r"^[A-Z]{3}$", source="pay_currency", default="EUR")
    unit = serializers.ChoiceField(PayUnit.choices, source="pay_unit", default=PayUnit.YEAR)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        low, high = attrs.get("pay_min"), attrs.get("pay_max")
        if low is not None and high is not None and low > high:
            raise serializers.ValidationError("The least pay is above the most. Swap them.")
        return attrs


class WorkflowRule(serializers.Serializer[Any]):
    """Which rule chose the workflow, or would now; null: the company's own default."""

    name = serializers.CharField(allow_null=True)
    why = serializers.CharField()


class JobSerializer(NounSerializer):
    """A job with its openings and its hiring team, and the version of the workflow that it pinned."""

    # What upper apps say of a job is read for a whole page of rows at once; see JobViewSet.facts_of.
    expandable: ClassVar[dict[str, Any]] = {"department": DepartmentSerializer, "job_family": JobFamilySerializer}
    openings = OpeningSerializer(many=True, read_only=True)
    hiring_team = TeamMemberSerializer(many=True, read_only=True)
    shapes: ClassVar[dict[str, Any]] = {
        "custom_fields": CUSTOM_FIELDS,
        "pay_range": PayRangeSerializer,
        "shows_pay": serializers.BooleanField(),
        "workflow_version": serializers.UUIDField(allow_null=True),
        "workflow_rule": WorkflowRule,
    }
    may_lack = ("custom_fields",)  # of an earlier moment they aren't known

    class Meta:
        model = Job
        fields = (
            "name",
            "requisition_id",
            "status",
            "department",
            "locations",
            "level",
            "description",
            "keywords",
            "openings",
            "hiring_team",
            "opened_at",
            "closed_at",
            "target_date",
            *FACTS,
            "version",
            "approved_version",
            "custom_fields",
        )

    def to_representation(self, instance: Job) -> dict[str, Any]:
        shown = super().to_representation(instance)
        facts = self.context["view"].facts_of(instance)
        shown["custom_fields"] = self.context["view"].extra_values(instance)
        if facts["sees_pay"]:
            shown["pay_range"] = PayRangeSerializer(instance).data
            shown["shows_pay"] = instance.shows_pay
        return {**shown, **facts["of_upper_apps"]}


class JobThenSerializer(serializers.BaseSerializer[past.JobThen]):
    """A job as it stood. Pay is shown by today's right to see it; what upper apps know of the job is of today and left out."""

    def to_representation(self, instance: past.JobThen) -> dict[str, Any]:
        job = instance.job
        shown: dict[str, Any] = {
            name: value for name, value in JobSerializer(job, context=self.context).data.items() if name in THEN
        }
        return {
            **shown,
            "locations": [place.pk for place in instance.locations],
            "openings": OpeningSerializer(instance.openings, many=True).data,
            "hiring_team": TeamMemberSerializer(instance.team, many=True).data,
        }


class NewOpening(serializers.Serializer[Any]):
    opening_id = serializers.CharField(max_length=40, required=False, default="")
    target_start_date = serializers.DateField(required=False, allow_null=True, default=None)


class NewTeamMember(serializers.Serializer[Any]):
    user = serializers.PrimaryKeyRelatedField(queryset=User.objects.filter(is_active=True))
    role = serializers.ChoiceField(TeamRole.choices)


class ChangedOpening(serializers.Serializer[Any]):
    target_start_date = serializers.DateField(allow_null=True)


class Facts(serializers.Serializer[Any]):
    """What kind of work it is, and why it is wanted."""

    employment_type = serializers.ChoiceField(EmploymentType.choices, required=False, allow_blank=True)
    remote_policy = serializers.ChoiceField(RemotePolicy.choices, required=False, allow_blank=True)
    job_family = serializers.PrimaryKeyRelatedField(queryset=JobFamily.objects.all(), required=False, allow_null=True)
    flsa_status = serializers.ChoiceField(FlsaStatus.choices, required=False, allow_blank=True)
    eeo_category = serializers.ChoiceField(EeoCategory.choices, required=False, allow_blank=True)
    job_group = serializers.PrimaryKeyRelatedField(queryset=JobGroup.objects.all(), required=False, allow_null=True)
    is_technical = serializers.BooleanField(required=False)
    priority = serializers.ChoiceField(Priority.choices, required=False)
    hiring_reason = serializers.ChoiceField(HiringReason.choices, required=False, allow_blank=True)
    backfill_of = serializers.CharField(max_length=120, required=False, allow_blank=True)


class JobBody(Facts):
    """What a client may write of a job; state has its verbs."""

    name = serializers.CharField(max_length=160)
    requisition_id = serializers.CharField(max_length=30, required=False, help_text="The next free one by default")
    external_id = serializers.CharField(max_length=200, required=False)
    department = serializers.PrimaryKeyRelatedField(queryset=Department.objects.all())
    locations = serializers.PrimaryKeyRelatedField(queryset=Location.objects.all(), many=True, required=False)
    level = serializers.CharField(max_length=40, required=False, allow_blank=True)
    description = serializers.CharField(required=False, allow_blank=True)
    keywords = serializers.ListField(child=LineField(max_length=60), max_length=50, required=False)
    pay_range = PayRangeSerializer(required=False)
    shows_pay = serializers.BooleanField(required=False, help_text="Show the pay range on the posts")
    openings = NewOpening(many=True, required=False)
    hiring_team = NewTeamMember(many=True, required=False)
    target_date = serializers.DateField(required=False, allow_null=True)
    custom_fields = serializers.DictField(required=False)
    override_reason = serializers.CharField(
        max_length=300,
        required=False,
        allow_blank=True,
        help_text="Why the job is right as it is, in spite of `warnings`",
    )

    def validate_requisition_id(self, value: str) -> str:
        others = Job.objects.exclude(pk=self.context.get("job_id"))
        if others.filter(requisition_id=value).exists():
            raise serializers.ValidationError("Another job has this requisition id. Choose a different one.")
        return value


class Hold(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=300)
    on = serializers.BooleanField()


class Closure(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=300)
    outcome = serializers.ChoiceField([JobStatus.FILLED, JobStatus.CLOSED, JobStatus.CANCELLED])


class Submission(serializers.Serializer[Any]):
    """A draft is submitted as it stands. Of an approved job, what is given here is asked for and counts once approved."""

    note = serializers.CharField(required=False, allow_blank=True, default="", max_length=1000)
    department = serializers.PrimaryKeyRelatedField(queryset=Department.objects.all(), required=False)
    level = serializers.CharField(max_length=40, required=False, allow_blank=True)
    pay_range = PayRangeSerializer(required=False)
    openings = serializers.IntegerField(min_value=1, max_value=999, required=False, help_text="Headcount in all")
