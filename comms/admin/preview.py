"""A wording as a real candidate would read it, beside its form."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ats.kernel.errors import DomainError
from ats.models import Application
from ats.permissions import CorePermission
from comms.models import MessageClass, Template
from comms.needs import ABOUT_APPLICATION, NEEDS
from comms.previews import preview, values_of

SHOWN = 20


class PreviewForm(forms.Form):
    find = forms.CharField(label=_("Find a candidate"), required=False, max_length=80)
    application = forms.UUIDField(required=False, widget=forms.HiddenInput)


def context_of(request: HttpRequest, wording: Template) -> dict[str, Any]:
    """What the preview's page shows: whom one can choose, and the wording with the values of the one who was chosen."""
    form = PreviewForm(request.GET)
    given = form.cleaned_data if form.is_valid() else {}
    rows = Application.objects.permitted(request.user, CorePermission.APPLICATIONS_VIEW)
    rows = rows.select_related("candidate", "job", "owner")
    for word in given.get("find", "").split()[:6]:
        rows = rows.filter(candidate__first_name__icontains=word) | rows.filter(candidate__last_name__icontains=word)
    chosen = rows.filter(pk=given["application"]).first() if given.get("application") else None
    found = list(rows.order_by("-applied_at", "-pk")[:SHOWN])
    told, problem = _told(request, wording, chosen or next(iter(found), None))
    return {"form": form, "found": found, "chosen": chosen or next(iter(found), None), "told": told, "problem": problem}


def _told(request: HttpRequest, wording: Template, application: Application | None) -> tuple[Any, str]:
    if application is None:
        return None, ""
    need = NEEDS.get(wording.key)
    internal = wording.message_class == MessageClass.INTERNAL
    try:
        told = preview(
            subject=wording.subject,
            body=wording.body,
            candidate=None if internal else application.candidate,
            application=application,
            recipient=request.user if internal else None,  # type: ignore[arg-type]
            values=values_of(application),
            filled_later=need.fields - ABOUT_APPLICATION if need else (),
        )
    except DomainError as refused:
        return None, refused.message
    return told, ""
