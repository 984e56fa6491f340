"""What somebody is told inside the product: ids and codes only, worded when it is read."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ats.kernel.base import Noun, known, tracked


class Way(models.TextChoices):
    """How somebody wants to hear of one kind of thing."""

    APP = "app", _("In the product")
    MAIL = "mail", _("In the product, and by mail at once")
    DIGEST = "digest", _("In the product, and in the daily mail")
    OFF = "off", _("Not at all")


class NoticeQuerySet(models.QuerySet[Any]):
    def of(self, user: Any) -> Self:
        return self.filter(user=user)

    def unread(self) -> Self:
        return self.filter(read_at=None)


class Notice(Noun):
    """One person is told of one event; `subject_id` is the row that it leads to."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=60)
    subject_id = models.UUIDField()
    event_id = models.UUIDField()
    actor_id = models.UUIDField(null=True, blank=True)
    way = models.CharField(max_length=10, choices=Way.choices, default=Way.APP)
    read_at = models.DateTimeField(null=True, blank=True)
    digested_at = models.DateTimeField(null=True, blank=True)
    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["user", "kind", "event_id"], name="told_once_of_an_event"),
            known("way", Way, "notice_way_known"),
        ]
        indexes = [
            models.Index(fields=["user", "-created_at", "-id"], name="notices_of_a_person"),
            models.Index(fields=["user"], condition=models.Q(read_at=None), name="notices_unread"),
        ]

    def __str__(self) -> str:
        return self.kind


class NoticePreference(Noun):
    """How one person wants to hear of one kind; without a row the kind's own default holds."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notice_preferences")
    kind = models.CharField(max_length=60)
    way = models.CharField(max_length=10, choices=Way.choices)
    history = tracked()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "kind"], name="one_preference_of_a_kind"),
            known("way", Way, "preference_way_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.get_way_display()}"
