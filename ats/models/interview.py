"""Interviews and what the interviewers saw."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ats.kernel.access import Scope, ScopedQuerySet
from ats.kernel.base import Noun, tracked
from ats.kernel.looks import Look
from ats.models.application import Application
from ats.models.interview_kit import InterviewKit
from ats.permissions import CorePermission


class InterviewStatus(models.TextChoices):
    SCHEDULED = "scheduled", _("Scheduled")
    COMPLETE = "complete", _("Complete")
    CANCELLED = "cancelled", _("Cancelled")


INTERVIEW_LOOKS = {
    InterviewStatus.SCHEDULED: Look("info", "calendar"),
    InterviewStatus.COMPLETE: Look("ok", "check"),
    InterviewStatus.CANCELLED: Look("mute", "x"),
}


class InterviewQuerySet(ScopedQuerySet):
    view_permission = CorePermission.INTERVIEWS_VIEW

    def scope_q(self, scope: str, user: Any, unit_id: UUID | None) -> models.Q:
        if scope != Scope.OWN:
            return models.Q(application__in=Application.objects.within(scope, user, unit_id))
        return models.Q(organizer=user) | models.Q(pk__in=Interview.objects.filter(interviewers=user).values("pk"))

    def within(self, scope: str, user: Any, unit_id: UUID | None) -> "InterviewQuerySet":
        return self.filter(self.scope_q(scope, user, unit_id))

    def to_come(self, at: datetime) -> "InterviewQuerySet":
        """Scheduled, and not over at `at`."""
        return self.filter(ends_at__gte=at, status=InterviewStatus.SCHEDULED)

    def busy(self, people: Any, start: datetime, end: datetime) -> "InterviewQuerySet":
        """Scheduled ones that somebody of `people` holds and that overlap `start` to `end`."""
        held = self.filter(interviewers__in=people, status=InterviewStatus.SCHEDULED)
        return held.filter(starts_at__lt=end, ends_at__gt=start)

    def gone(self, at: datetime) -> "InterviewQuerySet":
        """All others."""
        return self.exclude(ends_at__gte=at, status=InterviewStatus.SCHEDULED)

    def concerning(self, user: Any) -> "InterviewQuerySet":
        """Those that `user` holds, has arranged, or whose application is theirs."""
        held = Interview.objects.filter(interviewers=user).values("pk")
        return self.filter(models.Q(pk__in=held) | models.Q(organizer=user) | models.Q(application__owner=user))

    def owing(self, user: Any) -> "InterviewQuerySet":
        """Interviews whose panel `user` is on and whose scorecard they haven't submitted."""
        given = Scorecard.objects.filter(interviewer=user, submitted_at__isnull=False).values("interview")
        asked = Interview.objects.filter(interviewers=user).values("pk")
        return self.filter(pk__in=asked).exclude(pk__in=given).exclude(status=InterviewStatus.CANCELLED)


class Interview(Noun):
    application = models.ForeignKey("ats.Application", on_delete=models.CASCADE, related_name="interviews")
    name = models.CharField(max_length=160, default="Interview")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    time_zone = models.CharField(max_length=60, default="UTC")
    location = models.CharField(max_length=300, blank=True, default="")
    status = models.CharField(max_length=12, choices=InterviewStatus.choices, default=InterviewStatus.SCHEDULED)
    interviewers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="interviews")
    organizer = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    attributes = models.JSONField(default=list, help_text=_("What the scorecard asks about, in order"))
    kit = models.ForeignKey(InterviewKit, null=True, blank=True, on_delete=models.SET_NULL, related_name="interviews")
    sequence = models.PositiveIntegerField(
        default=0, help_text=_("iCalendar SEQUENCE; +1 at each change of time or state")
    )
    objects = InterviewQuerySet.as_manager()
    history = tracked(m2m_fields=[interviewers])

    class Meta:
        ordering = ["starts_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status__in=InterviewStatus.values), name="interview_status_known"
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="interview_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def look(self) -> Look:
        return INTERVIEW_LOOKS[InterviewStatus(self.status)]

    @property
    def is_scheduled(self) -> bool:
        return self.status == InterviewStatus.SCHEDULED

    @property
    def is_cancelled(self) -> bool:
        return self.status == InterviewStatus.CANCELLED


class Recommendation(models.TextChoices):
    DEFINITELY_NOT = "definitely_not", _("Definitely not")
    NO = "no", _("No")
    YES = "yes", _("Yes")
    STRONG_YES = "strong_yes", _("Strong yes")


class Rating(models.IntegerChoices):
    """Four words without a middle value."""

    STRONG_NO = 1, _("Strong no")
    NO = 2, _("No")
    YES = 3, _("Yes")
    STRONG_YES = 4, _("Strong yes")


class ScorecardQuerySet(ScopedQuerySet):
    """One's own scorecards, and those submitted by others unless one's own of that interview is still owed."""

    view_permission = CorePermission.SCORECARDS_VIEW

    def scope_q(self, scope: str, user: Any, unit_id: UUID | None) -> models.Q:
        return models.Q(interview__in=Interview.objects.within(scope, user, unit_id))

    def submitted_for(self, application: Application) -> "ScorecardQuerySet":
        """The evidence on one application, with what a page shows of each."""
        rows = self.filter(interview__application=application, submitted_at__isnull=False)
        return rows.select_related("interviewer", "interview")

    def visible_to(self, user: Any) -> "ScorecardQuerySet":
        others = models.Q(submitted_at__isnull=False) & ~models.Q(interview__in=Interview.objects.owing(user))
        return super().visible_to(user).filter(models.Q(interviewer=user) | others)


class Scorecard(Noun):
    """One interviewer's judgement; hidden from the rest of the panel until theirs is in."""

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="scorecards")
    interviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="scorecards")
    overall_recommendation = models.CharField(max_length=20, choices=Recommendation.choices, blank=True, default="")
    attributes = models.JSONField(default=list, help_text=_('[{"name", "rating": 1 to 4, "note"}]'))
    note = models.TextField(blank=True, default="")
    submitted_at = models.DateTimeField(null=True, blank=True)
    objects = ScorecardQuerySet.as_manager()
    history = tracked()

    class Meta:
        ordering = ["submitted_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["interview", "interviewer"], name="one_scorecard_per_interviewer"),
            models.CheckConstraint(
                condition=models.Q(submitted_at__isnull=True) | ~models.Q(overall_recommendation=""),
                name="submitted_scorecard_recommends",
            ),
        ]

    def __str__(self) -> str:
        return gettext("Scorecard of {person}").format(person=self.interviewer)
