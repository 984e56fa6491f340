"""What an administrator designs: definitions, workflows, versions, and a milestone's gates and limits in a version."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase

from ats.kernel.access import ScopedQuerySet
from ats.kernel.base import Noun, tracked
from ats.models import Stage
from milestones.permissions import MilestonePermission

DECIDE = "decide_milestonedefinition"


class MilestoneDefinition(Noun):
    """A milestone's company-wide identity: one key, one name, one stage."""

    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=80, unique=True)
    candidate_label = models.CharField(max_length=80, blank=True, default="", help_text=_("What the candidate reads"))
    stage = models.CharField(max_length=12, choices=Stage.choices)
    is_sensitive = models.BooleanField(default=False)
    compliance_tags = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    history = tracked()

    class Meta:
        ordering = ["name"]
        permissions = [(DECIDE, "May decide in this milestone; once anyone is named, only they")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_in_use(self) -> bool:
        """Whether a version that is no draft any more has it, so that people and reports rely on its key and stage."""
        return self.uses.exclude(version__status=VersionStatus.DRAFT).exists()


class MilestoneDefinitionUserObjectPermission(UserObjectPermissionBase):
    """A single grant on one milestone to one person (django-guardian, direct foreign key)."""

    content_object = models.ForeignKey(MilestoneDefinition, on_delete=models.CASCADE)


class MilestoneDefinitionGroupObjectPermission(GroupObjectPermissionBase):
    content_object = models.ForeignKey(MilestoneDefinition, on_delete=models.CASCADE)


class DesignQuerySet(ScopedQuerySet):
    """Workflows are the company's: who may see them at all sees all of them, whatever the scope."""

    view_permission = MilestonePermission.WORKFLOWS_VIEW

    def scope_q(self, scope: str, user: Any, unit_id: UUID | None) -> models.Q:
        return models.Q()


class Workflow(Noun):
    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120, unique=True)
    is_default = models.BooleanField(default=False)
    objects = DesignQuerySet.as_manager()
    history = tracked()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_default"], condition=models.Q(is_default=True), name="one_default_workflow"
            )
        ]

    def __str__(self) -> str:
        return self.name


class VersionStatus(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("status of a workflow version", "Draft")
    REVIEW = "review", pgettext_lazy("status of a workflow version", "Review")
    PILOT = "pilot", pgettext_lazy("status of a workflow version", "Pilot")
    ACTIVE = "active", pgettext_lazy("status of a workflow version", "Active")
    RETIRED = "retired", pgettext_lazy("status of a workflow version", "Retired")


class WorkflowVersion(Noun):
    workflow = models.ForeignKey(Workflow, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    status = models.CharField(max_length=10, choices=VersionStatus.choices, default=VersionStatus.DRAFT)
    change_note = models.CharField(max_length=500, blank=True, default="")
    activated_at = models.DateTimeField(null=True, blank=True)
    activated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    retired_at = models.DateTimeField(null=True, blank=True)
    objects = DesignQuerySet.as_manager()
    history = tracked()

    class Meta:
        ordering = ["workflow", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["workflow", "number"], name="version_number_once"),
            models.UniqueConstraint(
                fields=["workflow"], condition=models.Q(status="active"), name="one_active_version_per_workflow"
            ),
            models.CheckConstraint(condition=models.Q(status__in=VersionStatus.values), name="version_status_known"),
        ]

    def __str__(self) -> str:
        return f"{self.workflow} v{self.number}"


class MilestoneKind(models.TextChoices):
    TIME_BASED = "time_based", _("Time-based: a clock completes or escalates it")
    ACTION_TRIGGERED = "action_triggered", _("Action-triggered: an event completes it")
    STAGE_GATED = "stage_gated", _("Stage-gated: its gate must open")


class DeadlineBasis(models.TextChoices):
    ENTERED = "entered", _("Business time after entering")
    OFFER_EXPIRY = "offer_expiry", _("The offer's expiry, plus or minus an offset")
    INTERVIEW_START = "interview_start", _("The next interview, plus or minus an offset")
    START_DATE = "start_date", _("The start date, plus or minus an offset")


class Milestone(Noun):
    """A definition's use in one version."""

    version = models.ForeignKey(WorkflowVersion, on_delete=models.CASCADE, related_name="milestones")
    definition = models.ForeignKey(MilestoneDefinition, on_delete=models.PROTECT, related_name="uses")
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=MilestoneKind.choices, default=MilestoneKind.STAGE_GATED)
    is_mandatory = models.BooleanField(default=True)
    limit_minutes = models.PositiveIntegerField(null=True, blank=True, help_text=_("Time limit in business minutes"))
    deadline_basis = models.CharField(max_length=20, choices=DeadlineBasis.choices, default=DeadlineBasis.ENTERED)
    deadline_offset_minutes = models.IntegerField(
        default=0, help_text=_("Minutes after (or, negative, before) the date")
    )
    completes_on_time = models.BooleanField(
        default=False, help_text=_("Time-based: passing the limit moves on by itself")
    )
    completed_by = models.CharField(
        max_length=60,
        blank=True,
        default="",
        help_text=_("Action-triggered: the event that completes it, e.g. offer.accepted"),
    )
    advances_when_complete = models.BooleanField(default=False, help_text=_("Moves on by itself once the gate is open"))
    history = tracked()

    class Meta:
        ordering = ["version", "order"]
        constraints = [
            models.UniqueConstraint(fields=["version", "definition"], name="definition_once_per_version"),
            models.UniqueConstraint(
                fields=["version", "order"], name="order_once_per_version", deferrable=models.Deferrable.DEFERRED
            ),
        ]

    def __str__(self) -> str:
        return self.definition.name


class GateKind(models.TextChoices):
    CHECKLIST_ITEM = "checklist_item", _("Checklist item")
    NOTE = "note", _("Required note")
    FIELD = "field", _("Required field")
    SCORECARDS = "scorecards", _("Scorecards in")
    APPROVAL = "approval", _("Approval")
    CHECK = "check", _("Check")


class GateItem(Noun):
    """One thing that must be so before an application may leave the milestone."""

    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="gate_items")
    key = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=GateKind.choices)
    is_required = models.BooleanField(default=True)
    quorum = models.PositiveSmallIntegerField(default=1, help_text=_("Scorecards: how many must be in"))
    order = models.PositiveSmallIntegerField(default=0)
    history = tracked()

    class Meta:
        ordering = ["order", "created_at"]
        constraints = [
            models.UniqueConstraint(fields=["milestone", "key"], name="gate_key_once_per_milestone"),
            models.CheckConstraint(
                condition=models.Q(quorum__gte=1),
                name="gate_quorum_at_least_one",
                violation_error_message=_("Ask for at least one."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class EscalationAction(models.TextChoices):
    REMIND_OWNER = "remind_owner", _("Remind the owner")
    NOTIFY_MANAGER = "notify_manager", _("Tell the hiring manager")


class EscalationLevel(Noun):
    """What happens when a share of the time limit has passed; 100 is the limit itself."""

    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="escalations")
    level = models.PositiveSmallIntegerField()
    percent = models.PositiveSmallIntegerField(default=100, help_text=_("Per cent of the time limit"))
    action = models.CharField(max_length=20, choices=EscalationAction.choices)
    history = tracked()

    class Meta:
        ordering = ["level"]
        constraints = [
            models.UniqueConstraint(fields=["milestone", "level"], name="level_once_per_milestone"),
            models.CheckConstraint(
                condition=models.Q(percent__gt=0),
                name="level_percent_above_zero",
                violation_error_message=_(
                    "A level comes after some share of the time limit: give more than 0 per cent."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.percent} %: {self.get_action_display()}"


class Direction(models.TextChoices):
    FORWARD = "forward", _("Forward")
    BACK = "back", _("Back")
    REJECT = "reject", _("Rejection")
    WITHDRAW = "withdraw", _("Withdrawal")
    REOPEN = "reopen", _("Reopening")
    BYPASS = "bypass", _("Bypass")


class NotePolicy(Noun):
    """Where a note must be written with a move (PF-2.2). Empty stage or reason: any."""

    name = models.CharField(max_length=120, unique=True)
    stage = models.CharField(
        max_length=12, choices=Stage.choices, blank=True, default="", help_text=_("The stage being left")
    )
    direction = models.CharField(max_length=10, choices=Direction.choices)
    rejection_reason = models.ForeignKey(
        "ats.RejectionReason", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    minimum_length = models.PositiveSmallIntegerField(default=10)
    quick_phrases = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    is_active = models.BooleanField(default=True)
    history = tracked()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = _("note policies")

    def __str__(self) -> str:
        return self.name


class JobWorkflow(Noun):
    """The workflow version that a job pins when it opens; new applications take it."""

    job = models.OneToOneField("ats.Job", on_delete=models.CASCADE, related_name="pinned_workflow")
    version = models.ForeignKey(WorkflowVersion, on_delete=models.PROTECT, related_name="pinned_jobs")
    rule = models.CharField(
        max_length=120,
        blank=True,
        default="",
        db_default="",
        help_text=_("The selection rule that fitted; empty: none did"),
    )
    why = models.CharField(
        max_length=1000, blank=True, default="", db_default="", help_text=_("In words, as it was then")
    )
    history = tracked()
