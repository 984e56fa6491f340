"""What changed about a job, and the job as it stood at an earlier moment."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from ats.forms.words import AsOfForm
from ats.kernel import access
from ats.models import Job
from ats.permissions import CorePermission
from ats.queries import past


@access.view(CorePermission.JOBS_VIEW)
def detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    job = get_object_or_404(Job.objects.visible_to(request.user), pk=pk)
    form = AsOfForm(request.GET)
    then = form.cleaned_data["as_of"] if form.is_valid() else None
    sees_pay = access.sees_pay(request.user, job)
    context = {
        "job": job,
        "then": then,
        "was": past.job_as_of(job, then) if then else None,
        "sees_pay": sees_pay,
        "changes": past.job_changes(job, sees_pay=sees_pay),
        "as_of_form": form,
    }
    return render(request, "ats/job/history.html", context)
