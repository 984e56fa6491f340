"""One candidate for one job."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from ats.kernel.access import Scope, ScopedQuerySet
from ats.kernel.base import Noun, outside_id, tracked
from ats.kernel.looks import Look
from ats.kernel.taken import declare
from ats.models.job import Job
from ats.models.job_post import QuestionKind
from ats.models.organisation import SharedQuerySet
from ats.permissions import CorePermission


class Stage(models.TextChoices):
    """The company-wide phase; reports compare workflows by it."""

    LEAD = "lead", pgettext_lazy("stage of an application", "Lead")
    APPLIED = "applied", _("Applied")
    SCREENING = "screening", _("Screening")
    ASSESSMENT = "assessment", _("Assessment")
    INTERVIEW = "interview", _("Interview")
    OFFER = "offer", _("Offer")
    PRE_BOARDING = "pre_boarding", _("Pre-boarding")
    STARTED = "started", _("Started")


class ApplicationStatus(models.TextChoices):
    """The one vocabulary of an application's state, on every page, in every filter and answer (SR-5.3)."""

    ACTIVE = "active", _("Active")
    HIRED = "hired", _("Hired")
    REJECTED = "rejected", pgettext_lazy("an application", "Rejected")
    WITHDRAWN = "withdrawn", _("Withdrawn")


APPLICATION_LOOKS = {
    ApplicationStatus.ACTIVE: Look("info"),
    ApplicationStatus.HIRED: Look("ok", "badge-check"),
    ApplicationStatus.REJECTED: Look("mute", "x"),
    ApplicationStatus.WITHDRAWN: Look("mute", "x"),
}


class Source(Noun):
    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=60, blank=True, default="")
    is_active = models.BooleanField(default=True)
    objects = SharedQuerySet.as_manager()
    history = tracked()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class ReasonType(models.TextChoices):
    WE_DECLINED = "we_declined", _("We declined")
    THEY_WITHDREW = "they_withdrew", _("They withdrew")


class RejectionReason(Noun):
    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=160)
    type = models.CharField(max_length=20, choices=ReasonType.choices)
    is_active = models.BooleanField(default=True)
    objects = SharedQuerySet.as_manager()
    history = tracked()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class ApplicationQuerySet(ScopedQuerySet):
    view_permission = CorePermission.APPLICATIONS_VIEW

    def scope_q(self, scope: str, user: Any, unit_id: UUID | None) -> models.Q:
        if scope != Scope.OWN:
            return models.Q(job__in=Job.objects.within(scope, user, unit_id))
        asked = Application.objects.filter(interviews__interviewers=user).values("pk")
        return models.Q(owner=user) | models.Q(pk__in=asked)  # credit shows nothing: whoever refers a person gets it

    def within(self, scope: str, user: Any, unit_id: UUID | None) -> "ApplicationQuerySet":
        return self.filter(self.scope_q(scope, user, unit_id))

    def granted_q(self, user: Any) -> models.Q:
        return models.Q(job__in=Job.objects.granted_to(user))


class OfApplicationQuerySet(ScopedQuerySet):
    """Rows that hang on an application and reach as far as it does."""

    view_permission = CorePermission.APPLICATIONS_VIEW

    def scope_q(self, scope: str, user: Any, unit_id: UUID | None) -> models.Q:
        return models.Q(application__in=Application.objects.within(scope, user, unit_id))

    def granted_q(self, user: Any) -> models.Q:
        return models.Q(application__job__in=Job.objects.granted_to(user))


class Application(Noun):
    candidate = models.ForeignKey("ats.Candidate", on_delete=models.PROTECT, related_name="applications")
    job = models.ForeignKey("ats.Job", on_delete=models.PROTECT, related_name="applications")
    status = models.CharField(max_length=12, choices=ApplicationStatus.choices, default=ApplicationStatus.ACTIVE)
    stage = models.CharField(max_length=12, choices=Stage.choices, default=Stage.APPLIED)
    source = models.ForeignKey(Source, null=True, blank=True, on_delete=models.PROTECT, related_name="applications")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="owned_applications"
    )
    credited_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    applied_at = models.DateTimeField()
    rejected_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    rejection_reason = models.ForeignKey(
        RejectionReason, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    hired_at = models.DateTimeField(null=True, blank=True)
    start_date = models.DateField(null=True, blank=True)
    is_imported = models.BooleanField(default=False)
    custom_fields = models.JSONField(default=dict, blank=True)
    objects = ApplicationQuerySet.as_manager()
    history = tracked()

    class Meta:
        ordering = ["-applied_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status__in=ApplicationStatus.values), name="application_status_known"
            ),
            models.CheckConstraint(condition=models.Q(stage__in=Stage.values), name="application_stage_known"),
            models.CheckConstraint(
                condition=~models.Q(status="withdrawn") | models.Q(withdrawn_at__isnull=False),
                name="withdrawn_has_its_time",
            ),
            models.UniqueConstraint(
                fields=["candidate", "job"], condition=models.Q(status="active"), name="one_active_application_per_job"
            ),
            models.UniqueConstraint(
                fields=["external_id"], condition=~models.Q(external_id=""), name="one_application_per_external_id"
            ),
            models.CheckConstraint(
                condition=~models.Q(status="hired") | models.Q(hired_at__isnull=False), name="hired_has_its_time"
            ),
            models.CheckConstraint(
                condition=~models.Q(status="rejected") | models.Q(rejected_at__isnull=False),
                name="rejected_has_its_time",
            ),
        ]
        indexes = [
            models.Index(fields=["job", "status", "stage"], name="application_board"),
            models.Index(fields=["-created_at", "-id"], name="applications_newest"),
            models.Index(
                fields=["-applied_at", "-id"], condition=models.Q(status="active"), name="active_applications_newest"
            ),
            models.Index(
                fields=["stage", "updated_at", "id"],
                condition=models.Q(status="active"),
                name="active_applications_by_stage",
            ),
            models.Index(
                fields=["owner", "id"], condition=models.Q(status="active"), name="active_applications_of_owner"
            ),
        ]

    def __str__(self) -> str:
        return gettext("{candidate} for {job}").format(candidate=self.candidate, job=self.job.name)

    @property
    def look(self) -> Look:
        return APPLICATION_LOOKS[ApplicationStatus(self.status)]

    @property
    def is_active(self) -> bool:
        return self.status == ApplicationStatus.ACTIVE


declare(
    "one_application_per_external_id", _("Another application has this external id. Look it up and change that one.")
)
declare("one_active_application_per_job", _("This person has an active application for the job already."))


class Answer(Noun):
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey("ats.JobQuestion", on_delete=models.PROTECT, related_name="answers")
    value = models.TextField(blank=True, default="")
    objects = OfApplicationQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["application", "question"], name="one_answer_per_question")]

    @property
    def shown(self) -> str:
        return answer_in_words(self.question.kind, self.value)


def answer_in_words(kind: str, value: str) -> str:
    """The answer as people read it: kept is a code where the question knows only yes and no."""
    if kind != QuestionKind.YES_NO:
        return value
    return {"yes": gettext("Yes"), "no": gettext("No")}.get(value, value)


class SourceTouch(Noun):
    """One contact of a candidate with the company; every touch is kept."""

    external_id = outside_id()
    candidate = models.ForeignKey("ats.Candidate", on_delete=models.CASCADE, related_name="source_touches")
    application = models.ForeignKey(
        Application,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="source_touches",
        db_index=False,
    )
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    detail = models.JSONField(default=dict, blank=True, help_text=_("utm parameters, referrer"))

    class Meta:
        ordering = ["at"]
        indexes = [
            models.Index(
                fields=["application"], condition=models.Q(application__isnull=False), name="touches_of_application"
            )
        ]
