"""Pages of jobs: the list, one job, its form, and its verbs."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from ats.actions import jobs as actions
from ats.forms.jobs import CloseForm, OpeningForm
from ats.forms.words import NoteForm, ReasonForm
from ats.kernel import access, clock, pages
from ats.kernel.pages import saved_lists
from ats.models import Department, Job
from ats.permissions import CorePermission
from ats.queries import exporting, job_lines, job_list, job_page, jobs
from ats.queries.paging import page


@access.view(CorePermission.JOBS_VIEW)
def index(request: HttpRequest) -> HttpResponse:
    if default := saved_lists.opening(request, "jobs"):
        return default
    asked, tabs = job_list.narrowed(request.GET, request.user), saved_lists.tabs(request, "jobs")
    view, narrowed = request.GET.get("view") or "open", asked.everything
    counts = jobs.counts_by_view(narrowed)
    found = page(
        jobs.with_figures(jobs.filtered(narrowed, view=view)), column="created_at", after=request.GET.get("after", "")
    )
    row_slot = pages.slot("job.row")
    context = {
        "page": found,
        "lines": job_lines.lines(found.rows, lambda job: row_slot.html(request, job=job)),
        "next_url": pages.with_query(request, after=found.after) if found.after else "",
        "views": [
            {
                "label": label,
                "href": pages.with_query(request, view=key, saved=""),
                "current": key == view and not tabs["is_saved"],
                "count": counts[key],
            }
            for key, label, *rest in jobs.VIEWS
        ],
        "tabs": tabs,
        "builder": asked.builder,
        "words": asked.words,
        "view": view,
        "department": asked.department,
        "export_url": exporting.address(request, "jobs", view=view),
        "departments": Department.objects.all(),
        "may_create": access.allows(request.user, CorePermission.JOBS_CREATE),
    }
    partial = "rows" if "after" in request.GET else "results"
    return pages.respond(request, "ats/job/index.html", partial, context)


@access.view(CorePermission.JOBS_VIEW)
def detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    job = get_object_or_404(
        Job.objects.visible_to(request.user).select_related("department", "job_family", "job_group"), pk=pk
    )
    return render(request, "ats/job/detail.html", job_page.context(job, request.user, clock.now()))


@access.view(CorePermission.JOBS_SUBMIT, "POST")
def submit(request: HttpRequest, pk: UUID) -> HttpResponse:
    job = found(request, pk, CorePermission.JOBS_SUBMIT)
    note = _cleaned(NoteForm(request.POST))["note"]
    actions.submit(job=job, by=request.user, at=clock.now(), note=note)
    return _back(request, job, _("Submitted for approval."))


@access.view(CorePermission.JOBS_CLOSE, "POST")
def open_job(request: HttpRequest, pk: UUID) -> HttpResponse:
    job = found(request, pk, CorePermission.JOBS_CLOSE)
    actions.open_job(job=job, by=request.user, at=clock.now())
    return _back(request, job, _("The job is open and on the careers site."))


@access.view(CorePermission.JOBS_CLOSE, "GET", "POST")
def hold(request: HttpRequest, pk: UUID) -> HttpResponse:
    job = found(request, pk, CorePermission.JOBS_CLOSE)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.hold(job=job, on=True, reason=form.cleaned_data["reason"], by=request.user, at=clock.now())
        return _back(request, job, _("The job is on hold and off the careers site."))
    return _ask(request, job, form, _("Put on hold"), _("It leaves the careers site until somebody opens it again."))


@access.view(CorePermission.JOBS_CLOSE, "GET", "POST")
def close(request: HttpRequest, pk: UUID) -> HttpResponse:
    job = found(request, pk, CorePermission.JOBS_CLOSE)
    form = CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.close(job=job, by=request.user, at=clock.now(), **form.cleaned_data)
        return _back(request, job, _("The job is closed."))
    return _ask(
        request, job, form, _("Close the job"), _("It takes no more applications. Open applications stay as they are.")
    )


@access.view(CorePermission.JOBS_EDIT, "GET", "POST")
def add_opening(request: HttpRequest, pk: UUID) -> HttpResponse:
    job = found(request, pk, CorePermission.JOBS_EDIT)
    form = OpeningForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.add_opening(job=job, by=request.user, at=clock.now(), **form.cleaned_data)
        return _back(request, job, _("One opening more."))
    return _ask(request, job, form, _("Add an opening"), _("One more person can be hired for this job."))


@access.view(CorePermission.JOBS_EDIT, "GET", "HEAD", "POST")
def change_opening(request: HttpRequest, pk: UUID, opening_pk: UUID) -> HttpResponse:
    """Another day on which somebody is to start in this headcount."""
    job = found(request, pk, CorePermission.JOBS_EDIT)
    opening = get_object_or_404(job.openings, pk=opening_pk)
    form = OpeningForm(request.POST or None, initial={"target_start_date": opening.target_start_date})
    if request.method == "POST" and form.is_valid():
        actions.change_opening(opening=opening, by=request.user, at=clock.now(), **form.cleaned_data)
        return _back(request, job, _("The date is changed."))
    return _ask(
        request,
        job,
        form,
        _("Change opening {opening_id}").format(opening_id=opening.opening_id),
        _("When somebody is to start in it."),
    )


def found(request: HttpRequest, pk: UUID, permission: CorePermission) -> Job:
    """The job, 404 when not visible; then the permission on it, 403."""
    job = get_object_or_404(Job.objects.visible_to(request.user), pk=pk)
    access.require(request.user, permission, job)
    return job


def _ask(request: HttpRequest, job: Job, form: Any, title: str, text: str) -> HttpResponse:
    """The page of a verb that asks for something first."""
    status = 422 if request.method == "POST" else 200
    context = {"job": job, "form": form, "verb": title, "consequence": text}
    return render(request, "ats/job/ask.html", context, status=status)


def _back(request: HttpRequest, job: Job, toast: str) -> HttpResponse:
    return pages.go(request, reverse("job", args=[job.pk]), toast=toast)


def _cleaned(form: Any) -> dict[str, Any]:
    """What a form without required fields says; nothing when it was sent empty."""
    return form.cleaned_data if form.is_valid() else {"note": ""}
