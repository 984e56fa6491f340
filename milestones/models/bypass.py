"""Moving past the rules: what a milestone asks of whoever does it, and each bypass with its reason."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ats.kernel.base import Noun, known, tracked
from ats.models.application import OfApplicationQuerySet
from milestones.models.visit import Visit
from milestones.models.workflow import Milestone


class BypassReason(models.TextChoices):
    """What kind of reason it is, so that reports can count them; the sentence beside it stays the person's own."""

    EXECUTIVE = "executive", _l("Executive decision")
    URGENT = "urgent", _l("Urgent hire")
    INTERNAL = "internal", _l("Internal candidate")
    KNOWN = "known", _l("Known to us already")
    EQUIVALENT = "equivalent", _l("Done elsewhere already")


class BypassPolicy(Noun):
    """When a milestone may be bypassed. Without one: by whoever holds the right, with a sentence that says why."""

    milestone = models.OneToOneField(Milestone, on_delete=models.CASCADE, related_name="bypass_policy")
    is_allowed = models.BooleanField(default=True, help_text=_l("Off: nobody brings anyone past this milestone"))
    roles = ArrayField(
        models.SlugField(max_length=60),
        default=list,
        blank=True,
        help_text=_l("Keys of the roles that may, such as hrbp; empty: everybody with the right to bypass"),
    )
    condition = models.JSONField(
        default=dict, blank=True, help_text=_l("Only where this holds for the application or its job; empty: always")
    )
    reasons = ArrayField(
        models.CharField(max_length=20, choices=BypassReason.choices),
        default=list,
        blank=True,
        help_text=_l("One of these must be given; empty: none is asked for, only the sentence"),
    )
    approval_flow = models.ForeignKey(
        "kernel.ApprovalFlow",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_l("Who must agree first; empty: nobody"),
    )
    history = tracked()

    class Meta:
        verbose_name_plural = _l("bypass policies")

    def __str__(self) -> str:
        return _("Bypass of {milestone}").format(milestone=self.milestone)


class BypassStatus(models.TextChoices):
    PENDING = "pending", _l("Waits for its approval")
    DONE = "done", _l("Done")
    REFUSED = "refused", _l("Refused")
    LAPSED = "lapsed", _l("No longer possible")


class Bypass(Noun):
    """One bypass, asked for or done. The visit that it ends tells the rest."""

    application = models.ForeignKey("ats.Application", on_delete=models.CASCADE, related_name="bypasses")
    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="bypasses")
    to_milestone = models.ForeignKey(Milestone, on_delete=models.PROTECT, related_name="+")
    passed = ArrayField(models.SlugField(max_length=60), default=list, help_text=_l("Keys of the milestones bypassed"))
    code = models.CharField(max_length=20, choices=BypassReason.choices, blank=True, default="")
    reason = models.TextField()
    status = models.CharField(max_length=10, choices=BypassStatus.choices)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    approval = models.ForeignKey(
        "kernel.ApprovalRequest", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    objects = OfApplicationQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"], condition=models.Q(status="pending"), name="one_pending_bypass_per_application"
            ),
            known("status", BypassStatus, "bypass_status_known"),
            models.CheckConstraint(
                condition=models.Q(status="pending") | models.Q(decided_at__isnull=False), name="bypass_has_its_time"
            ),
        ]
        indexes = [models.Index(fields=["-asked_at"], name="bypass_report")]

    def __str__(self) -> str:
        return _("Bypass to {milestone}").format(milestone=self.to_milestone)

    @property
    def is_pending(self) -> bool:
        return self.status == BypassStatus.PENDING
