"""What kind of work a job is: for the law (FLSA, EEO-1), for reports, and for the choice of its workflow."""

from django.db import models


class EmploymentType(models.TextChoices):
    FULL_TIME = "full_time", "Full-time"
    PART_TIME = "part_time", "Part-time"
    TEMPORARY = "temporary", "Temporary"
    CONTRACT = "contract", "Contract"
    INTERNSHIP = "internship", "Internship"
    APPRENTICESHIP = "apprenticeship", "Apprenticeship"


class FlsaStatus(models.TextChoices):
    """Overtime under the US Fair Labor Standards Act; pay and duties decide it, never the title alone."""

    EXEMPT = "exempt", "Exempt"
    NON_EXEMPT = "non_exempt", "Non-exempt"


class EeoCategory(models.TextChoices):
    """The ten job categories of EEO-1 Component 1 (code set of 2007), by their row in the report."""

    EXECUTIVES = "1.1", "1.1 Executive/Senior Level Officials and Managers"
    MANAGERS = "1.2", "1.2 First/Mid Level Officials and Managers"
    PROFESSIONALS = "2", "2 Professionals"
    TECHNICIANS = "3", "3 Technicians"
    SALES = "4", "4 Sales Workers"
    ADMINISTRATIVE = "5", "5 Administrative Support Workers"
    CRAFT = "6", "6 Craft Workers"
    OPERATIVES = "7", "7 Operatives"
    LABORERS = "8", "8 Laborers and Helpers"
    SERVICE = "9", "9 Service Workers"


class RemotePolicy(models.TextChoices):
    ON_SITE = "on_site", "On site"
    HYBRID = "hybrid", "Hybrid"
    REMOTE = "remote", "Remote"


class Priority(models.TextChoices):
    LOW = "low", "Low"
    NORMAL = "normal", "Normal"
    HIGH = "high", "High"
    URGENT = "urgent", "Urgent"


class HiringReason(models.TextChoices):
    """Why the job exists at all."""

    NEW_HEADCOUNT = "new_headcount", "New headcount"
    BACKFILL = "backfill", "Backfill"
    CONVERSION = "conversion", "Conversion of a temporary worker"
    EVERGREEN = "evergreen", "Evergreen (pipeline)"
    INTERNAL_ONLY = "internal_only", "Internal only"
    CAMPUS = "campus", "Campus"
    EXECUTIVE = "executive", "Executive search"
    CONTINGENT = "contingent", "Contingent"
    PROJECT = "project", "Project"


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
        "FLSA status", max_length=12, choices=FlsaStatus.choices, blank=True, default="", db_default=""
    )
    eeo_category = models.CharField(
        "EEO-1 job category", max_length=4, choices=EeoCategory.choices, blank=True, default="", db_default=""
    )
    job_group = models.ForeignKey(
        "ats.JobGroup",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="%(class)ss",
        verbose_name="AAP job group",
    )
    is_technical = models.BooleanField("technical", default=False, db_default=False)

    class Meta:
        abstract = True


CLASSIFICATION = tuple(field.name for field in Classified._meta.local_fields)
