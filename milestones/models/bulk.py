"""One deed for many applications: what was asked, and what became of each."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ats.kernel.access import ScopedQuerySet
from ats.kernel.base import Noun, known
from ats.kernel.privacy.fields import EncryptedTextField
from ats.kernel.wording import words_of
from ats.permissions import CorePermission


class BulkVerb(models.TextChoices):
    MOVE = "move", _("Move")
    REJECT = "reject", pgettext_lazy("a candidate", "Reject")
    MAIL = "mail", _("Write to")


class BulkStatus(models.TextChoices):
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    UNDONE = "undone", _("Undone")


class BulkRunQuerySet(ScopedQuerySet):
    """A run is its starter's alone: what it names, others may not see."""

    view_permission = CorePermission.APPLICATIONS_VIEW

    def visible_to(self, user: Any) -> "BulkRunQuerySet":
        return self.filter(asked_by=user)

    def scope_q(self, scope: str, user: Any, unit_id: UUID | None) -> models.Q:
        return models.Q(asked_by=user)


class BulkRun(Noun):
    verb = models.CharField(max_length=10, choices=BulkVerb.choices)
    status = models.CharField(max_length=10, choices=BulkStatus.choices, default=BulkStatus.RUNNING)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    to = models.SlugField(max_length=60, blank=True, default="", help_text=_("Move: the milestone's key"))
    note = models.TextField(blank=True, default="")
    rejection_reason = models.ForeignKey(
        "ats.RejectionReason", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    template = models.ForeignKey("comms.Template", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    subject = EncryptedTextField(blank=True, default="", help_text=_("Mail in one's own words"))
    body = EncryptedTextField(blank=True, default="")
    send = models.CharField(max_length=10, blank=True, default="", help_text=_("Reject: when the message goes out"))
    objects = BulkRunQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            known("verb", BulkVerb, "bulk_verb_known"),
            known("status", BulkStatus, "bulk_status_known"),
            models.CheckConstraint(
                condition=models.Q(status="running") | models.Q(finished_at__isnull=False), name="bulk_run_has_its_end"
            ),
        ]
        indexes = [models.Index(fields=["asked_by", "-asked_at"], name="bulk_runs_of_a_person")]

    def __str__(self) -> str:
        return f"{self.get_verb_display()}, {self.asked_at:%Y-%m-%d %H:%M}"

    @property
    def is_running(self) -> bool:
        return self.status == BulkStatus.RUNNING

    @property
    def is_done(self) -> bool:
        return self.status == BulkStatus.DONE


class ItemState(models.TextChoices):
    WAITING = "waiting", _("Waits")
    DONE = "done", _("Done")
    REFUSED = "refused", _("Refused")
    SKIPPED = "skipped", _("Left out")
    UNDONE = "undone", _("Undone")
    STAYS = "stays", _("Not undone")


class BulkItem(Noun):
    """One application of a run. `expected` is the milestone in which the page showed it."""

    run = models.ForeignKey(BulkRun, on_delete=models.CASCADE, related_name="items")
    application = models.ForeignKey("ats.Application", on_delete=models.CASCADE, related_name="+")
    expected = models.SlugField(max_length=60, blank=True, default="")
    state = models.CharField(max_length=10, choices=ItemState.choices, default=ItemState.WAITING)
    said = models.CharField(max_length=500, blank=True, default="", help_text=_("Why it was refused or left out"))
    visit = models.ForeignKey("milestones.Visit", null=True, on_delete=models.SET_NULL, related_name="+")
    message = models.ForeignKey("comms.Message", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["run", "application"], name="application_once_per_run"),
            known("state", ItemState, "bulk_item_state_known"),
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.get_state_display()}"

    @property
    def told(self) -> str:
        """Why, for a reader: what is kept are the words of the first language."""
        return words_of(self.said) if self.said else ""
