"""Scorecards: one's own to fill in, phone first; and those of an application side by side."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from ats.actions import scorecards
from ats.forms.scorecards import ScorecardForm
from ats.kernel import access, clock, pages
from ats.models import Application, Interview, Scorecard
from ats.permissions import CorePermission
from ats.queries.comparison import compare
from ats.queries.evidence import evidence


@access.view(CorePermission.SCORECARDS_SUBMIT, "GET", "HEAD", "POST")
def form(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Only the panel has this page; `save=draft` keeps what is there, submit hands it in."""
    interview = _own_interview(request, pk)
    mine = Scorecard.objects.filter(interview=interview, interviewer=request.user).first()
    if mine is not None and mine.submitted_at:
        return pages.go(request, reverse("scorecards", args=[interview.application_id]), _("Your scorecard is in."))
    filled = ScorecardForm(request.POST or None, interview=interview, scorecard=mine)
    if request.method != "POST" or not filled.is_valid():
        return _page(request, interview, mine, filled)
    if request.POST.get("save"):
        _save(request, interview, filled)
        return pages.go(request, request.path, _("Draft saved. Only you see it."))
    return _submit(request, interview, mine, filled)


@access.view(CorePermission.SCORECARDS_VIEW)
def index(request: HttpRequest, pk: UUID) -> HttpResponse:
    rows = Application.objects.visible_to(request.user).select_related("candidate", "job")
    application = get_object_or_404(rows, pk=pk)
    access.require(request.user, CorePermission.SCORECARDS_VIEW, application)
    context = {
        "application": application,
        "candidate": application.candidate,
        "evidence": evidence(application, request.user),
        "table": compare(application, request.user, clock.now()),
        "owed": Interview.objects.owing(request.user).filter(application=application).first(),
    }
    return render(request, "ats/scorecard/list.html", context)


def _own_interview(request: HttpRequest, pk: UUID) -> Interview:
    rows = Interview.objects.select_related("application__candidate", "application__job", "kit")
    interview: Interview = get_object_or_404(rows, pk=pk)
    if not interview.interviewers.filter(pk=request.user.pk).exists():
        raise Http404
    return interview


def _save(request: HttpRequest, interview: Interview, filled: ScorecardForm) -> None:
    scorecards.save_draft(
        interview=interview,
        by=request.user,
        at=clock.now(),
        attributes=filled.attributes(),
        overall_recommendation=filled.cleaned_data["overall_recommendation"],
        note=filled.cleaned_data["note"],
    )


def _submit(request: HttpRequest, interview: Interview, mine: Any, filled: ScorecardForm) -> HttpResponse:
    given = filled.cleaned_data
    try:
        scorecards.submit(
            interview=interview,
            by=request.user,
            at=clock.now(),
            attributes=filled.attributes(),
            **{name: given[name] for name in ("overall_recommendation", "note", "unrated_is_meant")},
        )
    except scorecards.ScorecardIncomplete as refusal:
        _save(request, interview, filled)
        filled.add_error(None if "unrated" in refusal.details else "overall_recommendation", refusal.message)
        return _page(request, interview, mine, filled, asks_once="unrated" in refusal.details)
    return pages.go(request, reverse("scorecards", args=[interview.application_id]), _("Your scorecard is in."))


def _page(
    request: HttpRequest, interview: Interview, mine: Any, filled: ScorecardForm, *, asks_once: bool = False
) -> HttpResponse:
    context = {
        "interview": interview,
        "kit": interview.kit,
        "candidate": interview.application.candidate,
        "form": filled,
        "draft": mine,
        "asks_once": asks_once,
        "rated": sum(bool(rating.value()) for label, rating, note in filled.lines()),
    }
    return render(request, "ats/scorecard/form.html", context, status=422 if filled.errors else 200)
