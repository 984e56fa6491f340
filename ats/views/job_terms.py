"""What was approved about a job: asking for other terms, and taking a submission back."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from ats.actions import jobs as actions
from ats.forms.jobs import TermsForm
from ats.kernel import access, clock, pages
from ats.models import Job
from ats.permissions import CorePermission
from ats.views.jobs import found
from ats.views.refusals import done


@access.view(CorePermission.JOBS_SUBMIT, "GET", "HEAD", "POST")
def change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Other terms for an approved job; they count once they are approved."""
    job = found(request, pk, CorePermission.JOBS_SUBMIT)
    access.require(request.user, CorePermission.JOBS_EDIT, job)
    form = TermsForm(request.POST or None, instance=job, sees_pay=access.sees_pay(request.user, job))
    if request.method == "POST" and form.is_valid() and done(form, lambda: _ask(request, job, form.cleaned_data)):
        return pages.go(
            request, reverse("job", args=[pk]), _("Submitted. Until it is approved, the job stays as it is.")
        )
    status = 422 if request.method == "POST" else 200
    context = {
        "job": job,
        "form": form,
        "verb": _("Submit the change"),
        "heading": _("Change what was approved"),
        "consequence": _(
            "Approvers decide on it. Until then the job stays as it was approved, and so does the band that its offers "
            "are measured by."
        ),
    }
    return render(request, "ats/job/ask.html", context, status=status)


@access.view(CorePermission.JOBS_SUBMIT, "POST")
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    job = found(request, pk, CorePermission.JOBS_SUBMIT)
    actions.withdraw_submission(job=job, by=request.user, at=clock.now())
    return pages.go(request, reverse("job", args=[pk]), _("The submission is withdrawn."))


def _ask(request: HttpRequest, job: Job, asked: dict[str, Any]) -> None:
    actions.amend(job=job, by=request.user, at=clock.now(), **asked)
