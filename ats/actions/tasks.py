"""To-dos: given, changed, done, taken up again."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ats.actions.persistence import change, locked
from ats.actions.recording import tell
from ats.events import TaskChanged, TaskCompleted, TaskCreated, TaskReopened
from ats.kernel import access
from ats.kernel.errors import DomainError, NotAllowed
from ats.kernel.history import acting
from ats.models import Application, Task
from ats.models.moments import plausible
from ats.permissions import CorePermission

EDITABLE = {"title", "due_date", "assigned_to"}


class NothingToDo(DomainError):
    """A to-do without a word in it, or for somebody who has left."""

    status = 400
    code = "empty-task"


def add(
    *,
    title: str,
    by: Any,
    at: datetime,
    assigned_to: Any = None,
    application: Application | None = None,
    due_date: date | None = None,
    **ids: Any,
) -> Task:
    """A new to-do, for `by` unless `assigned_to` names a colleague; `by` None is the house itself, on a candidate's word.

    Raises NothingToDo, or NotAllowed where a colleague is named without the right to give to-dos.
    """
    person = assigned_to or by
    _check(title, person)
    plausible(due_date=due_date)
    if by is not None and person != by:
        _may_give(by, application)
    with transaction.atomic(), acting(by, "To-do given" if person != by else "To-do noted"):
        task = Task.objects.create(
            title=title.strip(),
            assigned_to=person,
            created_by=by,
            application=application,
            due_date=due_date,
            created_at=at,
            **ids,
        )
        tell(TaskCreated(**_facts(task, by, at), assigned_to_id=person.pk), task, by=by)
    return task


def edit(*, task: Task, by: Any, at: datetime, **changes: Any) -> Task:
    """Change title, day or person; names outside EDITABLE are a programming error."""
    if unknown := changes.keys() - EDITABLE:
        raise TypeError(f"Not editable: {', '.join(sorted(unknown))}")
    require(by, task)
    with transaction.atomic(), acting(by, "To-do changed"):
        row = locked(task)
        wanted = {name: value for name, value in changes.items() if getattr(row, name) != value}
        plausible(due_date=wanted.get("due_date"))
        _check(wanted.get("title", row.title), wanted.get("assigned_to", row.assigned_to))
        if wanted.get("assigned_to", by) != by:
            _may_give(by, row.application)
        if wanted:
            change(row, **wanted)
            tell(TaskChanged(**_facts(row, by, at), fields=sorted(wanted)), row, by=by)
    return row


def complete(*, task: Task, by: Any, at: datetime) -> Task:
    """It is done; done twice, the first time counts."""
    require(by, task)
    with transaction.atomic(), acting(by, "To-do done"):
        row = locked(task)
        if not row.is_done:
            change(row, done_at=at, done_by=by)
            tell(TaskCompleted(**_facts(row, by, at)), row, by=by)
    return row


def reopen(*, task: Task, by: Any, at: datetime) -> Task:
    """It is to be done after all."""
    require(by, task)
    with transaction.atomic(), acting(by, "To-do taken up again"):
        row = locked(task)
        if row.is_done:
            change(row, done_at=None, done_by=None)
            tell(TaskReopened(**_facts(row, by, at)), row, by=by)
    return row


def may_change(user: Any, task: Task) -> bool:
    """Whose it is, who gave it, and whoever may give to-dos on that application."""
    if user.pk in {task.assigned_to_id, task.created_by_id}:
        return True
    return task.application is not None and access.allows(user, CorePermission.TASKS_ASSIGN, task.application)


def require(user: Any, task: Task) -> None:
    if not may_change(user, task):
        raise NotAllowed(_("This to-do is somebody else's. Ask them, or whoever gave it."))


def _may_give(by: Any, application: Application | None) -> None:
    access.require(by, CorePermission.TASKS_ASSIGN, application)


def _check(title: str, person: Any) -> None:
    if not title.strip():
        raise NothingToDo(_("Say what is to be done."))
    if not person.is_active:
        raise NothingToDo(_("{person} no longer works here. Choose somebody else.").format(person=person.name))


def _facts(task: Task, by: Any, at: datetime) -> dict[str, Any]:
    return {
        "subject_id": task.pk,
        "occurred_at": at,
        "actor_id": getattr(by, "pk", None),
        "application_id": task.application_id,
    }
