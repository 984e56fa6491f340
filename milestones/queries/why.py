"""Why somebody is where they are: who or what moved them, what was seen, what would move them on, what happens else."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext, pgettext, pgettext_lazy

from ats.kernel.approvals.models import Approver, Decision
from ats.models import Application
from milestones import engine
from milestones.engine.words import SCORECARD_SIGNAL, Kind, Status
from milestones.models import (
    Bypass,
    BypassReason,
    BypassStatus,
    Cause,
    EscalationAction,
    EscalationState,
    Visit,
    VisitOutcome,
)
from milestones.queries.gate_lines import Line, lines
from milestones.queries.standing import Standing, look_at

MOVED = {
    VisitOutcome.ADVANCED: _l("{who} moved them on from {here} to {there}."),
    VisitOutcome.REGRESSED: _l("{who} moved them back from {here} to {there}."),
    VisitOutcome.BYPASSED: _l("{who} brought them past the rules from {here} to {there}."),
    VisitOutcome.HIRED: _l("{who} hired them from {here} to {there}."),
}
MOVED_OTHERWISE = _l("{who} moved them from {here} to {there}.")
ENDED = {
    VisitOutcome.REJECTED: _l("{who} rejected {name} in {place}."),
    VisitOutcome.WITHDRAWN: _l("{who} recorded the withdrawal of {name} in {place}."),
    VisitOutcome.TRANSFERRED: _l("{who} moved to another job {name} in {place}."),
}
ENDED_BECAUSE = {
    VisitOutcome.REJECTED: _l("{who} rejected {name} in {place}: {reason}."),
    VisitOutcome.WITHDRAWN: _l("{who} recorded the withdrawal of {name} in {place}: {reason}."),
}
REOPENED = {
    Status.REJECTED: _l("{who} reopened the application, which was rejected, in {place}."),
    Status.WITHDRAWN: _l("{who} reopened the application, which was withdrawn, in {place}."),
}
DOES = {
    EscalationAction.REMIND_OWNER: _l("The owner is reminded"),
    EscalationAction.NOTIFY_MANAGER: _l("The hiring manager is told"),
}
# The events of `SIGNALS` as clauses after “once”.
ONCE = {
    "interview.scheduled": pgettext_lazy("after “once”", "an interview is scheduled"),
    "interview.completed": pgettext_lazy("after “once”", "an interview is complete"),
    SCORECARD_SIGNAL: pgettext_lazy("after “once”", "a scorecard is in"),
    "offer.approved": pgettext_lazy("after “once”", "the offer is approved"),
    "offer.sent": pgettext_lazy("after “once”", "the offer is sent"),
    "offer.accepted": pgettext_lazy("after “once”", "the candidate accepts the offer"),
}


@dataclass(frozen=True)
class Next:
    """Something that happens by itself at `at` if nobody acts."""

    at: datetime
    text: str
    done: bool
    superseded: bool = False


@dataclass(frozen=True)
class Why:
    sentence: str
    note: str
    workflow: str
    version: int | None
    rule: str
    visit: Visit | None
    path: list[Visit] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    missing: list[Any] = field(default_factory=list)
    allowed_moves: list[str] = field(default_factory=list)
    if_nothing_happens: list[Next] = field(default_factory=list)


def why(application: Application, at: datetime, standing: Standing | None = None) -> Why:
    """The explanation of where `application` stands at the moment `at`; `standing` where the caller has read it."""
    standing = standing or look_at(application, at)
    visit = standing.visit
    if visit is None:
        return Why(_("They have not entered a workflow yet."), "", "", None, "", None)
    path = list(application.visits.select_related("milestone__definition", "exited_by").order_by("position"))
    previous = next((stay for stay in path if stay.position == visit.position - 1), None)
    version = visit.milestone.version
    return Why(
        sentence=" ".join(
            filter(
                None, [sentence(application, visit, previous), left_out(standing.state, previous), reason_of(previous)]
            )
        ),
        note=visit.note if visit.exited_at else (visit.entry_note or (previous.note if previous else "")),
        workflow=version.workflow.name,
        version=version.number,
        rule=rule(standing.state),
        visit=visit,
        path=path,
        lines=lines(standing),
        missing=list(engine.missing(standing.state)) if visit.exited_at is None else [],
        allowed_moves=engine.allowed_moves(standing.state, at),
        if_nothing_happens=coming(visit, standing.state, at),
    )


def sentence(application: Application, visit: Visit, previous: Visit | None) -> str:
    """Who or what moved them here, and because of what; a closed application says how it ended."""
    name, place = application.candidate.first_name, visit.milestone.definition.name
    if visit.exited_at and visit.outcome in ENDED:
        return _ended(application, visit, place)
    if visit.cause == Cause.IMPORT:
        return _("{name} was brought into {place} by an import.").format(name=name, place=place)
    if previous is None:
        says = _("{name} came into {place} because they applied.")
        if visit.cause == Cause.PERSON:
            says = _("{name} came into {place} because a colleague put them forward.")
        return says.format(name=name, place=place)
    if "was" in visit.cause_detail:
        return REOPENED[Status(visit.cause_detail["was"])].format(who=_who(visit), place=place)
    here = previous.milestone.definition.name
    if visit.cause == Cause.CLOCK:
        says = _("The time limit of {here} passed and all its gates were open, so {name} came into {place}.")
        return says.format(here=here, name=name, place=place)
    if visit.cause == Cause.EVENT:
        says = _("The event {event} completed {here}, so {name} came into {place}.")
        return says.format(event=visit.cause_detail.get("event", ""), here=here, name=name, place=place)
    moved = MOVED.get(VisitOutcome(previous.outcome), MOVED_OTHERWISE)
    return moved.format(who=_who(visit), here=here, there=place)


def left_out(state: engine.State, previous: Visit | None) -> str:
    """The milestones between the one they came from and this one, which they never entered: optional, or bypassed."""
    came_from = state.plan.step(previous.milestone.definition.key) if previous else None
    if came_from is None or state.step is None:
        return ""
    names = [step.name for step in state.plan.after(came_from) if step.order < state.step.order]
    if not names:
        return ""
    assert previous is not None
    if previous.outcome == VisitOutcome.BYPASSED:
        says = ngettext("{names} was bypassed.", "{names} were bypassed.", len(names))
    else:
        says = ngettext("{names} was left out.", "{names} were left out.", len(names))
    return says.format(names=", ".join(names))


def reason_of(previous: Visit | None) -> str:
    """Of a bypass: the kind of reason, and who had to agree."""
    if previous is None or previous.outcome != VisitOutcome.BYPASSED:
        return ""
    code = previous.exit_detail.get("code", "")
    kind = f"{BypassReason(code).label}." if code in BypassReason.values else ""
    seats = Approver.objects.filter(
        step__request__in=Bypass.objects.filter(visit=previous, status=BypassStatus.DONE).values("approval"),
        decision=Decision.APPROVE,
    )
    names = [seat.decided_by.name for seat in seats.select_related("decided_by").order_by("decided_at")]
    approved = _("Approved by {names}.").format(names=f" {_('and')} ".join(names)) if names else ""
    return " ".join(filter(None, [kind, approved]))


def _ended(application: Application, visit: Visit, place: str) -> str:
    reason, outcome = application.rejection_reason, VisitOutcome(visit.outcome)
    says = ENDED_BECAUSE[outcome] if reason and outcome in ENDED_BECAUSE else ENDED[outcome]
    who = visit.exited_by.name if visit.exited_by else _("The system")
    name = application.candidate.first_name
    return says.format(who=who, name=name, place=place, reason=reason.name if reason else "")


def _who(visit: Visit) -> str:
    return visit.entered_by.name if visit.entered_by else _("The system")


def rule(state: engine.State) -> str:
    """The milestone's own rule in words."""
    step = state.step
    if step is None:
        return ""
    if step.completed_by:
        otherwise = pgettext("after “once”", "the event {event} has come").format(event=step.completed_by)
        happens = ONCE.get(step.completed_by, otherwise)
        return _("Action-triggered: it is complete once {happens} and the gate is open.").format(happens=happens)
    if step.completes_on_time:
        return _("Time-based: it is complete once its time limit has passed.")
    if step.limit_minutes and step.kind == Kind.TIME_BASED:
        return _("Time-based: its clock escalates; people move it on once the gate is open.")
    return _("Stage-gated: people move it on once the gate is open.")


def coming(visit: Any, state: engine.State, at: datetime) -> list[Next]:
    """What happens by itself, in order: levels that have acted or will, and the limit. The visit is a Standing's."""
    recorded = [
        Next(
            datetime.fromisoformat(level["due_at"]),
            _does(level["action"]),
            True,
            level["state"] == EscalationState.SUPERSEDED,
        )
        for level in visit.acted_levels
    ]
    actions = {level.level: level.action for level in (state.step.levels if state.step else ())}
    acted = {level["level"] for level in visit.acted_levels}
    ahead = [
        Next(datetime.fromisoformat(due), _does(actions.get(int(level), "")), False)
        for level, due in visit.level_dues.items()
        if int(level) not in acted and not visit.exited_at
    ]
    moves_on = [Next(visit.due_at, _("They move on by themselves"), at >= visit.due_at)] if _moves(visit, state) else []
    return sorted([*recorded, *ahead, *moves_on], key=lambda step: step.at)


def _moves(visit: Visit, state: engine.State) -> bool:
    return bool(visit.due_at and not visit.exited_at and state.step and state.step.completes_on_time)


def _does(action: str) -> str:
    return str(DOES.get(EscalationAction(action), action)) if action in EscalationAction.values else action
