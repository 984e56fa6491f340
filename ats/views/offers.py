"""Offers: the record with its approval and versions, and as it stood at an earlier moment; drafting and revising."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from ats import letters
from ats.actions import offers
from ats.forms.offers import DraftForm, ExtensionForm, TermsForm, initial_terms
from ats.forms.words import AsOfForm, NoteForm, ReasonForm
from ats.kernel import access, clock, pages
from ats.kernel.access import KernelPermission
from ats.kernel.approvals.chain import chain
from ats.models import Application, Offer, OfferStatus
from ats.permissions import CorePermission
from ats.queries import approvals as approval_queries
from ats.queries import custom_fields, past
from ats.views.refusals import done


@access.view(CorePermission.OFFERS_VIEW)
def detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    offer = found(request, pk)
    form = AsOfForm(request.GET)
    then = form.cleaned_data["as_of"] if form.is_valid() else None
    if then is not None:
        return _as_of(request, offer, then, form)
    sees_pay = access.sees_pay(request.user, offer.application.job)
    asked = approval_queries.latest_request("offer", offer.pk)
    letter = offer.letters.select_related("file", "signed_file").first() if sees_pay else None
    context = {
        "offer": offer,
        "terms": offer.terms if sees_pay else None,
        "band": approval_queries.offer_band(offer.terms, offer.application.job) if sees_pay else None,
        "versions": offer.versions.all() if sees_pay else [],
        "changes": past.offer_changes(offer) if sees_pay else [],
        "letter": letter,
        "not_shown": letters.not_shown(letter.text) if letter else "",
        "asked": asked,
        "chain": chain(asked, request.user) if asked else [],
        "as_of_form": AsOfForm(),
        "custom": custom_fields.Readable("offer", [offer], request.user).lines(offer),
        **_possible(request, offer),
    }
    return render(request, "ats/offer/detail.html", context)


@access.view(CorePermission.OFFERS_DRAFT, "GET", "HEAD", "POST")
def new(request: HttpRequest, pk: UUID) -> HttpResponse:
    rows = Application.objects.visible_to(request.user).select_related("job", "candidate")
    application = get_object_or_404(rows, pk=pk)
    job = application.job
    access.require(request.user, CorePermission.OFFERS_DRAFT, application)
    access.require(request.user, KernelPermission.PAY_VIEW, job)
    openings = job.openings.free()
    initial = {"salary_currency": job.pay_currency, "salary_unit": job.pay_unit, "opening": openings.first()}
    custom = custom_fields.for_form("offer", request.user)
    form = DraftForm(request.POST or None, openings=openings, custom=custom, initial=initial)
    if form.is_valid() and done(form, lambda: _draft(request, application, form)):
        return pages.go(request, reverse("offer", args=[form.offer.pk]), _("Offer drafted."))  # type: ignore[attr-defined]
    return _form(request, form, application, _("Draft an offer"), _("Save draft"))


@access.view(CorePermission.OFFERS_DRAFT, "GET", "HEAD", "POST")
def revise(request: HttpRequest, pk: UUID) -> HttpResponse:
    offer = found(request, pk)
    access.require(request.user, CorePermission.OFFERS_DRAFT, offer)
    access.require(request.user, KernelPermission.PAY_VIEW, offer.application.job)
    form = TermsForm(request.POST or None, initial=initial_terms(offer))
    if form.is_valid() and done(
        form, lambda: offers.revise(offer=offer, by=request.user, at=clock.now(), **form.cleaned_data)
    ):
        return pages.go(
            request, reverse("offer", args=[offer.pk]), _("Saved as a new version. Submit it for approval.")
        )
    return _form(request, form, offer.application, _("Change the terms"), _("Save as new version"))


def found(request: HttpRequest, pk: UUID) -> Offer:
    """The offer of this address, or 404."""
    rows = Offer.objects.visible_to(request.user).select_related(
        "application__candidate", "application__job__department", "opening"
    )
    offer: Offer = get_object_or_404(rows.prefetch_related("versions__created_by"), pk=pk)
    return offer


def _draft(request: HttpRequest, application: Application, form: DraftForm) -> None:
    form.offer = offers.draft(  # type: ignore[attr-defined]
        application=application, by=request.user, at=clock.now(), **form.facts()
    )


def _form(request: HttpRequest, form: Any, application: Application, title: str, verb: str) -> HttpResponse:
    back = reverse("application", args=[application.pk])
    context = {
        "form": form,
        "application": application,
        "title": title,
        "verb": verb,
        "job": application.job,
        "back": back,
    }
    context["sees_pay"] = access.sees_pay(request.user, application.job)
    return render(request, "ats/offer/form.html", context, status=422 if form.errors else 200)


def _as_of(request: HttpRequest, offer: Offer, then: Any, form: AsOfForm) -> HttpResponse:
    access.require(request.user, KernelPermission.PAY_VIEW, offer.application.job)
    was = past.offer_as_of(offer, then)
    return render(request, "ats/offer/as_of.html", {"offer": offer, "was": was, "then": then, "as_of_form": form})


def _possible(request: HttpRequest, offer: Offer) -> dict[str, Any]:
    """The forms of what this reader can do now."""
    user, status = request.user, offer.status
    drafts = access.allows(user, CorePermission.OFFERS_DRAFT, offer)
    sends = access.allows(user, CorePermission.OFFERS_SEND, offer)
    before_sending = status in (OfferStatus.DRAFT, OfferStatus.PENDING_APPROVAL, OfferStatus.APPROVED)
    return {
        "can_fill": drafts and custom_fields.exist("offer"),
        "can_revise": drafts and (before_sending or status == OfferStatus.EXPIRED),
        "submission": NoteForm() if drafts and status == OfferStatus.DRAFT else None,
        "can_send": sends and status == OfferStatus.APPROVED,
        "extension": ExtensionForm() if sends and status == OfferStatus.SENT else None,
        "withdrawal": ReasonForm() if sends and offer.may_become(OfferStatus.WITHDRAWN) else None,
    }
