"""To-dos: the list, adding one, done and taken up again."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from ats.actions import tasks as actions
from ats.forms.tasks import TaskForm
from ats.kernel import access, clock, pages
from ats.models import Task
from ats.permissions import CorePermission
from ats.queries import tasks


@access.view(CorePermission.TASKS_VIEW, "GET", "HEAD", "POST")
def index(request: HttpRequest) -> HttpResponse:
    """The reader's to-dos by urgency; a POST adds one."""
    form = TaskForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        facts = {name: value for name, value in form.cleaned_data.items() if value}
        actions.add(by=request.user, at=clock.now(), **facts)
        return pages.go(request, _back(request), toast=_("Noted."))
    return pages.respond(
        request, "ats/task/index.html", "", _context(request, form), status=422 if form.errors else 200
    )


def _context(request: HttpRequest, form: TaskForm) -> dict[str, object]:
    view = request.GET.get("view") or "mine"
    rows = list(tasks.chosen(request.user, view)[: tasks.SHOWN])
    today = timezone.localtime(clock.now()).date()
    done = view == "done"
    return {
        "form": form,
        "view": view,
        "sections": [tasks.Section(_("Done"), tasks=rows)] if done and rows else tasks.sections(rows, today),
        "views": [
            {
                "label": label,
                "href": pages.with_query(request, view=key),
                "current": key == view,
                "count": tasks.chosen(request.user, key).count() if key != "done" else None,
            }
            for key, label in tasks.VIEWS
        ],
    }


@access.view(CorePermission.TASKS_VIEW, "POST")
def completion(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Done, or with `undo` to be done after all."""
    task = get_object_or_404(Task.objects.visible_to(request.user), pk=pk)
    deed = actions.reopen if request.POST.get("undo") else actions.complete
    deed(task=task, by=request.user, at=clock.now())
    return pages.go(request, _back(request), toast=_("Taken up again.") if request.POST.get("undo") else _("Done."))


def _back(request: HttpRequest) -> str:
    """Where the form stood, if that is one of our pages."""
    wanted = request.POST.get("next", "")
    return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else reverse("tasks")
