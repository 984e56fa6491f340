"""What the application's pages show: stepper, next action, gates, clock, facts."""

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ats.kernel import reading
from ats.kernel.pages import words
from ats.models import Application, ApplicationStatus, User
from ats.models.application import answer_in_words
from ats.queries.calendars import calendar_of
from milestones import engine
from milestones.engine.words import BY_HAND, GateKind
from milestones.models import Bypass, BypassStatus, Visit
from milestones.queries.gate_lines import lines
from milestones.queries.offer_words import PERSON
from milestones.queries.standing import Standing
from milestones.queries.waiting import following, is_of_offer, item_words, ready_for
from milestones.queries.why import coming

ANSWER = {"text": "question__text", "kind": "question__kind", "value": "value"}
TONES = {ApplicationStatus.HIRED: "ok", ApplicationStatus.REJECTED: "bad", ApplicationStatus.WITHDRAWN: "mute"}


def steps(application: Application, standing: Standing, at: datetime) -> list[dict[str, str]]:
    """The stepper: the current milestone says how long they have been there."""
    here = standing.state.step
    made = []
    for step in standing.state.plan.steps:
        label, state = step.name, ""
        if here and step.order < here.order:
            state = "done"
        elif here and step.key == here.key:
            state = "now" if standing.state.is_open else "done"
            if standing.visit and standing.state.is_open:
                label = f"{step.name}, {words.span(at - standing.visit.entered_at)}"
        made.append({"label": label, "state": state})
    return made


def next_action(application: Application, standing: Standing, at: datetime) -> dict[str, str]:
    """One sentence on what is next, by whom, until when."""
    state, visit = standing.state, standing.visit
    if visit is None or state.step is None:
        return {"lead": _("Not in a workflow yet."), "text": "", "tone": "flat"}
    if not state.is_open:
        return {"lead": f"{application.get_status_display()}.", "text": _closed(application), "tone": "flat"}
    visit.application = application
    tone = {"bad": "bad", "warn": "warn"}.get(words.time_left(visit, at=at)["tone"], "flat")
    return {"lead": _lead(standing), "text": _until(application, visit), "tone": tone}


def _lead(standing: Standing) -> str:
    missing = engine.missing(standing.state)
    if not missing:
        return f"{ready_for(standing.state)}."
    next_item = item_words(standing.state, standing.offer, missing[0])
    return f"{next_item}." if is_of_offer(missing[0]) else _("Next: {item}.").format(item=next_item)


def _closed(application: Application) -> str:
    return f"{application.rejection_reason.name}." if application.rejection_reason else ""


def _until(application: Application, visit: Visit) -> str:
    owner = _("{name} looks after it.").format(name=application.owner.name) + " " if application.owner else ""
    if visit.paused_reason:
        return owner + _("{reason}, no clock runs.").format(reason=visit.paused_reason)
    return owner + _("The time limit ends {time}.").format(time=words.exact(visit.due_at)) if visit.due_at else owner


def gates(application: Application, standing: Standing, may_complete: bool) -> list[dict[str, Any]]:
    """Gate items of the open visit, what is missing first; those that a person completes carry their address."""
    if not standing.state.is_open:
        return []
    made = []
    for line in lines(standing):
        by_hand = may_complete and line.result != "ok" and line.kind in BY_HAND and _is_gate(standing, line.key)
        made.append(
            {
                "state": {"ok": "done", "wait": "wait"}.get(line.result, "later"),
                "name": line.name,
                "seen": line.told,
                "url": reverse("gate_item_completion", args=[application.pk, line.key]) if by_hand else "",
                "asks_note": line.kind == GateKind.NOTE,
            }
        )
    return sorted(made, key=lambda item: item["state"] == "done") + _fields(application, standing)


def _fields(application: Application, standing: Standing) -> list[dict[str, Any]]:
    """What must be filled in before the next milestone, each with the form for it."""
    further = following(standing.state)
    items = engine.unfilled(standing.state, further) if further else []
    return [
        {
            "state": "wait",
            "name": item["name"],
            "seen": _("needed for {milestone}").format(milestone=further.name) if further else "",
            "url": "",
            "asks_note": False,
            "fill": fill_address(application, items, further.key if further else ""),
        }
        for item in items
    ]


def fill_address(application: Application, missing: list[Any], to: str) -> str:
    """The form in which the missing fields are filled in, on the way to the milestone `to`; "" where none is missing."""
    keys = [item["key"] for item in missing if item["kind"] == GateKind.FIELD]
    query = urlencode({"need": ",".join(keys), "to": to}, safe=",")
    return f"{reverse('application_fields', args=[application.pk])}?{query}" if keys else ""


def _is_gate(standing: Standing, key: str) -> bool:
    step = standing.state.step
    return step is not None and any(gate.key == key for gate in step.gates)


def clock(application: Application, standing: Standing, at: datetime) -> dict[str, Any]:
    """The time-limit panel: how much has gone, and who is told next."""
    visit = standing.visit
    if visit is None:
        return {}
    visit.application = application
    rows = [
        (_("In this milestone"), words.span(at - visit.entered_at)),
        (_("In process"), words.span(at - application.applied_at)),
    ]
    if visit.paused_reason:
        return {"limit_rows": rows, "limit_under": _("No clock runs.")}
    ahead = next((step for step in coming(visit, standing.state, at) if not step.done), None)
    if ahead:
        rows.append((_("Then"), f"{ahead.text}, {words.exact(ahead.at)}"))
    made: dict[str, Any] = {"limit_rows": rows, "limit_under": _("No time limit here.")}
    if visit.due_at:
        spent = (at - visit.entered_at) / max(visit.due_at - visit.entered_at, timedelta(minutes=1))
        made["limit_under"] = _("ends {time}").format(time=words.exact(visit.due_at))
        made["limit_share"] = max(0, min(100, round(100 * spent)))
        made["limit_tone"] = words.time_left(visit, at=at)["tone"]
    return made


def facts(application: Application, standing: Standing) -> list[tuple[str, str]]:
    """Names and values for the rail."""
    rows = [
        (_("Job"), f"{application.job.requisition_id}"),
        (pgettext("fact of an application", "Applied"), words.day(application.applied_at)),
        (_("Source"), application.source.name if application.source else pgettext("source", "Not known")),
        (_("Owner"), application.owner.name if application.owner else _("Nobody")),
    ]
    if standing.visit is not None:
        version = standing.visit.milestone.version
        says = _("{workflow}, version {number}").format(workflow=version.workflow.name, number=version.number)
        rows.append((_("Workflow"), says))
    if application.start_date:
        rows.append((pgettext("fact of an application", "Starts"), words.day(application.start_date)))
    return rows


def beside(application: Application, standing: Standing) -> dict[str, Any]:
    """The candidate's answers, and the bypass that waits for its approval (one query)."""
    waiting = Bypass.objects.filter(application=application, status=BypassStatus.PENDING)
    asked_by = {name: f"asked_by__{name}" for name in PERSON}
    found = reading.together(
        {
            "answers": reading.Part(application.answers.order_by("question__order"), ANSWER),
            "bypasses": reading.Part(waiting, {"place": "to_milestone__definition__name", **asked_by}),
        }
    )
    bypass = next(iter(found["bypasses"]), None) if standing.state.is_open else None
    if bypass is not None:
        bypass["person"] = User(**{name: bypass[name] or "" for name in PERSON}).name
    answers = [(each["text"], answer_in_words(each["kind"], each["value"])) for each in found["answers"]]
    return {"answers": answers, "bypass": bypass}


def calendar_note(application: Application) -> str:
    calendar = calendar_of(application.job)
    return _("Business time of “{calendar}” ({zone}).").format(calendar=calendar.name, zone=calendar.time_zone)
