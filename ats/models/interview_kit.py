"""What an interview is for: its questions, what to rate, and how long it takes. For one job, or for every job."""

from typing import Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from ats.kernel.access import ScopedQuerySet
from ats.kernel.base import Noun, tracked
from ats.models.job import Job
from ats.permissions import CorePermission

LONGEST_KIT = 8 * 60


class InterviewKitQuerySet(ScopedQuerySet):
    """Those of every job are seen by all who see interviews; a job's own, with the job."""

    view_permission = CorePermission.INTERVIEWS_VIEW

    def scope_q(self, scope: str, user: Any, unit_id: UUID | None) -> models.Q:
        return models.Q(job=None) | models.Q(job__in=Job.objects.within(scope, user, unit_id))

    def for_job(self, job: Job) -> "InterviewKitQuerySet":
        """What can be chosen for an interview of `job`: its own kits first, then those of every job."""
        rows = self.filter(models.Q(job=job) | models.Q(job=None), is_active=True)
        return rows.order_by(models.F("job").asc(nulls_last=True), "name", "pk")


class InterviewKit(Noun):
    job = models.ForeignKey(
        Job, null=True, blank=True, on_delete=models.CASCADE, related_name="kits", help_text=_("Empty: for every job")
    )
    name = models.CharField(max_length=160)
    purpose = models.TextField(blank=True, default="", help_text=_("What this interview is to find out"))
    questions = models.TextField(blank=True, default="", help_text=_("What to ask, one per line"))
    guidance = models.TextField(blank=True, default="", help_text=_("How to hold it: times, tone, what not to ask"))
    attributes = models.JSONField(default=list, blank=True, help_text=_('[{"name", "meaning"}], as the scorecard asks'))
    minutes = models.PositiveSmallIntegerField(default=60, help_text=_("How long it takes"))
    is_active = models.BooleanField(default=True, help_text=_("Can be chosen for new interviews"))
    objects = InterviewKitQuerySet.as_manager()
    history = tracked()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["job", "name"], nulls_distinct=False, name="one_kit_of_a_name_per_job"),
            models.CheckConstraint(
                condition=models.Q(minutes__gte=5, minutes__lte=LONGEST_KIT), name="kit_takes_a_sensible_time"
            ),
            models.CheckConstraint(condition=~models.Q(name=""), name="kit_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def attribute_names(self) -> list[str]:
        return [entry["name"] for entry in self.attributes]

    @property
    def meanings(self) -> dict[str, str]:
        """One line of meaning by attribute."""
        return {entry["name"]: entry.get("meaning", "") for entry in self.attributes}

    @property
    def asked(self) -> list[str]:
        """The questions, one by one."""
        return [line.strip() for line in self.questions.splitlines() if line.strip()]
