"""Flows that administrators configure, and the requests that run through them.

A request keeps its own copy of the steps it was asked under, so that a later change of the flow changes no request.
"""

from functools import reduce
from operator import or_
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ats.kernel.access.held import grants
from ats.kernel.access.permissions import KernelPermission
from ats.kernel.access.scoping import ScopedQuerySet
from ats.kernel.approvals.registry import subjects
from ats.kernel.base import Noun, known, tracked
from ats.kernel.looks import Look


class RequestStatus(models.TextChoices):
    PENDING = "pending", _("Pending")
    APPROVED = "approved", _("Approved")
    REJECTED = "rejected", _("Rejected")
    CANCELLED = "cancelled", _("Cancelled")


class StepStatus(models.TextChoices):
    WAITING = "waiting", _("Waits for the step before")
    PENDING = "pending", _("Pending")
    APPROVED = "approved", _("Approved")
    REJECTED = "rejected", _("Rejected")
    SKIPPED = "skipped", _("Skipped")
    CANCELLED = "cancelled", _("Cancelled")


class Decision(models.TextChoices):
    APPROVE = "approve", _("Approved")
    REJECT = "reject", _("Rejected")
    REQUEST_CHANGES = "request_changes", _("Asked for changes")


DECISION_LOOKS = {
    Decision.APPROVE: Look("ok", "check"),
    Decision.REJECT: Look("bad", "x"),
    Decision.REQUEST_CHANGES: Look("warn", "rotate-ccw"),
}


class ApprovalFlow(Noun):
    """Which steps a subject goes through; `key` is what the subject's app asks for."""

    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    subject_type = models.SlugField(max_length=40)
    is_active = models.BooleanField(default=True)
    history = tracked()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class ApprovalFlowStep(Noun):
    flow = models.ForeignKey(ApprovalFlow, on_delete=models.CASCADE, related_name="steps")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    resolver = models.SlugField(max_length=60, help_text=_("Who decides: a key such as hiring_manager"))
    quorum = models.PositiveSmallIntegerField(default=1, help_text=_("How many of them must approve"))
    condition = models.JSONField(
        default=dict, blank=True, help_text=_("The step is asked only where this holds; empty: always")
    )
    due_minutes = models.PositiveIntegerField(
        null=True, blank=True, help_text=_("Business minutes until the approvers are reminded")
    )
    history = tracked()

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["flow", "order"], name="one_flow_step_of_an_order"),
            models.CheckConstraint(condition=models.Q(quorum__gte=1), name="flow_step_asks_somebody"),
        ]

    def __str__(self) -> str:
        return f"{self.order}. {self.name}"


class ApprovalRequestQuerySet(ScopedQuerySet):
    """Requests that one made or is asked about; with the permission, those of every subject that one sees."""

    view_permission = KernelPermission.APPROVALS_VIEW

    def visible_to(self, user: Any) -> Self:
        return self.filter(involving(user) | _of_seen_subjects(user, KernelPermission.APPROVALS_VIEW))

    def permitted(self, user: Any, permission: str) -> Self:
        return self.filter(_of_seen_subjects(user, permission))


def involving(user: Any) -> Q:
    """Requests that `user` made, decides, or lent their seat of."""
    seats = Approver.objects.filter(Q(user=user) | Q(delegated_from=user)).values("step__request")
    return Q(requested_by=user) | Q(pk__in=seats)


def _of_seen_subjects(user: Any, permission: str) -> Q:
    """Requests about subjects that `user` sees, if they hold `permission` at all."""
    if not grants(user, permission):
        return Q(pk__in=[])
    seen = [Q(subject_type=s.key, subject_id__in=s.visible_to(user).values("pk")) for s in subjects()]
    return reduce(or_, seen, Q(pk__in=[]))


class ApprovalRequest(Noun):
    """One asking of one version of one subject."""

    flow = models.ForeignKey(ApprovalFlow, on_delete=models.PROTECT, related_name="requests")
    subject_type = models.SlugField(max_length=40)
    subject_id = models.UUIDField()
    version = models.PositiveIntegerField(default=1)
    status = models.CharField(max_length=12, choices=RequestStatus.choices, default=RequestStatus.PENDING)
    decision = models.CharField(max_length=20, choices=Decision.choices, blank=True, default="")
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField(max_length=1000, blank=True, default="")
    overridden_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    override_reason = models.CharField(max_length=1000, blank=True, default="")
    objects = ApprovalRequestQuerySet.as_manager()
    history = tracked()

    class Meta:
        ordering = ["-requested_at", "-id"]
        constraints = [
            known("status", RequestStatus, "approval_status_known"),
            known("decision", Decision, "approval_decision_known", blank=True),
            models.UniqueConstraint(
                fields=["subject_type", "subject_id"],
                condition=models.Q(status="pending"),
                name="one_pending_approval_per_subject",
            ),
            models.CheckConstraint(
                condition=models.Q(status="pending") | models.Q(resolved_at__isnull=False),
                name="resolved_approval_has_its_time",
            ),
            models.CheckConstraint(
                condition=models.Q(overridden_by__isnull=True) | ~models.Q(override_reason=""),
                name="override_says_why",
            ),
        ]
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="approval_subject")]

    def __str__(self) -> str:
        return f"{self.flow}: {self.get_status_display()}"


class ApprovalStep(Noun):
    request = models.ForeignKey(ApprovalRequest, on_delete=models.CASCADE, related_name="steps")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    quorum = models.PositiveSmallIntegerField(default=1)
    status = models.CharField(max_length=12, choices=StepStatus.choices, default=StepStatus.WAITING)
    due_minutes = models.PositiveIntegerField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True, default="", help_text=_("Why it was asked, or why skipped"))
    problem = models.CharField(max_length=300, blank=True, default="", help_text=_("Why nobody can decide it"))

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["request", "order"], name="one_approval_step_of_an_order"),
            models.CheckConstraint(condition=models.Q(quorum__gte=1), name="approval_step_needs_somebody"),
            known("status", StepStatus, "approval_step_status_known"),
        ]

    def __str__(self) -> str:
        return self.name


class Approver(Noun):
    """One seat in a step. It decides once; `delegated_from` lent it, and may still decide until the delegate has."""

    step = models.ForeignKey(ApprovalStep, on_delete=models.CASCADE, related_name="approvers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="approvals")
    delegated_from = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    delegated_until = models.DateTimeField(null=True, blank=True)
    delegation_reason = models.CharField(max_length=300, blank=True, default="")
    decision = models.CharField(max_length=20, choices=Decision.choices, blank=True, default="")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField(max_length=1000, blank=True, default="")
    history = tracked()

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["step", "user"], name="one_seat_per_person"),
            models.UniqueConstraint(
                fields=["step", "decided_by"],
                condition=models.Q(decided_by__isnull=False),
                name="one_decision_per_person_and_step",
            ),
            known("decision", Decision, "approver_decision_known", blank=True),
            models.CheckConstraint(
                condition=models.Q(decision="") | models.Q(decided_at__isnull=False, decided_by__isnull=False),
                name="decision_has_person_and_time",
            ),
        ]

    def __str__(self) -> str:
        return str(self.user)

    @property
    def look(self) -> Look:
        """Of the decision; nothing to show before there is one."""
        return DECISION_LOOKS[Decision(self.decision)] if self.decision else Look()
