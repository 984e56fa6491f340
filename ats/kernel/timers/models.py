"""One row per future deed."""

from typing import Any

from django.db import models

from ats.kernel.base import known
from ats.kernel.leases import Leased, State


class Timer(Leased):
    """A deed that falls due at `due_at` by the product's clock. `version` is that of the subject it was armed for."""

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=200)
    group = models.CharField(max_length=120, blank=True, default="")
    due_at = models.DateTimeField()
    subject_id = models.UUIDField()
    version = models.PositiveIntegerField(default=1)
    data = models.JSONField(default=dict, blank=True)
    fired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["due_at", "id"]
        constraints = [
            known("state", State, "timer_state_known"),
            models.UniqueConstraint(
                fields=["key"], condition=models.Q(state=State.WAITING), name="one_waiting_timer_per_key"
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "due_at"], condition=models.Q(state=State.WAITING), name="timer_due"),
            models.Index(
                fields=["group"],
                condition=models.Q(state=State.WAITING) & ~models.Q(group=""),
                name="timer_waiting_group",
            ),
            models.Index(fields=["subject_id"], name="timer_by_subject"),
            models.Index(fields=["kind"], condition=models.Q(state=State.DEAD), name="timer_dead"),
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stale_reason = ""

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"

    def stale(self, reason: str) -> None:
        """Say, from within the handler, that nothing was to be done any more; it is recorded so."""
        self.stale_reason = reason
