"""The application's page, and why somebody is where they are."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from ats.kernel import access, clock, pages
from ats.models import Application
from ats.permissions import CorePermission
from ats.queries import viewer
from ats.timeline import KINDS
from milestones import engine, policies
from milestones.engine.words import Status
from milestones.models import Visit
from milestones.permissions import MilestonePermission as M
from milestones.queries import application_page, why
from milestones.queries.gate_lines import Line, seen_before
from milestones.queries.standing import Standing, look_at
from milestones.queries.waiting import following
from milestones.views.deeds import visible
from milestones.views.next_steps import Link, next_steps

ENTRIES = 60


@access.view(CorePermission.APPLICATIONS_VIEW)
def show(request: HttpRequest, pk: UUID) -> HttpResponse:
    row, at = visible(request, pk, "owner", "source", "rejection_reason"), clock.now()
    history = pages.timeline.section(request, kinds=KINDS, limit=ENTRIES, candidate=row.candidate, application=row)
    if pages.timeline.is_part(request):
        return render(request, "_components/history.html", history)
    standing = look_at(row, at)
    decider = decider_of(request, row, standing)
    gates = application_page.gates(row, standing, decider.may(M.COMPLETE_GATES))
    head, files = head_of(decider, row, standing, at), viewer.files_of(row.candidate, request.user)
    context = {**head, **history} | {
        "view": "record",
        "next": application_page.next_action(row, standing, at),
        "gates": gates,
        "gate_count": count(gates),
        **application_page.beside(row, standing),
        "facts": application_page.facts(row, standing),
        "files": files,
        "next_steps": next_steps(decider, row, standing, files, head["primary"]),
        "blocked": blocked(standing) if decider.may(M.ADVANCE) else None,
        **application_page.clock(row, standing, at),
    }
    return render(request, "milestones/application/show.html", context)


@access.view(CorePermission.APPLICATIONS_VIEW)
def why_here(request: HttpRequest, pk: UUID) -> HttpResponse:
    row, at = visible(request, pk), clock.now()
    standing = look_at(row, at)
    told = why.why(row, at, standing)
    names = {step.key: step.name for step in standing.state.plan.steps}
    context = head_of(decider_of(request, row, standing), row, standing, at) | {
        "view": "why",
        "told": told,
        "place": standing.state.step.name if standing.state.step else "",
        "lines": [_reason(line) for line in told.lines],
        "gate_count": count([{"state": "done" if line.result == "ok" else ""} for line in told.lines]),
        "path": told.path,
        "open_to": ", ".join(names[key] for key in told.allowed_moves if key in names),
        "calendar_note": application_page.calendar_note(row),
        **_before(told.path, standing),
    }
    return render(request, "milestones/application/why.html", context)


def _before(path: list[Visit], standing: Standing) -> dict[str, Any]:
    """What was seen at the gates of the milestone that they came from."""
    if standing.visit is None:
        return {}
    place, lines = seen_before(path, standing.visit)
    return {"before": [_reason(line) for line in lines], "before_place": place}


def _reason(line: Line) -> dict[str, str]:
    return {"text": line.name, "result": line.result, "seen": line.told, "needed": line.needed}


def count(gates: list[dict[str, Any]]) -> str:
    done = sum(gate["state"] == "done" for gate in gates)
    return _("{n} of {total}").format(n=done, total=len(gates)) if gates else ""


def head_of(decider: policies.Decider, row: Application, standing: Standing, at: Any) -> dict[str, Any]:
    links = _links(decider, row, standing)
    return {
        "application": row,
        "sees_candidate": access.allows(decider.user, CorePermission.CANDIDATES_VIEW),
        "sees_scorecards": access.allows(decider.user, CorePermission.SCORECARDS_VIEW),
        "visit": standing.visit,
        "steps": application_page.steps(row, standing, at),
        "status_tone": application_page.TONES.get(row.status, "info"),
        "primary": links.pop("primary", None),
        "deeds": list(links.values()),
    }


def decider_of(request: HttpRequest, row: Application, standing: Standing) -> policies.Decider:
    place = standing.visit.milestone.definition if standing.visit else None
    return policies.Decider(request.user, row, place)


def _links(decider: policies.Decider, row: Application, standing: Standing) -> dict[str, Link]:
    """The verbs that this person may use on an application in this state."""
    state = standing.state
    if state.status in {Status.REJECTED, Status.WITHDRAWN}:
        offered = [("primary", _("Take up again"), "application_reopening", M.REOPEN)]
    elif not state.is_open or state.step is None:
        offered = []
    else:
        offered = _open_links(state, lambda: row.job.openings.free().exists())
    if row.job.is_over and state.status != Status.HIRED:
        offered = [each for each in offered if each[0] not in {"primary", "bypass"}]
    return {
        key: Link(label, reverse(name, args=[row.pk]), danger=name == "application_rejection")
        for key, label, name, permission in offered
        if decider.may(permission)
    }


def _open_links(state: engine.State, free: Callable[[], bool]) -> list[tuple[str, str, str, Any]]:
    """`free` tells whether the job has an opening that a hire could fill."""
    step = state.step
    assert step is not None
    further = following(state)
    ahead = [target for target in state.plan.after(step) if target.follows_hire == step.follows_hire]
    links: list[tuple[str, str, str, Any]] = []
    if not step.follows_hire and (further is None or further.follows_hire) and not engine.missing(state):
        links += (
            [("primary", _("Record the hire…"), "application_hire", CorePermission.APPLICATIONS_HIRE)] if free() else []
        )
    elif further in ahead and not engine.missing(state):
        label = _("Move to {milestone}").format(milestone=further.name)  # type: ignore[union-attr]
        links.append(("primary", label, "application_advancement", M.ADVANCE))
    elif ahead:
        links.append(("bypass", _("Bypass…"), "application_bypass", M.BYPASS))
    if any(target.follows_hire == step.follows_hire for target in state.plan.before(step)):
        links.append(("back", _("Move back…"), "application_regression", M.REGRESS))
    if state.status == Status.ACTIVE:
        links.append(("transfer", _("Other job…"), "application_transfer", M.TRANSFER))
        links.append(("withdraw", _("Withdrew…"), "application_withdrawal", M.WITHDRAW))
        links.append(("reject", _("Reject…"), "application_rejection", M.REJECT))
    return links


def blocked(standing: Standing) -> dict[str, str] | None:
    """The verb that can't be used yet, with its reason beside it."""
    state = standing.state
    if not state.is_open or state.step is None:
        return None
    further, missing = following(state), engine.missing(state)
    if further is None or not missing or further.follows_hire != state.step.follows_hire:
        return None
    names = ", ".join(item["name"] for item in missing)
    return {
        "label": _("Move to {milestone}").format(milestone=further.name),
        "reason": _("Missing: {names}").format(names=names),
    }
