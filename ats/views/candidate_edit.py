"""What colleagues change about a candidate: facts and contact points, "do not contact", following, reminders."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ats.actions import candidates, following, tasks
from ats.forms.candidate_deeds import ReminderForm, WhyForm
from ats.forms.candidate_facts import ContactPoints, FactsForm
from ats.kernel import access, clock, pages
from ats.models import Application, ApplicationStatus, Candidate
from ats.permissions import CorePermission
from ats.queries import custom_fields


@access.view(CorePermission.CANDIDATES_EDIT, "GET", "POST")
def edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    candidate = of_page(request, pk, CorePermission.CANDIDATES_EDIT)
    sent = request.POST if request.method == "POST" else None
    custom = custom_fields.for_form("candidate", request.user, candidate)
    form = FactsForm(sent, candidate=candidate, custom=custom)
    points = ContactPoints(sent, candidate) if access.sees_contact(request.user, candidate) else None
    if request.method == "POST" and all([form.is_valid(), points is None or points.is_valid()]):
        _write(request, candidate, form, points)
        return pages.go(request, reverse("candidate", args=[pk]), toast=_("Saved."))
    context = {"candidate": candidate, "form": form, "points": points}
    return render(request, "ats/candidate/edit.html", context, status=422 if request.method == "POST" else 200)


def _write(request: HttpRequest, candidate: Candidate, form: FactsForm, points: ContactPoints | None) -> None:
    by, at = request.user, clock.now()
    candidates.edit(candidate=candidate, by=by, at=at, **form.facts())
    if points and (changes := points.changes()):
        candidates.replace_contacts(candidate=candidate, by=by, at=at, **changes)
    if source := form.cleaned_data["source"]:
        candidates.note_source(candidate=candidate, source=source, by=by, at=at)


@access.view(CorePermission.CANDIDATES_EDIT, "GET", "POST")
def contact(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Mark “do not contact”, or lift it, with a reason."""
    candidate = of_page(request, pk, CorePermission.CANDIDATES_EDIT)
    form = WhyForm(request.POST if request.method == "POST" else None)
    lifts = candidate.do_not_contact
    if request.method == "POST" and form.is_valid():
        deed = candidates.allow_contact if lifts else candidates.bar_contact
        deed(candidate=candidate, reason=form.cleaned_data["reason"], by=request.user, at=clock.now())
        toast = _("They may be contacted again.") if lifts else _("Nobody contacts them now. What waited is cancelled.")
        return pages.go(request, reverse("candidate", args=[pk]), toast=toast)
    words = (
        (_("Allow contact again"), _("Messages may go out again. What was cancelled stays cancelled."))
        if lifts
        else (
            _("Do not contact"),
            _("Nothing is sent to them any more, and what waits is cancelled. Colleagues see why."),
        )
    )
    return ask(request, candidate, form, verb=words[0], consequence=words[1])


@access.view(CorePermission.CANDIDATES_VIEW, "POST")
def follow(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Follow, or with `undo` no longer."""
    candidate = of_page(request, pk, CorePermission.CANDIDATES_VIEW)
    undo = bool(request.POST.get("undo"))
    deed = following.unfollow if undo else following.follow
    deed(candidate=candidate, by=request.user, at=clock.now())
    toast = _("You no longer follow them.") if undo else _("You hear of what happens with them.")
    return pages.go(request, reverse("candidate", args=[pk]), toast=toast)


@access.view(CorePermission.TASKS_VIEW, "GET", "POST")
def reminder(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A to-do for the reader, some days on, about the candidate's application where they have one."""
    candidate = of_page(request, pk, CorePermission.CANDIDATES_VIEW)
    title = _("Get back to {person}").format(person=candidate.name)
    form = ReminderForm(request.POST if request.method == "POST" else None, initial={"title": title})
    if request.method == "POST" and form.is_valid():
        at, told = clock.now(), form.cleaned_data
        due = timezone.localtime(at).date() + timedelta(days=int(told["days"]))
        title = told["title"] or title
        tasks.add(title=title, application=_current(candidate, request.user), due_date=due, by=request.user, at=at)
        return pages.go(
            request,
            reverse("candidate", args=[pk]),
            toast=_("Noted for {date}.").format(date=date_format(due, _("j F"))),
        )
    return ask(
        request, candidate, form, verb=_("Remind me"), consequence=_("It stands among your tasks and is due that day.")
    )


def _current(candidate: Candidate, user: Any) -> Application | None:
    seen = Application.objects.visible_to(user).filter(candidate=candidate, status=ApplicationStatus.ACTIVE)
    row: Application | None = seen.order_by("-applied_at").first()
    return row


def of_page(request: HttpRequest, pk: UUID, permission: CorePermission) -> Candidate:
    """The candidate, 404 when not visible; then the permission on them, 403."""
    candidate = get_object_or_404(Candidate.objects.visible_to(request.user).select_related("owner"), pk=pk)
    access.require(request.user, permission, candidate)
    return candidate


def ask(request: HttpRequest, candidate: Candidate, form: Any, **words: Any) -> HttpResponse:
    """The page that asks for what a deed needs; 422 when it was sent and is not complete."""
    context = {"candidate": candidate, "form": form, **words}
    return render(request, "ats/candidate/ask.html", context, status=422 if form.errors else 200)
