"""A booking link: the times that we offer a candidate for an interview, of which they pick one."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ats.kernel.access import ScopedQuerySet
from ats.kernel.base import Noun, tracked
from ats.kernel.looks import Look
from ats.models.application import Application
from ats.models.interview import Interview
from ats.models.interview_kit import LONGEST_KIT, InterviewKit
from ats.permissions import CorePermission

Window = tuple[datetime, datetime]


class BookingStatus(models.TextChoices):
    OPEN = "open", _("Waits for the candidate")
    BOOKED = "booked", _("Booked")
    DECLINED = "declined", _("No time fits")
    WITHDRAWN = "withdrawn", _("Taken back")


BOOKING_LOOKS = {
    BookingStatus.OPEN: Look("info", "hourglass"),
    BookingStatus.BOOKED: Look("ok", "check"),
    BookingStatus.DECLINED: Look("warn", "circle-alert"),
    BookingStatus.WITHDRAWN: Look("mute", "x"),
}


class BookingQuerySet(ScopedQuerySet):
    view_permission = CorePermission.INTERVIEWS_VIEW

    def scope_q(self, scope: str, user: Any, unit_id: UUID | None) -> models.Q:
        return models.Q(application__in=Application.objects.within(scope, user, unit_id))


class Booking(Noun):
    application = models.ForeignKey("ats.Application", on_delete=models.CASCADE, related_name="bookings")
    name = models.CharField(max_length=160, default="Interview")
    kit = models.ForeignKey(InterviewKit, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    minutes = models.PositiveSmallIntegerField(default=60)
    windows = models.JSONField(default=list, help_text=_("[[start, end]] in UTC; times are cut from these"))
    time_zone = models.CharField(max_length=60, default="UTC", help_text=_("The company's, beside the candidate's own"))
    location = models.CharField(max_length=300, blank=True, default="")
    interviewers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    organizer = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    status = models.CharField(max_length=12, choices=BookingStatus.choices, default=BookingStatus.OPEN)
    expires_at = models.DateTimeField(help_text=_("Until then a time can be picked"))
    change_hours = models.PositiveSmallIntegerField(
        default=24, help_text=_("Until so many hours before the interview the candidate can move or cancel it")
    )
    interview = models.OneToOneField(
        Interview, null=True, blank=True, on_delete=models.SET_NULL, related_name="booking"
    )
    note = models.CharField(max_length=1000, blank=True, default="", help_text=_("What the candidate wrote"))
    objects = BookingQuerySet.as_manager()
    history = tracked(m2m_fields=[interviewers])

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(status__in=BookingStatus.values), name="booking_status_known"),
            models.CheckConstraint(
                condition=models.Q(minutes__gte=5, minutes__lte=LONGEST_KIT), name="booking_takes_a_sensible_time"
            ),
        ]

    def __str__(self) -> str:
        return gettext("Booking link for {application}").format(application=self.application)

    @property
    def look(self) -> Look:
        return BOOKING_LOOKS[BookingStatus(self.status)]

    @property
    def is_open(self) -> bool:
        """Nobody has answered it yet; see `is_overdue`."""
        return self.status == BookingStatus.OPEN

    @property
    def is_booked(self) -> bool:
        return self.status == BookingStatus.BOOKED

    @property
    def is_declined(self) -> bool:
        return self.status == BookingStatus.DECLINED

    def is_overdue(self, at: datetime) -> bool:
        return at >= self.expires_at

    @property
    def length(self) -> timedelta:
        return timedelta(minutes=self.minutes)

    @property
    def spans(self) -> list[Window]:
        """The windows as instants, in order."""
        return sorted((datetime.fromisoformat(start), datetime.fromisoformat(end)) for start, end in self.windows)

    @property
    def change_until(self) -> datetime | None:
        """Until when the candidate may move or cancel what they booked."""
        return self.interview.starts_at - timedelta(hours=self.change_hours) if self.interview else None

    def may_be_changed(self, at: datetime) -> bool:
        """Whether the candidate may still move or cancel the interview themselves."""
        until = self.change_until
        return until is not None and self.is_booked and self.interview.is_scheduled and at < until
