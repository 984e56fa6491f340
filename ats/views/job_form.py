"""The form of a job: new, from a template, as a copy of another job, or an existing one; asked twice where it is doubtful."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from ats.actions import jobs as actions
from ats.forms.jobs import JobForm, QuestionFormSet, copied_questions, known_questions
from ats.kernel import access, clock, pages
from ats.kernel.access import KernelPermission
from ats.models import Job, JobTemplate
from ats.permissions import CorePermission
from ats.queries import custom_fields, job_starts, jobs
from ats.views.jobs import found

PREVIEW = "preview"
"""The name of the button that asks which workflow the job would take, and saves nothing."""


@access.view(CorePermission.JOBS_CREATE, "GET", "HEAD", "POST")
def new(request: HttpRequest) -> HttpResponse:
    start = _start(request)
    initial = {"requisition_id": jobs.next_requisition_id(), **start.facts}
    custom, sees_pay = custom_fields.for_form("job", request.user), access.sees_pay(request.user)
    form = JobForm(request.POST or None, sees_pay=sees_pay, custom=custom, initial=initial)
    questions = QuestionFormSet(request.POST or None, prefix="questions", initial=copied_questions(start.questions))
    if _is_sent(request) and form.is_valid() and questions.is_valid():
        facts = {"by": request.user, "at": clock.now(), "questions": questions.questions(), **form.facts()}
        try:
            job = _create(request, facts)
        except actions.JobDoubtful as doubtful:
            return _page(request, form, questions, warnings=doubtful.details["warnings"])
        toast = _("{job} is a draft. Submit it when it is ready.").format(job=job.name)
        return pages.go(request, reverse("job", args=[job.pk]), toast=toast)
    return _page(request, form, questions, start=start)


@access.view(CorePermission.JOBS_EDIT, "GET", "HEAD", "POST")
def edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    job = found(request, pk, CorePermission.JOBS_EDIT)
    custom, sees_pay = custom_fields.for_form("job", request.user, job), access.sees_pay(request.user, job)
    form = JobForm(request.POST or None, instance=job, sees_pay=sees_pay, custom=custom)
    questions = QuestionFormSet(request.POST or None, prefix="questions", initial=known_questions(job))
    if _is_sent(request) and form.is_valid() and questions.is_valid():
        facts = {"by": request.user, "at": clock.now(), "questions": questions.questions(), **form.facts()}
        try:
            actions.edit(job=job, **facts)
        except actions.JobDoubtful as doubtful:
            return _page(request, form, questions, job=job, warnings=doubtful.details["warnings"])
        return pages.go(request, reverse("job", args=[job.pk]), toast=_("Saved."))
    return _page(request, form, questions, job=job)


def _create(request: HttpRequest, facts: dict[str, Any]) -> Job:
    """The new draft. Raises NotAllowed where pay is given for a job whose pay its writer won't see; nothing is saved then."""
    with transaction.atomic():
        job = actions.create(**facts)
        if job.pay_min is not None or job.pay_max is not None:
            message = _("Your role doesn't let you see the pay of this job, so you can't set it. Are you on its team?")
            access.require(request.user, KernelPermission.PAY_VIEW, job, message)
    return job


def _is_sent(request: HttpRequest) -> bool:
    return request.method == "POST" and PREVIEW not in request.POST


def _start(request: HttpRequest) -> job_starts.Start:
    """What the form is filled in with: a template, another job that the reader sees, or nothing."""
    template, other = pages.ids([request.GET.get("template", "")]), pages.ids([request.GET.get("copy", "")])
    if template:
        rows = JobTemplate.objects.visible_to(request.user).filter(is_active=True)
        return job_starts.from_template(get_object_or_404(rows, pk=template[0]))
    if other:
        job = get_object_or_404(Job.objects.visible_to(request.user), pk=other[0])
        return job_starts.from_job(job, sees_pay=access.sees_pay(request.user, job))
    return job_starts.Start()


def _page(
    request: HttpRequest,
    form: JobForm,
    questions: Any,
    *,
    job: Job | None = None,
    start: job_starts.Start | None = None,
    warnings: list[dict[str, Any]] | None = None,
) -> HttpResponse:
    context = {
        "form": form,
        "questions": questions,
        "job": job,
        "start": start,
        "templates": [] if job else JobTemplate.objects.visible_to(request.user).filter(is_active=True),
        "warnings": warnings or [],
        "planned": planned(form) if request.method == "POST" or job else None,
    }
    return render(request, "ats/job/form.html", context, status=422 if _is_sent(request) else 200)


def planned(form: JobForm) -> dict[str, Any] | None:
    """The job as the form says it, with its places, for those who preview what follows from it; None without a department."""
    job = form.instance
    if form.is_bound:
        form.is_valid()  # puts what is right into the instance
        places = list(form.cleaned_data.get("locations") or [])
    else:
        places = list(job.locations.all())
    return {"job": job, "places": places, "is_asked": form.is_bound} if job.department_id else None
