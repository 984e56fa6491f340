"""Colleagues who were asked to come in and have not chosen a password yet."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ats.kernel.access import ScopedQuerySet
from ats.kernel.base import Noun, known, tracked
from ats.models.job import Job, TeamRole
from ats.permissions import CorePermission


class InvitationQuerySet(ScopedQuerySet):
    """Whoever looks after people sees every one."""

    view_permission = CorePermission.PEOPLE_MANAGE

    def scope_q(self, scope: str, user: Any, unit_id: UUID | None) -> models.Q:
        return models.Q()

    def waiting(self) -> "InvitationQuerySet":
        return self.filter(accepted_at=None, revoked_at=None)


class Invitation(Noun):
    """One colleague's way in. `round` counts the letters: only the link of the last one works."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="invitation")
    roles = ArrayField(models.SlugField(max_length=40), help_text=_("Keys of the roles that are given at acceptance"))
    job = models.ForeignKey(Job, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    team_role = models.CharField(max_length=20, choices=TeamRole.choices, blank=True, default="")
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    round = models.PositiveSmallIntegerField(default=1)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    objects = InvitationQuerySet.as_manager()
    history = tracked()

    class Meta:
        ordering = ["-sent_at", "-id"]
        constraints = [
            known("team_role", TeamRole, "invitation_team_role_known", blank=True),
            models.CheckConstraint(
                condition=models.Q(accepted_at=None) | models.Q(revoked_at=None), name="invitation_ends_once"
            ),
            models.CheckConstraint(
                condition=models.Q(job__isnull=False) | models.Q(team_role=""), name="team_role_has_its_job"
            ),
        ]

    def __str__(self) -> str:
        return gettext("Invitation of {person}").format(person=self.user)

    def is_open(self, at: datetime) -> bool:
        return self.accepted_at is None and self.revoked_at is None and at < self.expires_at
