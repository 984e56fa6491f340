"""In how many openings a job hires."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ats.kernel.base import Noun, tracked
from ats.kernel.taken import declare
from ats.models.job import Job, OfJobQuerySet


class OpeningQuerySet(OfJobQuerySet):
    def free(self) -> "OpeningQuerySet":
        """Neither filled nor closed."""
        return self.filter(application=None, closed_at=None)


class Opening(Noun):
    """One headcount, with its own dates; filled by one application."""

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="openings")
    opening_id = models.CharField(max_length=40)
    target_start_date = models.DateField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    application = models.OneToOneField(
        "ats.Application", null=True, blank=True, on_delete=models.PROTECT, related_name="opening"
    )
    objects = OpeningQuerySet.as_manager()
    history = tracked()

    class Meta:
        ordering = ["opening_id"]
        constraints = [models.UniqueConstraint(fields=["job", "opening_id"], name="opening_id_once_per_job")]

    def __str__(self) -> str:
        return self.opening_id


OPENING_ID = "opening_id_once_per_job"
declare(OPENING_ID, _("This job has an opening with this id already. Choose a different one."), field="opening_id")
