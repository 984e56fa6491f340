"""Many at once: who was picked and what is asked, then what came of it for each, and the way back."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext, pgettext_lazy

from ats.kernel import access, clock, pages
from ats.kernel.audit.polling import polling
from ats.kernel.errors import DomainError
from ats.models import Application
from ats.permissions import CorePermission
from ats.queries.paging import page
from comms.permissions import CommsPermission
from comms.previews import Preview, preview
from milestones.actions import bulk
from milestones.forms import bulk as forms
from milestones.models import BulkRun, BulkVerb
from milestones.permissions import MilestonePermission as M
from milestones.queries import bulk as queries
from milestones.views.board import job_of

SHOWN = 100


@dataclass(frozen=True)
class Verb:
    """`form(data, rows)` makes the form for those picked; `title(number)` says how many, `submit` is the button."""

    key: BulkVerb
    title: Callable[[int], str]
    submit: str
    form: Callable[..., forms.BulkForm]
    danger: bool = False
    writes: bool = False


def _move(number: int) -> str:
    return ngettext("Move {n} candidate", "Move {n} candidates", number).format(n=queries.figure(number))


def _reject(number: int) -> str:
    return ngettext("Reject {n} candidate?", "Reject {n} candidates?", number).format(n=queries.figure(number))


def _mail(number: int) -> str:
    return ngettext("Write to {n} candidate", "Write to {n} candidates", number).format(n=queries.figure(number))


REJECT = pgettext_lazy("a candidate", "Reject")
VERBS = {
    BulkVerb.MOVE: Verb(BulkVerb.MOVE, _move, _l("Move"), forms.MoveManyForm),
    BulkVerb.REJECT: Verb(BulkVerb.REJECT, _reject, REJECT, forms.RejectManyForm, danger=True, writes=True),
    BulkVerb.MAIL: Verb(BulkVerb.MAIL, _mail, _l("Send"), forms.MailManyForm, writes=True),
}


@access.view(M.ADVANCE, "POST")
def moves(request: HttpRequest) -> HttpResponse:
    return _ask(request, VERBS[BulkVerb.MOVE])


@access.view(M.REJECT, "POST")
def rejection(request: HttpRequest) -> HttpResponse:
    return _ask(request, VERBS[BulkVerb.REJECT])


@access.view(CommsPermission.WRITE_MESSAGES, "POST")
def mail(request: HttpRequest) -> HttpResponse:
    return _ask(request, VERBS[BulkVerb.MAIL])


@access.view(M.ADVANCE, "POST")
def board_moves(request: HttpRequest, pk: UUID) -> HttpResponse:
    """From the board's own dialog: at once, without a page between; who stays is named there."""
    job = job_of(request, pk)
    seen, back = picked(request), reverse("board", args=[job.pk])
    mine = set(Application.objects.visible_to(request.user).filter(job=job, pk__in=seen).values_list("pk", flat=True))
    if not mine:
        return pages.go(request, back, toast=_("Nobody was picked."), tone="bad")
    what = {"to": request.POST.get("to", "")[:60], "note": request.POST.get("note", "")}
    chosen = {pk: place for pk, place in seen.items() if pk in mine}
    run = bulk.start(verb=BulkVerb.MOVE, picked=chosen, by=request.user, at=clock.now(), **what)
    if run.is_running:
        return pages.go(request, reverse("bulk_run", args=[run.pk]), toast=_("They are being moved."))
    stays = [item for item in queries.items(run, request.user) if item.said]
    moved = len(chosen) - len(stays)
    text = " ".join(f"{item.application.candidate.name}: {item.told}" for item in stays)
    says = _("{n} moved, {stays} stay. {reasons}") if stays else _("{n} moved.")
    done = says.format(n=moved, stays=len(stays), reasons=text)
    return pages.go(request, back, toast=done, tone="bad" if stays else "ok")


@access.view(CorePermission.APPLICATIONS_VIEW)
def index(request: HttpRequest) -> HttpResponse:
    """The reader's own runs, the latest first."""
    found = page(BulkRun.objects.visible_to(request.user), column="asked_at", after=request.GET.get("after", ""))
    counted, at = queries.tally(found.rows), clock.now()
    rows = [
        {
            "run": run,
            "said": queries.in_words(run, counted[run.pk]),
            "can_undo": bulk.can_be_undone(run, request.user, at),
        }
        for run in found.rows
    ]
    next_url = pages.with_query(request, after=found.after) if found.after else ""
    return render(request, "milestones/bulk/index.html", {"rows": rows, "next_url": next_url})


@polling
@access.view(CorePermission.APPLICATIONS_VIEW)
def show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One run: how far it is, and what refused, with the reason."""
    run = _mine(request, pk)
    counted = queries.tally([run])[run.pk]
    context = {
        "run": run,
        "title": VERBS[BulkVerb(run.verb)].title(sum(counted.values())).rstrip("?"),
        "said": queries.in_words(run, counted),
        "items": queries.items(run, request.user),
        "can_undo": bulk.can_be_undone(run, request.user, clock.now()),
    }
    return pages.respond(request, "milestones/bulk/show.html", "results", context)


@access.view(CorePermission.APPLICATIONS_VIEW, "POST")
def undo(request: HttpRequest, pk: UUID) -> HttpResponse:
    run = bulk.undo(run=_mine(request, pk), by=request.user, at=clock.now())
    said = queries.in_words(run, queries.tally([run])[run.pk])
    return pages.go(request, reverse("bulk_run", args=[run.pk]), toast=said)


def picked(request: HttpRequest) -> dict[UUID, str]:
    """Applications with the milestone in which the page showed each: "<id>:<key>", a list by script, boxes without."""
    values = [*request.POST.get("ids", "").split(","), *request.POST.getlist("pick")]
    pairs = [value.partition(":") for value in values]
    return {pk: key[:60] for given, _, key in pairs for pk in pages.ids([given])}


def _ask(request: HttpRequest, verb: Verb) -> HttpResponse:
    """The page between: who was picked, what is asked; with `confirm` it is done, with `preview` shown."""
    at, chosen = clock.now(), picked(request)
    rows = queries.picked(request.user, chosen)
    if not rows:
        return pages.go(request, reverse("candidates"), toast=_("Nobody was picked."), tone="bad")
    more = {"targets": queries.targets(rows, at)} if verb.key == BulkVerb.MOVE else {}
    asked = "confirm" in request.POST or "preview" in request.POST
    form = verb.form(request.POST if asked else None, picked=len(rows), **more)
    if "confirm" in request.POST and form.is_valid():
        try:
            kept = {row.pk: chosen[row.pk] for row in rows}
            run = bulk.start(verb=verb.key, picked=kept, by=request.user, at=at, **form.what())
        except bulk.BulkRefused as refused:
            form.add_error(None, refused.message)
        else:
            return pages.go(request, reverse("bulk_run", args=[run.pk]), toast=_said(run))
    return _page(request, verb, form, rows, chosen)


def _said(run: BulkRun) -> str:
    return _("It has begun.") if run.is_running else queries.in_words(run, queries.tally([run])[run.pk])


def _page(
    request: HttpRequest, verb: Verb, form: forms.BulkForm, rows: list[Application], chosen: dict[UUID, str]
) -> HttpResponse:
    people = queries.with_reasons(rows) if verb.writes else [queries.Picked(row) for row in rows]
    reached = next((each.row for each in people if not each.barred), None)
    context = {
        "verb": verb,
        "title": verb.title(len(rows)),
        "form": form,
        "ids": ",".join(f"{row.pk}:{chosen[row.pk]}" for row in rows),
        "people": people[:SHOWN],
        "further": max(0, len(people) - SHOWN),
        "barred": [each for each in people if each.barred],
        "preview": _preview(form, reached) if "preview" in request.POST else None,
        "preview_of": reached,
        "can_preview": verb.key == BulkVerb.MAIL,
        "back": reverse("candidates"),
    }
    wrong = form.is_bound and not form.is_valid()
    return render(request, "milestones/bulk/ask.html", context, status=422 if wrong else 200)


def _preview(form: Any, row: Application | None) -> Preview | None:
    form.is_valid()
    if row is None or form.errors.keys() & {"subject", "body"}:
        return None
    subject, body = form.wording()
    try:
        return preview(subject=subject, body=body, candidate=row.candidate, application=row)
    except DomainError as refused:
        form.add_error(None, refused.message)
        return None


def _mine(request: HttpRequest, pk: UUID) -> BulkRun:
    found: BulkRun = get_object_or_404(BulkRun.objects.visible_to(request.user), pk=pk)
    return found
