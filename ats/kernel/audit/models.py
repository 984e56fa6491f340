"""The audit log's rows. They hold ids and codes only: whoever is erased leaves nothing to erase here."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from ats.kernel import clock
from ats.kernel.base import known


class Outcome(models.TextChoices):
    """What became of an attempt."""

    ALLOWED = "allowed", _("Allowed")
    REFUSED = "refused", _("Refused")
    DONE = "done", _("Done")


class AuditEntry(models.Model):
    """One attempt or deed. Inserted unsealed; once the sealer has given it its place in the chain it never changes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    at = models.DateTimeField(default=clock.now, help_text=_("The product's time"))
    deed = models.CharField(max_length=80, help_text=_("What was tried, such as access or approval.decide"))
    actor_id = models.UUIDField(null=True, blank=True, help_text=_("The user's id; empty: anonymous or the system"))
    subject_type = models.CharField(max_length=60, blank=True, default="")
    subject_id = models.UUIDField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    codes = models.JSONField(default=dict, blank=True, help_text=_("Codes and ids only, never a person's words"))
    sequence = models.BigIntegerField(null=True, blank=True, unique=True, help_text=_("Place in the chain, from 1"))
    previous_hash = models.CharField(max_length=64, blank=True, default="")
    hash = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        verbose_name_plural = _("audit entries")
        indexes = [
            models.Index(fields=["at", "id"], condition=models.Q(sequence__isnull=True), name="audit_unsealed"),
            models.Index(fields=["subject_type", "subject_id", "at"], name="audit_by_subject"),
        ]
        constraints = [
            known("outcome", Outcome, "audit_outcome_known"),
            models.CheckConstraint(
                condition=models.Q(sequence__isnull=True, hash="") | (models.Q(sequence__gt=0) & ~models.Q(hash="")),
                name="audit_sealed_entry_has_its_hash",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.deed} {self.outcome}"
