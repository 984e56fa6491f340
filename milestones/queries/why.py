"""Why somebody is where they are: who or what moved them, what was seen, what would move them on, what happens else."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ats.kernel.approvals.models import Approver, Decision
from ats.models import Application
from milestones import engine
from milestones.engine.words import SIGNALS, Kind
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
    VisitOutcome.ADVANCED: "moved them on from",
    VisitOutcome.REGRESSED: "moved them back from",
    VisitOutcome.BYPASSED: "brought them past the rules from",
    VisitOutcome.HIRED: "hired them from",
}
ENDED = {
    VisitOutcome.REJECTED: "rejected",
    VisitOutcome.WITHDRAWN: "recorded the withdrawal of",
    VisitOutcome.TRANSFERRED: "moved to another job",
}
DOES = {
    EscalationAction.REMIND_OWNER: "The owner is reminded",
    EscalationAction.NOTIFY_MANAGER: "The hiring manager is told",
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
        return Why("They have not entered a workflow yet.", "", "", None, "", None)
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
        return f"{name} was brought into {place} by an import."
    if previous is None:
        by = " because a colleague put them forward" if visit.cause == Cause.PERSON else " because they applied"
        return f"{name} came into {place}{by}."
    if "was" in visit.cause_detail:
        return f"{_who(visit)} reopened the application, which was {visit.cause_detail['was']}, in {place}."
    came_from = previous.milestone.definition.name
    if visit.cause == Cause.CLOCK:
        return f"The time limit of {came_from} passed and all its gates were open, so {name} came into {place}."
    if visit.cause == Cause.EVENT:
        event = visit.cause_detail.get("event", "")
        return f"The event {event} completed {came_from}, so {name} came into {place}."
    return f"{_who(visit)} {MOVED.get(VisitOutcome(previous.outcome), 'moved them from')} {came_from} to {place}."


def left_out(state: engine.State, previous: Visit | None) -> str:
    """The milestones between the one they came from and this one, which they never entered: optional, or bypassed."""
    came_from = state.plan.step(previous.milestone.definition.key) if previous else None
    if came_from is None or state.step is None:
        return ""
    names = [step.name for step in state.plan.after(came_from) if step.order < state.step.order]
    if not names:
        return ""
    assert previous is not None
    how = "bypassed" if previous.outcome == VisitOutcome.BYPASSED else "left out"
    return f"{', '.join(names)} {'was' if len(names) == 1 else 'were'} {how}."


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
    return " ".join(filter(None, [kind, f"Approved by {' and '.join(names)}." if names else ""]))


def _ended(application: Application, visit: Visit, place: str) -> str:
    reason = application.rejection_reason
    because = f": {reason.name}" if reason else ""
    who = visit.exited_by.name if visit.exited_by else "The system"
    verb = ENDED[VisitOutcome(visit.outcome)]
    if visit.outcome == VisitOutcome.TRANSFERRED:
        because = ""
    return f"{who} {verb} {application.candidate.first_name} in {place}{because}."


def _who(visit: Visit) -> str:
    return visit.entered_by.name if visit.entered_by else "The system"


def rule(state: engine.State) -> str:
    """The milestone's own rule in words."""
    step = state.step
    if step is None:
        return ""
    if step.completed_by:
        happens = SIGNALS.get(step.completed_by, f"the event {step.completed_by} has come")
        return f"Action-triggered: it is complete once {happens} and the gate is open."
    if step.completes_on_time:
        return "Time-based: it is complete once its time limit has passed."
    if step.limit_minutes and step.kind == Kind.TIME_BASED:
        return "Time-based: its clock escalates; people move it on once the gate is open."
    return "Stage-gated: people move it on once the gate is open."


def coming(visit: Visit, state: engine.State, at: datetime) -> list[Next]:
    """What happens by itself, in order: levels that have acted or will, and the limit."""
    levels = list(visit.escalations.all())
    recorded = [Next(row.due_at, _does(row.action), True, row.state == EscalationState.SUPERSEDED) for row in levels]
    actions = {level.level: level.action for level in (state.step.levels if state.step else ())}
    acted = {row.level for row in levels}
    ahead = [
        Next(datetime.fromisoformat(due), _does(actions.get(int(level), "")), False)
        for level, due in visit.level_dues.items()
        if int(level) not in acted and not visit.exited_at
    ]
    moves_on = [Next(visit.due_at, "They move on by themselves", at >= visit.due_at)] if _moves(visit, state) else []
    return sorted([*recorded, *ahead, *moves_on], key=lambda step: step.at)


def _moves(visit: Visit, state: engine.State) -> bool:
    return bool(visit.due_at and not visit.exited_at and state.step and state.step.completes_on_time)


def _does(action: str) -> str:
    return DOES.get(EscalationAction(action), action) if action in EscalationAction.values else action
