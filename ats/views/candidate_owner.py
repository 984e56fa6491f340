"""Whose a candidate is: handing over, taking, asking, answering, disputing."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ats.actions import applications, ownership
from ats.forms.candidate_deeds import OwnerForm, PutForwardForm, WhyForm
from ats.kernel import access, clock, pages
from ats.kernel.errors import DomainError
from ats.models import Candidate, OwnershipRequest
from ats.permissions import CorePermission
from ats.policies import ownership as policy
from ats.queries import candidate_page
from ats.views.candidate_edit import ask as ask_page
from ats.views.candidate_edit import of_page

VIEW, EDIT = CorePermission.CANDIDATES_VIEW, CorePermission.CANDIDATES_EDIT
PAST = 20


@access.view(VIEW, "GET", "POST")
def owner(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who has the candidate, what was asked and answered; a POST hands over (who decides needs no right to edit)."""
    candidate = of_page(request, pk, VIEW)
    may_give = access.allows(request.user, EDIT, candidate) or policy.decides(request.user, candidate)
    form = OwnerForm(request.POST if request.method == "POST" else None, initial={"owner": candidate.owner_id})
    if request.method == "POST":
        if not may_give:
            access.require(request.user, EDIT, candidate)
        if form.is_valid():
            given = form.cleaned_data
            to, reason = given["owner"], given["reason"]
            ownership.hand_over(candidate=candidate, to=to, reason=reason, by=request.user, at=clock.now())
            words = (
                _("{candidate} is with {owner} now.").format(candidate=candidate.name, owner=to.name)
                if to
                else _("Nobody owns them now.")
            )
            return pages.go(request, reverse("candidate_owner", args=[pk]), toast=words)
    held, at = policy.ownership(candidate), clock.now()
    past = OwnershipRequest.objects.filter(candidate=candidate).exclude(pk__in=_open(candidate))
    context = {
        "candidate": candidate,
        "form": form,
        "held": held,
        "is_locked": held.is_locked(at),
        "stands_in_the_way": held.is_locked_against(request.user, at) and not policy.decides(request.user, candidate),
        "is_locked_against_me": held.is_locked_against(request.user, at),
        "may_give": may_give,
        "may_ask": access.allows(request.user, EDIT, candidate),
        "open": candidate_page.requests(candidate, request.user),
        "past": list(past.select_related("asked_by", "owner", "answered_by")[:PAST]),
        "lock_days": policy.lock().days,
    }
    return render(request, "ats/candidate/owner.html", context, status=422 if form.errors else 200)


def _open(candidate: Candidate) -> list[UUID]:
    return list(OwnershipRequest.objects.filter(candidate=candidate).unanswered().values_list("pk", flat=True))


@access.view(EDIT, "POST")
def ask(request: HttpRequest, pk: UUID) -> HttpResponse:
    candidate, form = of_page(request, pk, EDIT), WhyForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    ownership.ask(candidate=candidate, reason=reason, by=request.user, at=clock.now())
    return pages.go(request, reverse("candidate_owner", args=[pk]), toast=_("Asked. The answer appears here."))


@access.view(CorePermission.APPLICATIONS_CREATE, "GET", "POST")
def put_forward(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put the candidate forward for a job; whose they are is said before."""
    candidate = of_page(request, pk, VIEW)
    form = PutForwardForm(request.POST if request.method == "POST" else None, user=request.user)
    if request.method == "POST" and form.is_valid():
        given, at = form.cleaned_data, clock.now()
        access.require(request.user, CorePermission.APPLICATIONS_CREATE, given["job"])
        job, source = given["job"], given["source"]
        try:
            applications.add(candidate=candidate, job=job, source=source, by=request.user, at=at)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            toast = _("{candidate} is put forward for {job}.").format(candidate=candidate.name, job=job.name)
            return pages.go(request, reverse("candidate", args=[pk]), toast=toast)
    words = _whose(candidate, request.user)
    return ask_page(request, candidate, form, verb=_("Put forward"), consequence=words)


def _whose(candidate: Candidate, user: Any) -> str:
    held = policy.ownership(candidate)
    if held.owner is None:
        return _("Nobody owns them yet.")
    if held.owner == user:
        return _("They are yours.")
    if not (held.is_locked(clock.now()) and held.until):
        words = _("{owner} works with them. Talk to {owner} before you put them forward.")
        return words.format(owner=held.owner.name)
    words = _("{owner} works with them, locked until {date}. Talk to {owner} before you put them forward.")
    return words.format(owner=held.owner.name, date=date_format(held.until, _("j F Y")))


@access.view(VIEW, "POST")
def answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Hand over (`granted`), or keep."""
    row, granted = _request(request, pk), bool(request.POST.get("granted"))
    words = request.POST.get("answer", "")[:300]
    ownership.answer(request=row, granted=granted, answer=words, by=request.user, at=clock.now())
    toast = _("Handed over to {person}.").format(person=row.asked_by.name) if granted else _("Answered: no.")
    return pages.go(request, reverse("candidate_owner", args=[row.candidate_id]), toast=toast)


@access.view(VIEW, "POST")
def dispute(request: HttpRequest, pk: UUID) -> HttpResponse:
    row, reason = _request(request, pk), request.POST.get("reason", "")[:300]
    ownership.dispute(request=row, reason=reason, by=request.user, at=clock.now())
    return pages.go(
        request, reverse("candidate_owner", args=[row.candidate_id]), toast=_("An administrator decides now.")
    )


@access.view(VIEW, "POST")
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _request(request, pk)
    ownership.withdraw(request=row, by=request.user, at=clock.now())
    return pages.go(request, reverse("candidate_owner", args=[row.candidate_id]), toast=_("Withdrawn."))


def _request(request: HttpRequest, pk: UUID) -> OwnershipRequest:
    seen = OwnershipRequest.objects.visible_to(request.user).select_related("candidate__owner", "asked_by")
    row: OwnershipRequest = get_object_or_404(seen, pk=pk)
    return row
