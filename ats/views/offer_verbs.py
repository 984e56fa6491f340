"""What a recruiter does with an offer; each is a POST to an address of its own."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from ats.actions import offers
from ats.forms.offers import ExtensionForm
from ats.forms.words import NoteForm, ReasonForm
from ats.kernel import access, clock, pages
from ats.models import Offer
from ats.permissions import CorePermission
from ats.views.offers import found


@access.view(CorePermission.OFFERS_DRAFT, "POST")
def submit(request: HttpRequest, pk: UUID) -> HttpResponse:
    offer, form = _asked(request, pk, CorePermission.OFFERS_DRAFT), NoteForm(request.POST)
    if not form.is_valid():
        return _back(request, offer, _("The note is too long."), "bad")
    offers.submit(offer=offer, by=request.user, at=clock.now(), **form.cleaned_data)
    return _back(request, offer, _("Submitted for approval."))


@access.view(CorePermission.OFFERS_SEND, "POST")
def send(request: HttpRequest, pk: UUID) -> HttpResponse:
    offer = _asked(request, pk, CorePermission.OFFERS_SEND)
    offers.send(offer=offer, by=request.user, at=clock.now())
    return _back(request, offer, _("Sent to {person}.").format(person=offer.application.candidate.name))


@access.view(CorePermission.OFFERS_SEND, "POST")
def extend(request: HttpRequest, pk: UUID) -> HttpResponse:
    offer, form = _asked(request, pk, CorePermission.OFFERS_SEND), ExtensionForm(request.POST)
    if not form.is_valid():
        return _back(request, offer, _("Give the new time and the reason."), "bad")
    offers.extend(offer=offer, by=request.user, at=clock.now(), **form.cleaned_data)
    return _back(request, offer, _("The candidate has more time."))


@access.view(CorePermission.OFFERS_SEND, "POST")
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    offer, form = _asked(request, pk, CorePermission.OFFERS_SEND), ReasonForm(request.POST)
    if not form.is_valid():
        return _back(request, offer, _("Say why the offer is withdrawn."), "bad")
    offers.withdraw(offer=offer, by=request.user, at=clock.now(), **form.cleaned_data)
    return _back(request, offer, _("Withdrawn."))


def _asked(request: HttpRequest, pk: UUID, permission: Any) -> Offer:
    offer = found(request, pk)
    access.require(request.user, permission, offer)
    return offer


def _back(request: HttpRequest, offer: Offer, toast: str, tone: str = "ok") -> HttpResponse:
    return pages.go(request, reverse("offer", args=[offer.pk]), toast, tone)
