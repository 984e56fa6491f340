"""Two records of one person made one, in a way that can be undone."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models
from django.utils.translation import gettext

from ats.kernel.access import ScopedQuerySet
from ats.kernel.base import Noun
from ats.models.candidate import Candidate
from ats.permissions import CorePermission


class MergeQuerySet(ScopedQuerySet):
    """Seen with the record that was kept."""

    view_permission = CorePermission.CANDIDATES_VIEW

    def scope_q(self, scope: str, user: Any, unit_id: UUID | None) -> models.Q:
        return models.Q(survivor__in=Candidate.objects.within(scope, user, unit_id))

    def in_force(self) -> "MergeQuerySet":
        """Those that nobody has undone, the newest first."""
        return self.filter(unmerged_at=None).order_by("-merged_at", "-id")


class CandidateMerge(Noun):
    """`absorbed` became part of `survivor`. `moved` names the rows that went along, by model; `changes` what became of
    the survivor's own facts, each with its value before and after. With both an undoing finds everything again."""

    survivor = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="merges")
    absorbed = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="merged_by")
    reason = models.CharField(max_length=300, blank=True, default="")
    merged_at = models.DateTimeField()
    merged_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    moved = models.JSONField(default=dict)
    changes = models.JSONField(default=dict)
    unmerged_at = models.DateTimeField(null=True, blank=True)
    unmerged_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    unmerge_reason = models.CharField(max_length=300, blank=True, default="")
    objects = MergeQuerySet.as_manager()

    class Meta:
        ordering = ["-merged_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(survivor=models.F("absorbed")), name="merge_of_two"),
            models.UniqueConstraint(
                fields=["absorbed"], condition=models.Q(unmerged_at=None), name="one_merge_of_a_record"
            ),
        ]

    def __str__(self) -> str:
        return gettext("{absorbed} into {survivor}").format(absorbed=self.absorbed, survivor=self.survivor)

    @property
    def is_undone(self) -> bool:
        return self.unmerged_at is not None
