"""The terms of a job that approvers were asked about, submission by submission."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ats.kernel.base import Noun
from ats.models.job import JOB_TERMS, Job, OfJobQuerySet, PayUnit, pay_in_words


class JobVersion(Noun):
    """What one submission asks for; a new row at each, never changed, so the rows are their own history.

    A draft's terms are the job's own. Once approved, the job's terms change only by the approval of a newer version.
    """

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    department = models.ForeignKey("ats.Department", on_delete=models.PROTECT, related_name="+")
    level = models.CharField(max_length=40, blank=True, default="")
    pay_min = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    pay_max = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    pay_currency = models.CharField(max_length=3, default="EUR")
    pay_unit = models.CharField(max_length=10, choices=PayUnit.choices, default=PayUnit.YEAR)
    openings = models.PositiveSmallIntegerField(help_text=_("Headcount in all, those that exist already included"))
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    objects = OfJobQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["job", "number"], name="job_version_number_once"),
            models.CheckConstraint(
                condition=models.Q(pay_min__isnull=True)
                | models.Q(pay_max__isnull=True)
                | models.Q(pay_min__gte=0, pay_min__lte=models.F("pay_max")),
                name="job_version_pay_in_order",
            ),
        ]

    def __str__(self) -> str:
        return gettext("Version {number}").format(number=self.number)

    @property
    def pay_range(self) -> str:
        """The range in words, for those only who may see pay."""
        return pay_in_words(self)

    @property
    def terms(self) -> dict[str, object]:
        """What the job takes over when this version is approved."""
        return {name: getattr(self, name) for name in JOB_TERMS}
