"""The company's own page: name, colour, logo, words of the careers site."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from ats.actions import company as actions
from ats.actions import uploads
from ats.forms.people import CompanyForm
from ats.kernel import access, clock, pages
from ats.models import Company
from ats.queries import company
from ats.views.refusals import done

SHOWN = ("name", "time_zone", "language", "accent", "careers_title", "careers_text")
LOGO_KINDS = frozenset({"png", "jpg"})


@access.view(access.KernelPermission.ADMIN_CONFIGURE, "GET", "HEAD", "POST")
def page(request: HttpRequest) -> HttpResponse:
    form = CompanyForm(request.POST if request.method == "POST" else None, request.FILES or None, initial=_initial())
    if request.method == "POST" and form.is_valid() and done(form, lambda: _save(request, form)):
        return pages.go(request, reverse("company"), toast=_("Kept."))
    return render(request, "ats/people/company.html", {"form": form}, status=422 if form.errors else 200)


def _initial() -> dict[str, Any]:
    row, told = Company.objects.first(), company.identity()
    return {name: getattr(row or told, name, "") for name in SHOWN}


def _save(request: HttpRequest, form: CompanyForm) -> None:
    given, at = {name: form.cleaned_data[name] for name in SHOWN}, clock.now()
    upload = form.cleaned_data["logo"]
    if upload is None:
        changes = {"logo": None} if form.cleaned_data["no_logo"] else {}
        actions.edit(by=request.user, at=at, **given, **changes)
        return
    with uploads.taken(upload=upload, by=request.user, at=at, kinds=LOGO_KINDS) as taken:
        actions.edit(by=request.user, at=at, logo=taken.file, **given)
