"""Whose a candidate is when several recruiters work with them: the lock, and questions about it."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from ats.kernel.access import ScopedQuerySet
from ats.kernel.base import Noun, known, tracked
from ats.models.candidate import Candidate
from ats.permissions import CorePermission


class OwnershipPolicy(Noun):
    """One row: for how long nobody but the owner (or an administrator) gives a candidate to somebody else."""

    lock_days = models.PositiveSmallIntegerField(
        default=30, help_text=_("Days after the owner's last activity on the candidate; 0 means no lock")
    )
    history = tracked()

    class Meta:
        verbose_name_plural = _("ownership policy")
        constraints = [models.UniqueConstraint(models.Value(1), name="one_ownership_policy")]

    def __str__(self) -> str:
        return ngettext("Locked for {days} days", "Locked for {days} days", self.lock_days).format(days=self.lock_days)


class OwnershipStatus(models.TextChoices):
    ASKED = "asked", _("Asked")
    DISPUTED = "disputed", _("Disputed")
    GRANTED = "granted", _("Handed over")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")


UNANSWERED = [OwnershipStatus.ASKED, OwnershipStatus.DISPUTED]


class OwnershipRequestQuerySet(ScopedQuerySet):
    view_permission = CorePermission.CANDIDATES_VIEW

    def scope_q(self, scope: str, user: Any, unit_id: UUID | None) -> models.Q:
        return models.Q(candidate__in=Candidate.objects.within(scope, user, unit_id))

    def unanswered(self) -> "OwnershipRequestQuerySet":
        return self.filter(status__in=UNANSWERED)


class OwnershipRequest(Noun):
    """Somebody asks the owner for a candidate; refused, they may take it to an administrator (disputed)."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="ownership_requests")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.CharField(max_length=300)
    status = models.CharField(max_length=10, choices=OwnershipStatus.choices, default=OwnershipStatus.ASKED)
    asked_at = models.DateTimeField()
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=300, blank=True, default="")
    dispute_reason = models.CharField(max_length=300, blank=True, default="")
    objects = OwnershipRequestQuerySet.as_manager()
    history = tracked()

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            known("status", OwnershipStatus, "ownership_status_known"),
            models.UniqueConstraint(
                fields=["candidate", "asked_by"],
                condition=models.Q(status__in=["asked", "disputed"]),
                name="one_open_ownership_request",
            ),
        ]

    def __str__(self) -> str:
        return gettext("{person} asks for {candidate}").format(person=self.asked_by, candidate=self.candidate)

    @property
    def is_open(self) -> bool:
        return self.status in UNANSWERED

    @property
    def is_disputed(self) -> bool:
        return self.status == OwnershipStatus.DISPUTED

    @property
    def is_refused(self) -> bool:
        return self.status == OwnershipStatus.REFUSED
