"""What happens to to-dos."""

from dataclasses import dataclass, field
from uuid import UUID

from ats.kernel.outbox import Event, event


@event("task.created")
@dataclass(frozen=True, kw_only=True)
class TaskCreated(Event):
    """subject: the to-do."""

    assigned_to_id: UUID
    application_id: UUID | None = None


@event("task.updated")
@dataclass(frozen=True, kw_only=True)
class TaskChanged(Event):
    """subject: the to-do."""

    application_id: UUID | None = None
    fields: list[str] = field(default_factory=list)


@event("task.completed")
@dataclass(frozen=True, kw_only=True)
class TaskCompleted(Event):
    """subject: the to-do."""

    application_id: UUID | None = None


@event("task.reopened")
@dataclass(frozen=True, kw_only=True)
class TaskReopened(Event):
    """subject: the to-do."""

    application_id: UUID | None = None
