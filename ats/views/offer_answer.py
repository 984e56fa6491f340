"""The candidate's page: the terms, and the answer. The link is signed and ends with the offer; GET never answers."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from ats import links
from ats.actions import offers
from ats.forms.offers import AcceptanceForm, DeclineForm
from ats.kernel import access, clock
from ats.models import Offer
from ats.views.booking_answer import friendly

PURPOSE = "offer"


@access.view(access.PUBLIC, "GET", "HEAD", "POST")
@friendly
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """A GET shows the terms; a POST with `answer` accept or decline writes the candidate's answer."""
    offer = offer_of(token)
    if request.method == "POST" and offer.is_open_to_answer(clock.now()):
        return _answer(request, offer)
    return _page(request, offer)


def _answer(request: HttpRequest, offer: Offer) -> HttpResponse:
    accepts = request.POST.get("answer") == "accept"
    form = AcceptanceForm(request.POST) if accepts else DeclineForm(request.POST)
    if not form.is_valid():
        return _page(request, offer, **{"acceptance" if accepts else "refusal": form})
    try:
        if accepts:
            offers.accept(offer=offer, signed_name=form.cleaned_data["signed_name"], at=clock.now())
        else:
            offers.decline(offer=offer, at=clock.now(), **form.cleaned_data)
    except offers.OpeningTaken:
        return _page(request, offer, taken=True)
    except offers.NotOpenToAnswer:
        pass  # A second click, or somebody was faster: the page below says how it stands.
    redirect = HttpResponseRedirect(request.path)
    redirect.status_code = 303
    return redirect


def _page(request: HttpRequest, offer: Offer, *, taken: bool = False, **forms: Any) -> HttpResponse:
    at = clock.now()
    taken = taken or offer.has_lost_its_job(at)
    is_open = offer.is_open_to_answer(at) and not taken
    context = {
        "offer": offer,
        "job": offer.application.job,
        "candidate": offer.application.candidate,
        "recruiter": offer.application.owner,
        "is_open": is_open,
        "taken": taken,
        "has_expired": offer.has_gone_out and offer.is_overdue(at),
        "acceptance": forms.get("acceptance") or AcceptanceForm(),
        "refusal": forms.get("refusal") or DeclineForm(),
    }
    if is_open or offer.is_answered:
        context["terms"] = offer.terms
        letter = offer.letters.filter(version=offer.version).first()
        context["letter_url"] = f"{request.path}letter/" if letter else ""
    came_too_late = request.method == "POST" and not is_open and not offer.is_answered
    status = 422 if forms else 409 if came_too_late else 200
    return render(request, "ats/offer/answer.html", context, status=status)


def offer_of(token: str) -> Offer:
    """The offer that the token names. Raises LinkRefused (404) when it is forged or speaks of an earlier version."""
    said = links.read(PURPOSE, token)
    rows = Offer.objects.select_related("application__candidate", "application__job", "application__owner")
    offer: Offer | None = rows.prefetch_related("versions").filter(pk=UUID(said["id"])).first()
    if offer is None or offer.sent_at is None or said.get("version") != offer.version:
        raise links.LinkRefused(_("This link belongs to an earlier offer. Use the one in our latest message."))
    return offer
