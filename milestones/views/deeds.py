"""One page per verb: GET shows its form (as a dialog where htmx asks), POST does it. No state changes by GET."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ats.kernel import access, clock, pages
from ats.kernel.access import Permission
from ats.kernel.access.readers import ForReaders
from ats.kernel.errors import DomainError
from ats.kernel.prepared import Prepared
from ats.models import Application
from ats.permissions import CorePermission
from comms.queries import told_of_rejection
from milestones import engine, policies
from milestones.actions import applications, gate_items, transfers
from milestones.engine import events
from milestones.engine.words import Status
from milestones.forms import moves as forms
from milestones.models import Visit
from milestones.permissions import MilestonePermission as M
from milestones.queries import application_page, bypasses, reopening
from milestones.queries.standing import Standing, look_at, standing_of
from milestones.queries.transfers import jobs_for, places


@dataclass(frozen=True)
class Deed:
    """`title` and `done` name the candidate. `targets(state)` are the choices of the form's field `to`; `danger` colours the
    verb; `event` is what the page that shows the form must still be right about.

    `notice(application)` is what the reader must know besides, before the deed and after it; "" for nothing.
    `rules(user, application, standing)` are sentences on what will be asked for. `outcome(application)` says what came of the
    deed where that isn't `done`. `choices(user, application)` are further arguments of the form.
    """

    title: str
    submit: str
    form: type[forms.DeedForm]
    run: Callable[..., Application]
    done: str
    permission: Permission
    text: str = ""
    danger: bool = False
    event: Callable[..., events.Move] = events.Move
    targets: Callable[[engine.State], list[engine.Step]] | None = None
    notice: Callable[[Application], str] = lambda row: ""
    rules: Callable[[Any, Application, Standing], list[str]] = lambda user, row, standing: []
    outcome: Callable[[Application], str] = lambda row: ""
    choices: Callable[[Any, Application], dict[str, Any]] = lambda user, row: {}


def visible(request: HttpRequest, pk: UUID, *related: str) -> Application:
    """The application with its candidate and job, and with `related` rows that the page will speak of; else 404."""
    if related:
        return get_object_or_404(_with_people(request.user, pk, *related))
    for row in VISIBLE(request.user, pk):
        return row
    raise Http404


def _with_people(reader: Any, pk: UUID, *related: str) -> QuerySet[Application]:
    return Application.objects.visible_to(reader).filter(pk=pk).select_related("candidate", "job", *related)


VISIBLE: ForReaders[list[Application]] = ForReaders(Prepared, _with_people, UUID)


def carry_out(request: HttpRequest, pk: UUID, deed: Deed, **given: Any) -> HttpResponse:
    """The form of `deed`, or what came of it: 303 to the application, 422 with the reason, 409 as a page."""
    row, at = visible(request, pk), clock.now()
    form = _form(request, row, deed, at)
    if request.method == "POST" and form.is_valid():
        try:
            after = deed.run(application=row, by=request.user, at=at, **given, **form.arguments())
        except DomainError as refused:
            return _refused(request, row, deed, form, refused)
        done = deed.outcome(row) or f"{deed.done.format(name=row.candidate.name)} {deed.notice(row)}".rstrip()
        return pages.go(request, _afterwards(request) or reverse("application", args=[after.pk]), toast=done)
    policies.permit(request.user, deed.permission, row)  # where the deed is done, it asks that itself
    if form.is_bound:
        # What an older page offered may be no choice any more: then the reason is that somebody was quicker.
        seen = deed.event(expected=request.POST.get("expected") or None)
        engine.refuse_stale(standing_of(row, at).state, seen)
    return _show(request, row, deed, form, status=422 if form.is_bound else 200)


def _afterwards(request: HttpRequest) -> str:
    """Where the review queue goes on after the deed; "" for anything but the queue."""
    wanted = (request.POST if request.method == "POST" else request.GET).get("next", "")
    queue = reverse("review")
    is_ours = wanted.split("?")[0] == queue and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if is_ours else ""


def _form(request: HttpRequest, row: Application, deed: Deed, at: Any) -> forms.DeedForm:
    more: dict[str, Any] = {"application": row, "at": at, **deed.choices(request.user, row)}
    if deed.targets is not None:
        more["targets"] = partial(_targets, row, deed, at)
    if request.method == "POST":
        return deed.form(request.POST, **more)
    visit = Visit.objects.last_of(row)
    initial = {"expected": visit.milestone.definition.key if visit else ""}
    if wanted := request.GET.get("to"):
        initial["to"] = wanted
    return deed.form(initial=initial, **more)


def _targets(row: Application, deed: Deed, at: Any) -> list[tuple[str, str]]:
    assert deed.targets is not None
    return [(step.key, step.name) for step in deed.targets(look_at(row, at).state)]


def _refused(
    request: HttpRequest, row: Application, deed: Deed, form: forms.DeedForm, refused: DomainError
) -> HttpResponse:
    if refused.status in (403, 409):
        raise refused
    form.add_error(None, refused.message)
    return _show(request, row, deed, form, status=refused.status, missing=refused.details.get("missing", []))


def _show(
    request: HttpRequest, row: Application, deed: Deed, form: Any, *, status: int, missing: Any = ()
) -> HttpResponse:
    form.offer()
    context = {
        "application": row,
        "deed": deed,
        "title": deed.title.format(name=row.candidate.name),
        "form": form,
        "notice": deed.notice(row),
        "rules": deed.rules(request.user, row, standing_of(row, clock.now())),
        "missing": missing,
        "fill": application_page.fill_address(row, list(missing), form.data.get("to", "")),
        "action": request.path,
        "back": _afterwards(request) or reverse("application", args=[row.pk]),
        "next": _afterwards(request),
    }
    return pages.respond(request, "milestones/application/deed.html", "dialog", context, status=status)


# --- the verbs --------------------------------------------------------------------------------------------------------
def _forward(state: engine.State) -> list[engine.Step]:
    step = state.step
    return [s for s in state.plan.after(step) if s.follows_hire == step.follows_hire] if step else []


def _back(state: engine.State) -> list[engine.Step]:
    return list(reversed(state.plan.before(state.step))) if state.step else []


def _again(state: engine.State) -> list[engine.Step]:
    """Where they stood first, then the others before the hire."""
    step = state.step
    if step is None or state.status not in {Status.REJECTED, Status.WITHDRAWN}:
        return []
    return [step, *(s for s in state.plan.steps if s.key != step.key and not s.follows_hire)]


ADVANCE = Deed(
    _("Move {name} on"),
    _("Move on"),
    forms.AdvanceForm,
    applications.advance,
    _("{name} moved on."),
    M.ADVANCE,
    targets=_forward,
)
REGRESS = Deed(
    _("Move {name} back"),
    _("Move back"),
    forms.RegressForm,
    applications.regress,
    _("{name} moved back."),
    M.REGRESS,
    targets=_back,
)
BYPASS = Deed(
    _("Move {name} past the rules"),
    pgettext_lazy("verb", "Bypass"),
    forms.BypassForm,
    applications.bypass,
    _("{name} moved on, past the rules."),
    M.BYPASS,
    text=_("The bypass, your name and the reason stay with the application."),
    targets=_forward,
    rules=bypasses.in_words,
    outcome=bypasses.waiting_words,
)
REJECT = Deed(
    _("Reject {name}?"),
    pgettext_lazy("a candidate", "Reject"),
    forms.RejectForm,
    applications.reject,
    _("{name} is rejected."),
    M.REJECT,
    danger=True,
)
WITHDRAW = Deed(
    _("{name} has withdrawn"),
    _("Record the withdrawal"),
    forms.WithdrawForm,
    applications.withdraw,
    _("{name} has withdrawn."),
    M.WITHDRAW,
)
TRANSFER = Deed(
    _("Move {name} to another job"),
    _("Move to the job"),
    forms.TransferForm,
    transfers.transfer,
    _("{name} goes on in this job."),
    M.TRANSFER,
    text=_("This application ends; what was seen in it stays and is linked. Its offer and interviews to come end too."),
    choices=lambda user, row: {"jobs": jobs_for(row, user), "places": places()},
)
REOPEN = Deed(
    _("Take {name} up again"),
    _("Take up again"),
    forms.ReopenForm,
    applications.reopen,
    _("{name} is active again."),
    M.REOPEN,
    event=events.Reopen,
    targets=_again,
    notice=told_of_rejection,
    rules=reopening.in_words,
)
HIRE = Deed(
    _("Record the hire of {name}"),
    pgettext_lazy("verb", "Hire"),
    forms.HireForm,
    applications.hire,
    _("{name} is hired."),
    CorePermission.APPLICATIONS_HIRE,
)
COMPLETE = Deed(
    _("Complete it for {name}"),
    pgettext_lazy("verb", "Complete"),
    forms.GateForm,
    gate_items.complete,
    _("Done for {name}."),
    M.COMPLETE_GATES,
)


@access.view(M.ADVANCE, "GET", "POST")
def advancement(request: HttpRequest, pk: UUID) -> HttpResponse:
    return carry_out(request, pk, ADVANCE)


@access.view(M.REGRESS, "GET", "POST")
def regression(request: HttpRequest, pk: UUID) -> HttpResponse:
    return carry_out(request, pk, REGRESS)


@access.view(M.BYPASS, "GET", "POST")
def bypass(request: HttpRequest, pk: UUID) -> HttpResponse:
    return carry_out(request, pk, BYPASS)


@access.view(M.REJECT, "GET", "POST")
def rejection(request: HttpRequest, pk: UUID) -> HttpResponse:
    return carry_out(request, pk, REJECT)


@access.view(M.WITHDRAW, "GET", "POST")
def withdrawal(request: HttpRequest, pk: UUID) -> HttpResponse:
    return carry_out(request, pk, WITHDRAW)


@access.view(M.TRANSFER, "GET", "POST")
def transfer(request: HttpRequest, pk: UUID) -> HttpResponse:
    return carry_out(request, pk, TRANSFER)


@access.view(M.REOPEN, "GET", "POST")
def reopening(request: HttpRequest, pk: UUID) -> HttpResponse:
    return carry_out(request, pk, REOPEN)


@access.view(CorePermission.APPLICATIONS_HIRE, "GET", "POST")
def hire(request: HttpRequest, pk: UUID) -> HttpResponse:
    return carry_out(request, pk, HIRE)


@access.view(M.COMPLETE_GATES, "GET", "POST")
def completion(request: HttpRequest, pk: UUID, key: str) -> HttpResponse:
    return carry_out(request, pk, COMPLETE, key=key)
