"""To-dos on pages."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ats.forms.tasks import TaskForm
from ats.kernel import access, clock, counting, prepared
from ats.kernel.pages import Counted, Panel, help_topic, nav, slot
from ats.models import Application, Task
from ats.permissions import CorePermission
from ats.queries import tasks as task_queries

HOME_TASKS = 6
LATE = access.ForReaders(
    counting.Prepared,
    lambda reader, today: Task.objects.assigned_to(reader).still_open().filter(due_date__lt=today),
    date,
)
URGENT = access.ForReaders(prepared.Prepared, lambda reader: task_queries.chosen(reader, "mine")[:HOME_TASKS])


def register() -> None:
    nav("tasks", _("Tasks"), "square-check", "tasks", CorePermission.TASKS_VIEW, order=30, count=open_tasks)
    help_topic("tasks", _("To-dos"), "ats/help/tasks.html", order=15, permission=CorePermission.TASKS_VIEW)
    slot("home.main").register(home_tasks)
    slot("application.rail").register(application_tasks)


def open_tasks(user: Any) -> Counted:
    """The reader's to-dos; in colour when one is late."""
    return Counted(task_queries.OPEN(user), hot=LATE(user, timezone.localtime(clock.now()).date()))


def home_tasks(request: HttpRequest, *, numbers: Mapping[str, int], **context: Any) -> Panel | None:
    """The most urgent of the reader's own, where there are any."""
    if not access.allows(request.user, CorePermission.TASKS_VIEW):
        return None
    today = timezone.localtime(clock.now()).date()
    shown = task_queries.sections(URGENT(request.user) if numbers["tasks"] else [], today)
    return Panel("ats/task/_home.html", {"sections": shown, "form": TaskForm(user=request.user)}, order=40)


def application_tasks(request: HttpRequest, *, application: Application, **context: Any) -> Panel | None:
    if not access.allows(request.user, CorePermission.TASKS_VIEW):
        return None
    rows = Task.objects.visible_to(request.user).filter(application=application)
    rows = rows.select_related("assigned_to", "created_by", "application__candidate", "application__job")
    form = TaskForm(user=request.user, initial={"application": application.pk}, prefix=None)
    values = {"tasks": list(rows.still_open()[:10]), "form": form, "today": timezone.localtime(clock.now()).date()}
    return Panel("ats/task/_panel.html", values, order=15)
