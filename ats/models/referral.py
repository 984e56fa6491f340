"""A colleague recommends somebody for a job. What becomes of it they hear in four words only."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ats.kernel.access import ScopedQuerySet
from ats.kernel.base import Noun, known, tracked
from ats.kernel.looks import Look
from ats.kernel.taken import declare
from ats.models.application import Application
from ats.models.candidate import Candidate
from ats.models.job import Job
from ats.permissions import CorePermission


class Relation(models.TextChoices):
    """How the colleague knows the person."""

    WORKED_TOGETHER = "worked_together", _("Worked together")
    MANAGED = "managed", _("One of the two managed the other")
    STUDIED_TOGETHER = "studied_together", _("Studied together")
    PROFESSIONAL = "professional", _("Know each other from the profession")
    PRIVATE = "private", _("Friend or family")
    OTHER = "other", _("In another way")


class ReferralState(models.TextChoices):
    """All that the colleague hears: no milestone, no reason, no date."""

    RECEIVED = "received", pgettext_lazy("state of a referral", "Received")
    IN_PROCESS = "in_process", pgettext_lazy("state of a referral", "In process")
    CLOSED = "closed", pgettext_lazy("state of a referral", "Closed")
    HIRED = "hired", pgettext_lazy("state of a referral", "Hired")


REFERRAL_LOOKS = {
    ReferralState.RECEIVED: Look("mute", "inbox"),
    ReferralState.IN_PROCESS: Look("info"),
    ReferralState.CLOSED: Look("mute", "x"),
    ReferralState.HIRED: Look("ok", "badge-check"),
}


class ReferralQuerySet(ScopedQuerySet):
    """One's own, and those on applications whose candidate one may see."""

    view_permission = CorePermission.REFERRALS_MAKE

    def scope_q(self, scope: str, user: Any, unit_id: UUID | None) -> models.Q:
        return models.Q(referred_by=user) | models.Q(application__in=Application.objects.within(scope, user, unit_id))

    def visible_to(self, user: Any) -> "ReferralQuerySet":
        """A role that reaches the whole company without candidates reads its own referrals and no others."""
        seen = models.Q(
            application__in=Application.objects.visible_to(user),
            application__candidate__in=Candidate.objects.visible_to(user),
        )
        return super().visible_to(user).filter(models.Q(referred_by=user) | seen)


class Referral(Noun):
    """The name is as the colleague wrote it, never as the record that was known already says it."""

    referred_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="referrals")
    job = models.ForeignKey(Job, on_delete=models.PROTECT, related_name="referrals")
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="referrals")
    first_name = models.CharField(max_length=120)
    last_name = models.CharField(max_length=120)
    email_index = models.CharField(max_length=64, editable=False)
    relation = models.CharField(max_length=20, choices=Relation.choices)
    reason = models.TextField(help_text="Why the colleague thinks of this person for this job")
    joined = models.BooleanField(
        default=False, editable=False, help_text="The person was in the process already; the referrer isn't told"
    )
    objects = ReferralQuerySet.as_manager()
    history = tracked()

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            known("relation", Relation, "referral_relation_known"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="referral_says_why"),
            models.UniqueConstraint(fields=["referred_by", "job", "email_index"], name="referred_once_for_a_job"),
        ]
        indexes = [models.Index(fields=["referred_by", "-created_at", "-id"], name="referrals_of_a_person")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


declare("referred_once_for_a_job", _("You have referred this person for this job already."))
