"""What happens to an application: visits, completed gate items, escalations. These rows are their own history."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import pgettext_lazy

from ats.kernel.base import Noun
from ats.models import Application, ApplicationStatus, Job, JobStatus
from ats.models.application import OfApplicationQuerySet


class VisitOutcome(models.TextChoices):
    ADVANCED = "advanced", _l("Moved on")
    REGRESSED = "regressed", _l("Moved back")
    BYPASSED = "bypassed", _l("Bypassed")
    SKIPPED = "skipped", _l("Skipped")
    REJECTED = "rejected", pgettext_lazy("an application", "Rejected")
    TRANSFERRED = "transferred", _l("Moved to another job")
    WITHDRAWN = "withdrawn", _l("Withdrawn")
    HIRED = "hired", _l("Hired")
    IMPORTED = "imported", _l("Closed by import")


class Cause(models.TextChoices):
    """Why somebody is where they are."""

    PERSON = "person", _l("A person moved them")
    APPLICATION = "application", _l("They applied")
    EVENT = "event", _l("An event completed the milestone")
    CLOCK = "clock", _l("The time limit completed the milestone")
    IMPORT = "import", _l("Imported")


# Statuses of a job in which no clock of its applications runs. Whoever is hired goes on after the job is filled or
# closed, since their first day comes all the same; only a hold stops them too.
STOPPED = frozenset({JobStatus.ON_HOLD, JobStatus.FILLED, JobStatus.CLOSED, JobStatus.CANCELLED})
GOING_ON = [status for status in JobStatus if status not in STOPPED]


OVER = {
    JobStatus.FILLED: _l("Job filled"),
    JobStatus.CLOSED: _l("Job closed"),
    JobStatus.CANCELLED: _l("Job cancelled"),
}


def job_is(job: Job) -> str:
    """In two words how a job that is over ended."""
    return str(OVER[JobStatus(job.status)])


def stands_still(job_status: str, application_status: str) -> bool:
    """Whether the clock of a visit is stopped; `runs` says of visits in a query where it isn't."""
    if application_status == ApplicationStatus.HIRED:
        return job_status == JobStatus.ON_HOLD
    return job_status in STOPPED


def runs() -> models.Q:
    """Of visits: their clock runs. The few jobs that go on are found once, and not looked up for each of a thousand visits."""
    held = Job.objects.filter(status=JobStatus.ON_HOLD)
    is_hired = models.Q(application__status=ApplicationStatus.HIRED)
    goes_on = models.Q(application__job__in=Job.objects.filter(status__in=GOING_ON))
    return goes_on | (is_hired & ~models.Q(application__job__in=held))


def pause_of(job: Job, application_status: str) -> str:
    """Why the clock of a visit stands still, in a word; empty where it runs."""
    if not stands_still(job.status, application_status):
        return ""
    return _("On hold") if job.status == JobStatus.ON_HOLD else job_is(job)


class VisitQuerySet(OfApplicationQuerySet):
    def last_of(self, application: Application) -> "Visit | None":
        """The open visit, or the last one where none is open."""
        visits = self.filter(application=application).order_by("-position")
        last: Visit | None = visits.select_related("milestone__definition", "milestone__version__workflow").first()
        return last


class Visit(Noun):
    """One stay of one application in one milestone."""

    application = models.ForeignKey("ats.Application", on_delete=models.CASCADE, related_name="visits")
    milestone = models.ForeignKey("milestones.Milestone", on_delete=models.PROTECT, related_name="visits")
    entered_at = models.DateTimeField()
    exited_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=12, choices=VisitOutcome.choices, blank=True, default="")
    cause = models.CharField(max_length=12, choices=Cause.choices, default=Cause.PERSON)
    cause_detail = models.JSONField(default=dict, blank=True, help_text=_l("Codes and ids only: event, version, from"))
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    exited_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    note = models.TextField(
        blank=True, default="", help_text=_l("The note written with the move that ended this visit")
    )
    entry_note = models.TextField(blank=True, default="", help_text=_l("The note written with a reopening"))
    exit_detail = models.JSONField(default=dict, blank=True, help_text=_l("Codes only: to, reason"))
    pauses = models.JSONField(
        default=list, blank=True, help_text=_l("Stretches in which the job was on hold: [from, to]")
    )
    level_dues = models.JSONField(
        default=dict, blank=True, help_text=_l("When each escalation level is due: level to time")
    )
    timer_version = models.PositiveIntegerField(
        default=0, help_text=_l("The planning that counts; timers armed for an older one are stale")
    )
    objects = VisitQuerySet.as_manager()
    position = models.PositiveIntegerField(
        default=0, help_text=_l("Order of an application's visits, also within one second")
    )
    legacy_label = models.CharField(max_length=120, blank=True, default="")
    # Of a visit that a standing has read: what waits and would end with it. One that has just begun has none of it.
    bypass_waits = mail_waits = matters_wait = False

    class Meta:
        ordering = ["application", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"], condition=models.Q(exited_at__isnull=True), name="one_open_visit"
            ),
            models.UniqueConstraint(fields=["application", "position"], name="visit_position_once"),
            models.CheckConstraint(
                condition=models.Q(exited_at__isnull=True) | models.Q(exited_at__gte=models.F("entered_at")),
                name="visit_exits_after_entry",
            ),
            models.CheckConstraint(
                condition=models.Q(exited_at__isnull=True) | ~models.Q(outcome=""), name="visit_exits_with_outcome"
            ),
        ]
        indexes = [
            models.Index(fields=["milestone"], condition=models.Q(exited_at__isnull=True), name="open_visits"),
            models.Index(
                fields=["due_at", "id"],
                include=["application"],
                condition=models.Q(exited_at__isnull=True),
                name="open_visits_due_first",
            ),
        ]

    @property
    def paused_reason(self) -> str:
        """Read by the time badge."""
        return pause_of(self.application.job, self.application.status)

    @property
    def stopped_at(self) -> datetime | None:
        return self.exited_at


class VisitSignal(Noun):
    """A domain event that the visit's milestone was waiting for, once however often it is delivered."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="signals")
    code = models.CharField(max_length=60)
    received_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["visit", "code"], name="signal_once_per_visit")]


class GateItemCompletion(Noun):
    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="completions")
    gate_item = models.ForeignKey("milestones.GateItem", on_delete=models.PROTECT, related_name="completions")
    completed_at = models.DateTimeField()
    completed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    note = models.TextField(blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["visit", "gate_item"], name="gate_item_once_per_visit")]


class EscalationState(models.TextChoices):
    ACTED = "acted", _l("Acted")
    SUPERSEDED = "superseded", _l("Superseded by a higher level")


class Escalation(Noun):
    """One level of one visit, at most once."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="escalations")
    level = models.PositiveSmallIntegerField()
    action = models.CharField(max_length=20)
    state = models.CharField(max_length=12, choices=EscalationState.choices)
    due_at = models.DateTimeField()
    acted_at = models.DateTimeField()

    class Meta:
        ordering = ["level"]
        constraints = [models.UniqueConstraint(fields=["visit", "level"], name="each_level_once")]
