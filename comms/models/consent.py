"""Consent records are appended, never rewritten (facts B2)."""

import json
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ats.kernel.access import ScopedQuerySet
from ats.kernel.base import Noun, tracked
from ats.kernel.privacy.fields import EncryptedTextField
from ats.models import Candidate
from comms.permissions import CommsPermission


class ConsentPurpose(models.TextChoices):
    APPLICATION = "application", _l("Handling this application")
    TALENT_POOL = "talent_pool", _l("Keeping in touch about other jobs")


class ConsentText(Noun):
    """A version of the wording that people agree to, for a region (empty: everywhere else)."""

    purpose = models.CharField(max_length=20, choices=ConsentPurpose.choices)
    region = models.CharField(max_length=40, blank=True, default="")
    version = models.PositiveIntegerField(default=1)
    text = models.TextField()
    keep_days = models.PositiveIntegerField(
        default=365, help_text=_l("How long the record is kept; please confirm with counsel")
    )
    is_required = models.BooleanField(default=False, help_text=_l("The form can't be sent without it"))
    is_active = models.BooleanField(default=True)
    history = tracked()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["purpose", "region", "version"], name="consent_text_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} v{self.version}"


class ConsentStatus(models.TextChoices):
    GRANTED = "granted", _l("Granted")
    DENIED = "denied", _l("Denied")
    WITHDRAWN = "withdrawn", _l("Withdrawn")
    EXPIRED = "expired", _l("Expired")


TO_THE_PERSON = {
    ConsentStatus.GRANTED: _l("You agreed"),
    ConsentStatus.DENIED: _l("You did not agree"),
    ConsentStatus.WITHDRAWN: _l("You took it back"),
    ConsentStatus.EXPIRED: _l("It ran out"),
}
"""The status as it is said to whose consent it is."""


class CapturedBy(models.TextChoices):
    SELF = "self", _l("the person")
    COLLEAGUE = "colleague", _l("a colleague")


SOURCES = {
    CapturedBy.SELF: _l("by the person"),
    CapturedBy.COLLEAGUE: _l("by a colleague"),
}


class ConsentQuerySet(ScopedQuerySet):
    view_permission = CommsPermission.VIEW_CONSENTS

    def scope_q(self, scope: str, user: Any, unit_id: UUID | None) -> models.Q:
        return models.Q(candidate__in=Candidate.objects.within(scope, user, unit_id))

    def about(self, candidate: Candidate | UUID, purpose: str) -> "ConsentQuerySet":
        """What `candidate` said on `purpose`, the last word first."""
        return self.filter(candidate=candidate, purpose=purpose).order_by("-captured_at", "-created_at")


class Consent(Noun):
    candidate = models.ForeignKey("ats.Candidate", on_delete=models.CASCADE, related_name="consents")
    application = models.ForeignKey("ats.Application", null=True, on_delete=models.SET_NULL, related_name="consents")
    purpose = models.CharField(max_length=20, choices=ConsentPurpose.choices)
    channel = models.CharField(max_length=20, default="email")
    jurisdiction = models.CharField(max_length=40, blank=True, default="")
    lawful_basis = models.CharField(max_length=40, default="consent")
    status = models.CharField(max_length=12, choices=ConsentStatus.choices)
    text = models.ForeignKey(ConsentText, on_delete=models.PROTECT, related_name="+")
    text_sha256 = models.CharField(max_length=64)
    captured_at = models.DateTimeField()
    captured_by = models.CharField(max_length=20, choices=CapturedBy.choices, default=CapturedBy.SELF)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    method = models.CharField(max_length=20, default="checkbox")
    form_url = models.CharField(max_length=300, blank=True, default="")
    proof = EncryptedTextField(
        blank=True, default="", help_text=_l("JSON: address and browser that the form came from")
    )
    locale = models.CharField(max_length=10, blank=True, default="")
    expires_at = models.DateTimeField(null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        ordering = ["-captured_at", "-created_at"]

    @property
    def is_standing(self) -> bool:
        """Whether it is a consent that the person could take back."""
        return self.status == ConsentStatus.GRANTED

    @property
    def said_to_the_person(self) -> str:
        return str(TO_THE_PERSON[ConsentStatus(self.status)])

    @property
    def told_from(self) -> dict[str, str]:
        """The address and the browser that the form came from, as far as they are known and not erased."""
        return dict(json.loads(self.proof)) if self.proof else {}

    @property
    def source(self) -> str:
        """Whose word it is, and who wrote it down."""
        if self.recorded_by:
            return _("recorded by {person}").format(person=self.recorded_by.name)
        return str(SOURCES[CapturedBy(self.captured_by)])


class SuppressionQuerySet(ScopedQuerySet):
    """They concern every message, so whoever decides on messages sees every one."""

    view_permission = CommsPermission.MANAGE_MESSAGES

    def scope_q(self, scope: str, user: Any, unit_id: UUID | None) -> models.Q:
        return models.Q()


class Suppression(Noun):
    """An address that nothing but what it asked for may go to."""

    address_index = models.CharField(max_length=64, unique=True)
    reason = models.CharField(max_length=40)
    since = models.DateTimeField()
    objects = SuppressionQuerySet.as_manager()
    history = tracked()
