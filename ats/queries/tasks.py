"""To-dos as pages show them: what is late, what is for today, what comes later."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from ats.kernel import access, counting
from ats.models import Task

SHOWN = 100
VIEWS = [
    ("mine", pgettext_lazy("to-dos", "Mine")),
    ("given", pgettext_lazy("to-dos", "Given to others")),
    ("done", pgettext_lazy("to-dos", "Done")),
]


OPEN = access.ForReaders(counting.Prepared, lambda reader: Task.objects.assigned_to(reader).still_open())
"""How many the reader has."""


@dataclass
class Section:
    """To-dos under one heading; `tone` colours their day."""

    title: str
    tone: str = ""
    tasks: list[Task] = field(default_factory=list)


def chosen(user: Any, view: str) -> QuerySet[Task]:
    """The rows of one view of the page, in its order."""
    rows = Task.objects.visible_to(user).select_related("application__candidate", "application__job", "assigned_to")
    rows = rows.select_related("created_by")
    if view == "given":
        return rows.filter(created_by=user).exclude(assigned_to=user).still_open()
    if view == "done":
        return rows.assigned_to(user).filter(done_at__isnull=False).order_by("-done_at", "-pk")
    return rows.assigned_to(user).still_open()


def sections(tasks: list[Task], today: date) -> list[Section]:
    """Open to-dos by urgency; empty headings left out."""
    made = [Section(_("Overdue"), "bad"), Section(_("Today"), "warn"), Section(_("Later")), Section(_("Whenever"))]
    for task in tasks:
        made[_place(task.due_date, today)].tasks.append(task)
    return [section for section in made if section.tasks]


def _place(due: date | None, today: date) -> int:
    if due is None:
        return 3
    return 0 if due < today else 1 if due == today else 2
