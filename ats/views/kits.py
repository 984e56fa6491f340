"""Interview kits of a job: written and changed by whoever may change the job."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from ats.actions import kits
from ats.forms.kits import KitForm
from ats.kernel import access, clock, pages
from ats.models import InterviewKit, Job
from ats.permissions import CorePermission
from ats.views.refusals import done


@access.view(CorePermission.JOBS_EDIT, "GET", "HEAD", "POST")
def new(request: HttpRequest, pk: UUID) -> HttpResponse:
    job = get_object_or_404(Job.objects.visible_to(request.user), pk=pk)
    access.require(request.user, CorePermission.JOBS_EDIT, job)
    form = KitForm(request.POST or None)
    if form.is_valid() and done(
        form, lambda: kits.write(job=job, by=request.user, at=clock.now(), **form.cleaned_data)
    ):
        return pages.go(request, reverse("job", args=[job.pk]), _("The kit can be chosen for interviews now."))
    return _page(request, form, job, _("Write an interview kit"), _("Save the kit"))


@access.view(CorePermission.JOBS_EDIT, "GET", "HEAD", "POST")
def change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A kit of every job is the administration's to change."""
    rows = InterviewKit.objects.visible_to(request.user).filter(job__isnull=False).select_related("job")
    kit = get_object_or_404(rows, pk=pk)
    access.require(request.user, CorePermission.JOBS_EDIT, kit.job)
    form = KitForm(request.POST or None, instance=kit)
    if form.is_valid() and done(
        form, lambda: kits.change(kit=kit, by=request.user, at=clock.now(), **form.cleaned_data)
    ):
        return pages.go(request, reverse("job", args=[kit.job_id]), _("Saved. New interviews ask this."))
    return _page(request, form, kit.job, kit.name, _("Save the kit"))


def _page(request: HttpRequest, form: Any, job: Any, title: str, verb: str) -> HttpResponse:
    context = {"form": form, "job": job, "title": title, "verb": verb, "back": reverse("job", args=[job.pk])}
    return render(request, "ats/interview/kit_form.html", context, status=422 if form.errors else 200)
