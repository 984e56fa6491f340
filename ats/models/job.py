"""The job (requisition): what is to be hired, and by whom."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase

from ats.kernel.access import Scope, ScopedQuerySet
from ats.kernel.base import Noun, known, tracked
from ats.kernel.looks import Look
from ats.kernel.pages.words import money
from ats.kernel.taken import declare
from ats.models.classification import (
    Classified,
    EeoCategory,
    EmploymentType,
    FlsaStatus,
    HiringReason,
    Priority,
    RemotePolicy,
)
from ats.permissions import CorePermission


class JobStatus(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PENDING_APPROVAL = "pending_approval", _("Pending approval")
    APPROVED = "approved", _("Approved")
    OPEN = "open", pgettext_lazy("state of a job", "Open")
    ON_HOLD = "on_hold", _("On hold")
    FILLED = "filled", _("Filled")
    CLOSED = "closed", _("Closed")
    CANCELLED = "cancelled", _("Cancelled")


JOB_LOOKS = {
    JobStatus.DRAFT: Look("mute", "pencil"),
    JobStatus.PENDING_APPROVAL: Look("warn", "hourglass"),
    JobStatus.APPROVED: Look("info", "badge-check"),
    JobStatus.OPEN: Look("ok", "circle-check"),
    JobStatus.ON_HOLD: Look("warn", "pause"),
    JobStatus.FILLED: Look("ok", "badge-check"),
    JobStatus.CLOSED: Look("mute", "circle-x"),
    JobStatus.CANCELLED: Look("mute", "circle-x"),
}
JOB_TRANSITIONS: dict[str, set[str]] = {
    JobStatus.DRAFT: {JobStatus.PENDING_APPROVAL, JobStatus.CANCELLED},
    JobStatus.PENDING_APPROVAL: {JobStatus.APPROVED, JobStatus.DRAFT, JobStatus.CANCELLED},
    JobStatus.APPROVED: {JobStatus.OPEN, JobStatus.DRAFT, JobStatus.CANCELLED},
    JobStatus.OPEN: {JobStatus.ON_HOLD, JobStatus.FILLED, JobStatus.CLOSED, JobStatus.CANCELLED},
    JobStatus.ON_HOLD: {JobStatus.OPEN, JobStatus.CLOSED, JobStatus.CANCELLED},
    JobStatus.FILLED: {JobStatus.OPEN, JobStatus.CLOSED},
    JobStatus.CLOSED: set(),
    JobStatus.CANCELLED: set(),
}

# Over: nobody goes forward in it any more. What is over can still be turned down, and the hired still start.
JOB_OVER = {JobStatus.FILLED, JobStatus.CLOSED, JobStatus.CANCELLED}

# What an approval is about; the number of openings belongs to it too (see JobVersion).
JOB_TERMS = ("department", "level", "pay_min", "pay_max", "pay_currency", "pay_unit")


class PayUnit(models.TextChoices):
    YEAR = "year", _("a year")
    MONTH = "month", _("a month")
    HOUR = "hour", _("an hour")


class TeamRole(models.TextChoices):
    RECRUITER = "recruiter", _("Recruiter")
    COORDINATOR = "coordinator", _("Coordinator")
    SOURCER = "sourcer", _("Sourcer")
    HIRING_MANAGER = "hiring_manager", _("Hiring manager")
    INTERVIEWER = "interviewer", _("Interviewer")
    HRBP = "hrbp", _("HR business partner")
    EXECUTIVE = "executive", _("Executive sponsor")


class JobQuerySet(ScopedQuerySet):
    view_permission = CorePermission.JOBS_VIEW

    def scope_q(self, scope: str, user: Any, unit_id: UUID | None) -> models.Q:
        if scope == Scope.DEPARTMENT:
            return models.Q(department_id=unit_id)
        if scope == Scope.REGION:
            return models.Q(pk__in=Job.objects.filter(locations__region_id=unit_id).values("pk"))
        team = models.Q(pk__in=HiringTeamMember.objects.filter(user=user).values("job_id"))
        if scope == Scope.TEAM:
            return team
        asked = Job.objects.filter(applications__interviews__interviewers=user)
        return team | models.Q(pk__in=asked.values("pk"))

    def within(self, scope: str, user: Any, unit_id: UUID | None) -> "JobQuerySet":
        return self.filter(self.scope_q(scope, user, unit_id))

    def granted_q(self, user: Any) -> models.Q:
        return models.Q(pk__in=Job.objects.granted_to(user).values("pk"))

    def granted_to(self, user: Any) -> "JobQuerySet":
        """Jobs whose `view_job` was granted singly (django-guardian) to `user` or to a group of theirs."""
        people = JobUserObjectPermission.objects.filter(user=user, permission__codename="view_job")
        groups = JobGroupObjectPermission.objects.filter(group__user=user, permission__codename="view_job")
        return self.filter(
            models.Q(pk__in=people.values("content_object_id")) | models.Q(pk__in=groups.values("content_object_id"))
        )


class OfJobQuerySet(ScopedQuerySet):
    """Rows that hang on a job and are seen with it."""

    view_permission = CorePermission.JOBS_VIEW

    def scope_q(self, scope: str, user: Any, unit_id: UUID | None) -> models.Q:
        return models.Q(job__in=Job.objects.within(scope, user, unit_id))

    def granted_q(self, user: Any) -> models.Q:
        return models.Q(job__in=Job.objects.granted_to(user))


class Job(Classified, Noun):
    requisition_id = models.CharField(
        max_length=30, unique=True, help_text=_("A label such as REQ-2417, never an address")
    )
    name = models.CharField(max_length=160)
    status = models.CharField(max_length=20, choices=JobStatus.choices, default=JobStatus.DRAFT)
    department = models.ForeignKey("ats.Department", on_delete=models.PROTECT, related_name="jobs")
    locations = models.ManyToManyField("ats.Location", related_name="jobs", blank=True)
    level = models.CharField(max_length=40, blank=True, default="")
    description = models.TextField(blank=True, default="")
    keywords = ArrayField(
        models.CharField(max_length=60),
        default=list,
        db_default=[],
        blank=True,
        help_text=_("Words that are marked in the CVs of this job, such as Go or PCI DSS"),
    )
    pay_min = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    pay_max = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    pay_currency = models.CharField(max_length=3, default="EUR")
    pay_unit = models.CharField(max_length=10, choices=PayUnit.choices, default=PayUnit.YEAR)
    shows_pay = models.BooleanField(
        _("show the pay range on the post"), default=False, db_default=False, help_text=_("Everybody reads it there")
    )
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    target_date = models.DateField(null=True, blank=True)
    priority = models.CharField(
        max_length=10, choices=Priority.choices, default=Priority.NORMAL, db_default=Priority.NORMAL
    )
    hiring_reason = models.CharField(
        _("reason for hiring"), max_length=20, choices=HiringReason.choices, blank=True, default="", db_default=""
    )
    backfill_of = models.CharField(
        max_length=120, blank=True, default="", db_default="", help_text=_("Who leaves, where the reason is a backfill")
    )
    reason = models.CharField(max_length=300, blank=True, default="", help_text=_("Why the job is on hold or closed"))
    is_imported = models.BooleanField(default=False)
    opens_when_approved = models.BooleanField(default=True, help_text=_("Publish at once after the last approval"))
    custom_fields = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(
        default=0,
        db_default=0,
        editable=False,
        help_text=_("The latest JobVersion; 0 before the job was ever submitted"),
    )
    approved_version = models.PositiveIntegerField(null=True, blank=True, editable=False)
    objects = JobQuerySet.as_manager()
    history = tracked(m2m_fields=[locations])

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(pay_min__isnull=True)
                | models.Q(pay_max__isnull=True)
                | models.Q(pay_min__lte=models.F("pay_max")),
                name="pay_range_in_order",
            ),
            models.CheckConstraint(
                condition=models.Q(pay_min__isnull=True) | models.Q(pay_min__gte=0), name="pay_not_negative"
            ),
            models.CheckConstraint(condition=models.Q(status__in=JobStatus.values), name="job_status_known"),
            models.UniqueConstraint(
                fields=["external_id"], condition=~models.Q(external_id=""), name="one_job_per_external_id"
            ),
            models.CheckConstraint(
                condition=models.Q(pay_currency__regex="^[A-Z]{3}$"), name="pay_currency_is_three_letters"
            ),
            known("employment_type", EmploymentType, "job_employment_type_known", blank=True),
            known("remote_policy", RemotePolicy, "job_remote_policy_known", blank=True),
            known("flsa_status", FlsaStatus, "job_flsa_status_known", blank=True),
            known("eeo_category", EeoCategory, "job_eeo_category_known", blank=True),
            known("priority", Priority, "job_priority_known"),
            known("hiring_reason", HiringReason, "job_hiring_reason_known", blank=True),
        ]
        indexes = [models.Index(fields=["status", "-created_at", "-id"], name="jobs_by_status")]

    def __str__(self) -> str:
        return f"{self.requisition_id} {self.name}"

    def may_become(self, status: str) -> bool:
        return status in JOB_TRANSITIONS[self.status]

    @property
    def pay_range(self) -> str:
        """The range in words, or "" when there is none; for those only who may see pay (ats.kernel.access.sees_pay)."""
        return pay_in_words(self)

    @property
    def terms(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in JOB_TERMS}

    @property
    def look(self) -> Look:
        return JOB_LOOKS[JobStatus(self.status)]

    @property
    def is_draft(self) -> bool:
        return self.status == JobStatus.DRAFT

    @property
    def takes_applications(self) -> bool:
        return self.status == JobStatus.OPEN

    @property
    def is_on_hold(self) -> bool:
        return self.status == JobStatus.ON_HOLD

    @property
    def is_over(self) -> bool:
        """Filled, closed or cancelled."""
        return self.status in JOB_OVER


REQUISITION = "ats_job_requisition_id_key"
declare("one_job_per_external_id", _("Another job has this external id. Look it up and change that one."))
declare(REQUISITION, _("Another job has this requisition id. Choose a different one."), field="requisition_id")


def pay_in_words(terms: Any) -> str:
    """Such as "€78,000 to €98,000 a year"; "" where there is no range."""
    amounts = [money(amount, terms.pay_currency) for amount in (terms.pay_min, terms.pay_max) if amount is not None]
    if not amounts:
        return ""
    unit = terms.get_pay_unit_display()
    if len(amounts) == 1:
        return gettext("{amount} {unit}").format(amount=amounts[0], unit=unit)
    return gettext("{low} to {high} {unit}").format(low=amounts[0], high=amounts[1], unit=unit)


class JobUserObjectPermission(UserObjectPermissionBase):
    """A single grant on one job to one person (django-guardian, direct foreign key).

    `view_job` shows the job with its openings, team, posts, applications and their candidates to somebody whose role may
    see such things elsewhere; no pay, contact points, scorecards, offers or deeds come with it.
    """

    content_object = models.ForeignKey(Job, on_delete=models.CASCADE)


class JobGroupObjectPermission(GroupObjectPermissionBase):
    content_object = models.ForeignKey(Job, on_delete=models.CASCADE)


class HiringTeamMember(Noun):
    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="hiring_team")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="hiring_teams")
    role = models.CharField(max_length=20, choices=TeamRole.choices)
    objects = OfJobQuerySet.as_manager()
    history = tracked()

    class Meta:
        ordering = ["role"]
        constraints = [models.UniqueConstraint(fields=["job", "user", "role"], name="once_per_team_role")]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}"


declare("once_per_team_role", _("Somebody else has just put this person on the team. Look at the job again."))
