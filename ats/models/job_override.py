"""Doubts about a job that somebody saw, and saved it all the same."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ats.kernel.base import Noun
from ats.models.job import Job, OfJobQuerySet


class JobOverride(Noun):
    """One justified saving: which warnings were shown, and why they don't hold. Never changed, so it is its own history."""

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="overrides")
    warnings = models.JSONField(
        help_text=_("As shown: [{“code”, “text”, “job”}]; “job” is the likely duplicate's id or null")
    )
    reason = models.CharField(max_length=300)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    objects = OfJobQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [models.CheckConstraint(condition=~models.Q(reason=""), name="job_override_says_why")]

    def __str__(self) -> str:
        return self.reason
