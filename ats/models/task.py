"""A person's to-do. Background work is never called a task here."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models

from ats.kernel.access import ScopedQuerySet
from ats.kernel.base import Noun, tracked
from ats.models.application import Application
from ats.permissions import CorePermission


class TaskQuerySet(ScopedQuerySet):
    """One's own, and those on applications within reach; a to-do about nothing in particular is nobody else's business."""

    view_permission = CorePermission.TASKS_VIEW

    def scope_q(self, scope: str, user: Any, unit_id: UUID | None) -> models.Q:
        return _own(user) | models.Q(application__in=Application.objects.within(scope, user, unit_id))

    def visible_to(self, user: Any) -> "TaskQuerySet":
        about_something = models.Q(application__in=Application.objects.visible_to(user))
        return super().visible_to(user).filter(_own(user) | about_something)

    def assigned_to(self, user: Any) -> "TaskQuerySet":
        return self.filter(assigned_to=user)

    def still_open(self) -> "TaskQuerySet":
        """Not done yet, the most urgent first, those without a date last."""
        return self.filter(done_at=None).order_by(models.F("due_date").asc(nulls_last=True), "created_at", "pk")


def _own(user: Any) -> models.Q:
    return models.Q(assigned_to=user) | models.Q(created_by=user)


class Task(Noun):
    """What somebody is to do, by a day or whenever, about an application or about nothing in particular."""

    title = models.CharField(max_length=200)
    assigned_to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="tasks")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    application = models.ForeignKey(Application, null=True, blank=True, on_delete=models.CASCADE, related_name="tasks")
    due_date = models.DateField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    objects = TaskQuerySet.as_manager()
    history = tracked()

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(title=""), name="task_says_what"),
            models.CheckConstraint(
                condition=models.Q(done_at__isnull=False) | models.Q(done_by__isnull=True),
                name="task_done_by_when_done",
            ),
        ]
        indexes = [
            models.Index(fields=["assigned_to", "due_date"], condition=models.Q(done_at__isnull=True), name="task_open")
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_done(self) -> bool:
        return self.done_at is not None
