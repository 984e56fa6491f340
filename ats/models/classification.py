"""What kind of work a job is: for the law (FLSA, EEO-1), for reports, and for the choice of its workflow."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EmploymentType(models.TextChoices):
    FULL_TIME = "full_time", _("Full-time")
    PART_TIME = "part_time", _("Part-time")
    TEMPORARY = "temporary", _("Temporary")
    CONTRACT = "contract", _("Contract")
    INTERNSHIP = "internship", _("Internship")
    APPRENTICESHIP = "apprenticeship", _("Apprenticeship")


class FlsaStatus(models.TextChoices):
    """Overtime under the US Fair Labor Standards Act; pay and duties decide it, never the title alone."""

    EXEMPT = "exempt", _("Exempt")
    NON_EXEMPT = "non_exempt", _("Non-exempt")


class EeoCategory(models.TextChoices):
    """The ten job categories of EEO-1 Component 1 (code set of 2007), by their row in the report."""

    EXECUTIVES = "1.1", _("1.1 Executive/Senior Level Officials and Managers")
    MANAGERS = "1.2", _("1.2 First/Mid Level Officials and Managers")
    PROFESSIONALS = "2", _("2 Professionals")
    TECHNICIANS = "3", _("3 Technicians")
    SALES = "4", _("4 Sales Workers")
    ADMINISTRATIVE = "5", _("5 Administrative Support Workers")
    CRAFT = "6", _("6 Craft Workers")
    OPERATIVES = "7", _("7 Operatives")
    LABORERS = "8", _("8 Laborers and Helpers")
    SERVICE = "9", _("9 Service Workers")


class RemotePolicy(models.TextChoices):
    ON_SITE = "on_site", _("On site")
    HYBRID = "hybrid", _("Hybrid")
    REMOTE = "remote", _("Remote")


class Priority(models.TextChoices):
    LOW = "low", _("Low")
    NORMAL = "normal", _("Normal")
    HIGH = "high", _("High")
    URGENT = "urgent", _("Urgent")


class HiringReason(models.TextChoices):
    """Why the job exists at all."""

    NEW_HEADCOUNT = "new_headcount", _("New headcount")
    BACKFILL = "backfill", _("Backfill")
    CONVERSION = "conversion", _("Conversion of a temporary worker")
    EVERGREEN = "evergreen", _("Evergreen (pipeline)")
    INTERNAL_ONLY = "internal_only", _("Internal only")
    CAMPUS = "campus", _("Campus")
    EXECUTIVE = "executive", _("Executive search")
    CONTINGENT = "contingent", _("Contingent")
    PROJECT = "project", _("Project")


class Classified(models.Model):
    """The classification that jobs and job templates share; "" means that nobody has said yet."""

    employment_type = models.CharField(
        max_length=20, choices=EmploymentType.choices, blank=True, default="", db_default=""
    )
    remote_policy = models.CharField(max_length=10, choices=RemotePolicy.choices, blank=True, default="", db_default="")
    job_family = models.ForeignKey(
        "ats.JobFamily", null=True, blank=True, on_delete=models.PROTECT, related_name="%(class)ss"
    )
    flsa_status = models.CharField(
        _("FLSA status"), max_length=12, choices=FlsaStatus.choices, blank=True, default="", db_default=""
    )
    eeo_category = models.CharField(
        _("EEO-1 job category"), max_length=4, choices=EeoCategory.choices, blank=True, default="", db_default=""
    )
    job_group = models.ForeignKey(
        "ats.JobGroup",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="%(class)ss",
        verbose_name=_("AAP job group"),
    )
    is_technical = models.BooleanField(_("technical"), default=False, db_default=False)

    class Meta:
        abstract = True


CLASSIFICATION = tuple(field.name for field in Classified._meta.local_fields)
