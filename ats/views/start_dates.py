"""Somebody who is hired starts on another day."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from ats.actions import applications
from ats.forms.applications import StartDateForm
from ats.kernel import access, clock, pages
from ats.models import Application
from ats.permissions import CorePermission
from ats.views.refusals import done


@access.view(CorePermission.APPLICATIONS_HIRE, "GET", "HEAD", "POST")
def change(request: HttpRequest, pk: UUID) -> HttpResponse:
    rows = Application.objects.visible_to(request.user).select_related("candidate", "job")
    application: Application = get_object_or_404(rows, pk=pk)
    access.require(request.user, CorePermission.APPLICATIONS_HIRE, application)
    form = StartDateForm(request.POST or None, initial={"start_date": application.start_date})
    back, by = reverse("application", args=[pk]), request.user
    if form.is_valid() and done(
        form,
        lambda: applications.change_start_date(application=application, by=by, at=clock.now(), **form.cleaned_data),
    ):
        return pages.go(request, back, _("Start date changed. Deadlines that hang on it moved along."))
    context = {
        "form": form,
        "application": application,
        "title": _("Change the start date"),
        "verb": _("Change the start date"),
        "back": back,
        "panel_title": _("Start date"),
    }
    return render(request, "ats/application/start_date.html", context, status=422 if request.method == "POST" else 200)
