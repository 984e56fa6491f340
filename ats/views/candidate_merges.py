"""Likely duplicates: the list, dismissing a pair, a search; merging two records after a look at both; undoing that."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from ats.actions import duplicates, merges
from ats.forms.candidate_deeds import MaybeWhyForm, MergeForm
from ats.kernel import access, clock, pages
from ats.kernel.errors import DomainError
from ats.models import Candidate, CandidateMerge, DuplicatePair, DuplicateRun
from ats.permissions import CorePermission
from ats.queries import candidate_views, searching
from ats.queries import merges as queries
from ats.views.candidate_edit import ask, of_page

MERGE = CorePermission.CANDIDATES_MERGE
SHOWN = 50


@access.view(MERGE)
def index(request: HttpRequest) -> HttpResponse:
    waiting = DuplicatePair.objects.visible_to(request.user).waiting()
    context = {
        "pairs": list(waiting.select_related("first__owner", "second__owner")[:SHOWN]),
        "count": candidate_views.capped_count(waiting),
        "search": DuplicateRun.objects.order_by("-started_at", "-created_at", "-pk").first(),
        "sees_rules": access.allows(request.user, access.KernelPermission.ADMIN_VIEW),
    }
    return render(request, "ats/candidate/duplicates.html", context)


@access.view(MERGE, "POST")
def search(request: HttpRequest) -> HttpResponse:
    """Look through all records anew, in the background."""
    duplicates.start_search(by=request.user, at=clock.now())
    return pages.go(request, reverse("duplicates"), toast=_("The search has begun. What it finds appears here."))


@access.view(MERGE, "POST")
def dismiss(request: HttpRequest, pk: UUID) -> HttpResponse:
    pair = get_object_or_404(DuplicatePair.objects.visible_to(request.user), pk=pk)
    access.require(request.user, MERGE, pair)
    duplicates.dismiss(pair=pair, by=request.user, at=clock.now(), reason=request.POST.get("reason", "")[:300])
    return pages.go(request, reverse("duplicates"), toast=_("Remembered: these are two people."))


@access.view(MERGE, "GET", "POST")
def merge(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Both records side by side; a POST makes `with` a part of the record of this address. Without `with`: choose it."""
    kept = of_page(request, pk, MERGE)
    given = pages.ids([request.POST.get("with", "") or request.GET.get("with", "")])
    if not given:
        return _choose(request, kept)
    gone = of_page(request, given[0], MERGE)
    form = MergeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            merges.merge(
                candidate=gone,
                into=kept,
                by=request.user,
                at=clock.now(),
                reason=form.cleaned_data["reason"],
                take=form.take(),
            )
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            return pages.go(
                request, reverse("candidate", args=[pk]), toast=_("One record now: {person}.").format(person=kept.name)
            )
    context = {"form": form, **queries.preview(kept, gone, request.user, form.take() if form.is_bound else set())}
    return render(request, "ats/candidate/merge.html", context, status=422 if form.errors else 200)


def _choose(request: HttpRequest, kept: Candidate) -> HttpResponse:
    words = request.GET.get("q", "").strip()
    others = Candidate.objects.visible_to(request.user).exclude(pk=kept.pk)
    found = list(searching.matching(others, words, request.user)[:20]) if words else []
    context = {"candidate": kept, "words": words, "found": found}
    return render(request, "ats/candidate/merge_with.html", context, status=422 if request.method == "POST" else 200)


@access.view(MERGE, "GET", "POST")
def undo(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Undo a merge, after a word on what that means."""
    row = get_object_or_404(
        CandidateMerge.objects.visible_to(request.user).select_related("survivor", "absorbed"), pk=pk
    )
    access.require(request.user, MERGE, row.survivor)
    form = MaybeWhyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        merges.unmerge(candidate=row.absorbed, by=request.user, at=clock.now(), reason=reason)
        address = reverse("candidate", args=[row.absorbed_id])
        toast = _("Two records again. {person} has back what they brought.").format(person=row.absorbed.name)
        return pages.go(request, address, toast=toast)
    consequence = _(
        "{absorbed} stands for themselves again, with the applications, notes, files and messages that they brought. "
        "What happened since the merge stays with {survivor}; messages that were cancelled stay so."
    ).format(absorbed=row.absorbed.name, survivor=row.survivor.name)
    return ask(request, row.survivor, form, verb=_("Undo the merge"), consequence=consequence)
