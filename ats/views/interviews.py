"""Interviews: the list, one interview, moving and cancelling."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from ats.actions import interviews
from ats.forms.interviews import ChangeForm, initial
from ats.forms.words import ReasonForm
from ats.kernel import access, clock, pages
from ats.models import Application, Attachment, AttachmentKind, Interview
from ats.permissions import CorePermission
from ats.queries import interviewers
from ats.queries.paging import page
from ats.views.refusals import done
from ats.views.scheduling import fits


@access.view(CorePermission.INTERVIEWS_VIEW)
def index(request: HttpRequest) -> HttpResponse:
    """Mine or all, those to come or those that were."""
    whose, when = request.GET.get("whose", "mine"), request.GET.get("when", "next")
    rows = Interview.objects.visible_to(request.user).select_related("application__candidate", "application__job")
    mine, at = rows if whose == "all" else rows.concerning(request.user), clock.now()
    chosen = mine.to_come(at) if when == "next" else mine.gone(at)
    found = page(
        chosen.prefetch_related("interviewers"),
        column="starts_at",
        after=request.GET.get("after", ""),
        oldest_first=when == "next",
    )
    context = {
        "rows": found.rows,
        "next_url": pages.with_query(request, after=found.after) if found.after else "",
        "views": _views(whose, when),
        "owing": set(Interview.objects.owing(request.user).values_list("pk", flat=True)),
    }
    return render(request, "ats/interview/list.html", context)


@access.view(CorePermission.INTERVIEWS_VIEW)
def detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    interview = _found(request, pk)
    schedules = access.allows(request.user, CorePermission.INTERVIEWS_SCHEDULE, interview)
    panel = list(interview.interviewers.all())
    given = set(interview.scorecards.filter(submitted_at__isnull=False).values_list("interviewer_id", flat=True))
    context = {
        "interview": interview,
        "candidate": interview.application.candidate,
        "kit": interview.kit,
        "resume": _resume(request, interview),
        "panel": [(person, person.pk in given) for person in panel],
        "owes": request.user in panel and request.user.pk not in given and not interview.is_cancelled,
        "can_change": schedules and interview.is_scheduled,
        "cancellation": ReasonForm() if schedules and interview.is_scheduled else None,
    }
    return render(request, "ats/interview/detail.html", context)


@access.view(CorePermission.INTERVIEWS_SCHEDULE, "GET", "HEAD", "POST")
def change(request: HttpRequest, pk: UUID) -> HttpResponse:
    interview = _found(request, pk)
    access.require(request.user, CorePermission.INTERVIEWS_SCHEDULE, interview)
    people = interviewers.choices(interview.application.job, interview)
    form = ChangeForm(request.POST or None, people=people, initial=initial(interview))
    if fits(form, besides=interview) and done(
        form,
        lambda: interviews.reschedule(interview=interview, by=request.user, at=clock.now(), **form.cleaned_data),
    ):
        return pages.go(request, reverse("interview", args=[pk]), _("Moved. Everybody gets the change."))
    return _form(
        request,
        form,
        interview.application,
        _("Move “{name}”").format(name=interview.name),
        _("Move and tell everybody"),
    )


@access.view(CorePermission.INTERVIEWS_SCHEDULE, "POST")
def cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    interview, form = _found(request, pk), ReasonForm(request.POST)
    access.require(request.user, CorePermission.INTERVIEWS_SCHEDULE, interview)
    if not form.is_valid():
        return pages.go(request, reverse("interview", args=[pk]), _("Say why it is cancelled."), "bad")
    interviews.cancel(interview=interview, by=request.user, at=clock.now(), **form.cleaned_data)
    return pages.go(request, reverse("interview", args=[pk]), _("Cancelled. Everybody is told."))


def _resume(request: HttpRequest, interview: Interview) -> Attachment | None:
    """The candidate's latest CV, as far as the reader may open it."""
    files = Attachment.objects.visible_to(request.user).filter(kind=AttachmentKind.RESUME)
    return files.filter(candidate=interview.application.candidate_id).order_by("-created_at").first()


def _found(request: HttpRequest, pk: UUID) -> Interview:
    rows = Interview.objects.visible_to(request.user).select_related(
        "application__candidate", "application__job", "kit"
    )
    interview: Interview = get_object_or_404(rows.prefetch_related("interviewers"), pk=pk)
    return interview


def _form(request: HttpRequest, form: Any, application: Application, title: str, verb: str) -> HttpResponse:
    back = reverse("application", args=[application.pk])
    context = {"form": form, "application": application, "title": title, "verb": verb, "back": back}
    return render(request, "ats/interview/form.html", context, status=422 if form.errors else 200)


def _views(whose: str, when: str) -> list[dict[str, Any]]:
    labels = [
        (_("Mine"), "mine", "next"),
        (_("Everybody’s"), "all", "next"),
        (_("Mine, past"), "mine", "past"),
        (_("Everybody’s, past"), "all", "past"),
    ]
    return [
        {"label": label, "href": f"?whose={w}&when={t}", "current": (w, t) == (whose, when), "count": None}
        for label, w, t in labels
    ]
