"""The forms of what an application or an offer holds besides its course; missing fields are filled in here on the way."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ats.actions import application_fields, candidates, offers
from ats.forms.application_fields import LINES, ApplicationFieldsForm
from ats.forms.offers import OfferFieldsForm
from ats.kernel import access, catalogue, clock, pages
from ats.kernel.errors import DomainError
from ats.models import Application
from ats.permissions import CorePermission
from ats.queries import custom_fields
from ats.views.offers import found
from ats.views.refusals import done

ASKED = _l(
    "What isn’t marked optional is needed before the application can move on. After saving you confirm the move."
)


@access.view(CorePermission.APPLICATIONS_EDIT, "GET", "HEAD", "POST")
def application(request: HttpRequest, pk: UUID) -> HttpResponse:
    """`?need=` names fields of the catalogue that a move is waiting for."""
    rows = Application.objects.visible_to(request.user).select_related("candidate", "job", "owner", "source")
    row: Application = get_object_or_404(rows, pk=pk)
    access.require(request.user, CorePermission.APPLICATIONS_EDIT, row)
    needed = [key for key in request.GET.get("need", "").split(",") if key][:40]
    form = ApplicationFieldsForm(
        request.POST or None, application=row, custom=_writable(request.user, row), needed=needed
    )
    back, to = reverse("application", args=[pk]), request.GET.get("to", "")
    if form.is_valid() and done(form, lambda: _save(request, row, form)):
        onward = f"{reverse('application_advancement', args=[pk])}?{urlencode({'to': to})}" if to else back
        return pages.go(request, onward, toast=_("Saved."))
    groups = [
        {"title": _("Application"), "fields": form.group("application")},
        {"title": row.candidate.name, "fields": form.group("candidate")},
    ]
    more = {"groups": groups, "elsewhere": _elsewhere(form, needed, row), "asked_for": ASKED if needed else ""}
    return _page(request, form, row.candidate.name, row.job.name, back, more)


@access.view(CorePermission.OFFERS_DRAFT, "GET", "HEAD", "POST")
def offer(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = found(request, pk)
    access.require(request.user, CorePermission.OFFERS_DRAFT, row)
    form = OfferFieldsForm(request.POST or None, custom=custom_fields.for_form("offer", request.user, row), offer=row)
    back = reverse("offer", args=[pk])
    if form.is_valid() and done(
        form, lambda: offers.edit(offer=row, by=request.user, at=clock.now(), custom_fields=form.custom_values())
    ):
        return pages.go(request, back, toast=_("Saved."))
    groups = [{"title": _("Further details"), "fields": form.custom}]
    return _page(
        request,
        form,
        _("Offer for {person}").format(person=row.application.candidate.name),
        row.application.job.name,
        back,
        {"groups": groups},
    )


def _writable(user: Any, row: Application) -> list[Any]:
    """Custom fields of the application, and of the candidate where `user` may change them."""
    fields = custom_fields.for_form("application", user, row)
    if access.allows(user, CorePermission.CANDIDATES_EDIT, row.candidate):
        fields = [*fields, *custom_fields.for_form("candidate", user, row.candidate)]
    return fields


def _save(request: HttpRequest, row: Application, form: ApplicationFieldsForm) -> None:
    """Both or neither."""
    by, at, person = request.user, clock.now(), form.of_candidate()
    if person:
        access.require(by, CorePermission.CANDIDATES_EDIT, row.candidate)
    with transaction.atomic():
        if person:
            candidates.edit(candidate=row.candidate, by=by, at=at, **person)
        application_fields.edit(application=row, by=by, at=at, **form.of_application())


def _elsewhere(form: ApplicationFieldsForm, needed: list[str], row: Application) -> list[dict[str, str]]:
    """What was asked for and can't be filled in here, with the page where it can."""
    here = {f"candidate.{name}" for name in LINES} | {"application.owner", "application.source"}
    here |= {field.catalogue_key for field in form.custom_fields}
    found_there = []
    for key in needed:
        try:
            field = catalogue.get(key)
        except DomainError:
            continue
        if key not in here:
            href = reverse("job_edit", args=[row.job_id]) if field.entity == "job" else ""
            found_there.append({"label": field.label, "href": href})
    return found_there


def _page(request: HttpRequest, form: Any, subject: str, under: str, back: str, more: dict[str, Any]) -> HttpResponse:
    context = {
        "form": form,
        "title": _("Fields"),
        "subject": subject,
        "under": under,
        "back": back,
        "verb": _("Save"),
        **more,
    }
    return render(request, "ats/custom_field/form.html", context, status=422 if request.method == "POST" else 200)
