"""What happens without anybody moving: arrival, hire, completed gate items, domain events, the clock."""

from datetime import datetime

from django.utils.translation import gettext as _

from milestones.engine import deeds, events
from milestones.engine.deeds import Deed
from milestones.engine.gates import missing, unfilled
from milestones.engine.memory import with_gate, with_limit_passed, with_signal
from milestones.engine.moves import close, current, enter, refuse_unfilled, standing_at, transfer
from milestones.engine.refusals import Missing, MoveRefused
from milestones.engine.state import State, Stay, Step
from milestones.engine.words import BY_HAND, Cause, GateKind, Kind, Outcome, Status


def arrive(state: State, event: events.Arrive, at: datetime) -> list[Deed]:
    if state.stay is not None:
        raise MoveRefused(_("This application has been received already."), current=current(state))
    if not state.plan.steps:
        raise MoveRefused(_("This job's workflow has no milestones. Activate a version that has some."))
    cause = Cause.PERSON if event.manual else Cause.APPLICATION
    return enter(state.plan.steps[0], cause, {})


def hire(state: State, event: events.Hire, at: datetime) -> list[Deed]:
    """An accepted offer hires from wherever they stand; by hand only the last milestone before the hire can be left."""
    _stay, step = standing_at(state, None, at)
    if step.follows_hire:
        raise MoveRefused(_("They are hired already."), current=step.key)
    target = next((s for s in state.plan.steps if s.follows_hire), None)
    if "offer.accepted" not in state.standing:
        _refuse_early_hire(state, step)
        if target is not None:
            refuse_unfilled(state, step, target)
    detail = {"to": target.key} if target else {}
    closing: list[Deed] = close(Outcome.HIRED, detail)
    opening = enter(target, Cause.EVENT, {"from": step.key, "event": "application.hired"}) if target else []
    return [*closing, deeds.SetStatus(status=Status.HIRED), *opening]


def _refuse_early_hire(state: State, step: Step) -> None:
    after = state.plan.next(step)
    if after is not None and not after.follows_hire:
        message = _("They are in {here}; {there} comes before a hire.").format(here=step.name, there=after.name)
        raise MoveRefused(message, current=step.key)
    if items := missing(state):
        names = ", ".join(item["name"] for item in items)
        message = _("{milestone} is not complete. Missing: {names}.").format(milestone=step.name, names=names)
        raise MoveRefused(message, missing=items, current=step.key)


def complete_gate_item(state: State, event: events.CompleteGateItem, at: datetime) -> list[Deed]:
    stay, step = standing_at(state, None, at)
    gate = next((gate for gate in step.gates if gate.key == event.key), None)
    if gate is None:
        message = _("{milestone} has no gate item “{key}”.").format(milestone=step.name, key=event.key)
        raise MoveRefused(message, current=step.key)
    if gate.kind == GateKind.SCORECARDS:
        raise MoveRefused(_("Interviewers complete this by handing in their scorecards."), current=step.key)
    if gate.kind not in BY_HAND:
        raise MoveRefused(_("“{item}” can't be ticked off by hand.").format(item=gate.name), current=step.key)
    if gate.kind == GateKind.NOTE and not event.note.strip():
        item: Missing = {"key": gate.key, "name": gate.name, "kind": str(gate.kind)}
        raise MoveRefused(_("Write the note: {name}.").format(name=gate.name), missing=[item], current=step.key)
    if gate.key in stay.completed:
        return []
    done: list[Deed] = [deeds.CompleteGate(key=gate.key, note=event.note)]
    return done + by_itself(with_gate(state, gate.key), Cause.EVENT, {"event": "gate_item.completed"})


def signal(state: State, event: events.SignalReceived, at: datetime) -> list[Deed]:
    """Recorded once where the milestone waits for it; elsewhere it is nothing to us."""
    stay, step = state.stay, state.step
    if not state.is_open or stay is None or step is None or step.completed_by != event.code or at < stay.entered_at:
        return []
    if event.code in stay.signals:
        return by_itself(state, Cause.EVENT, {"event": event.code})
    seen: list[Deed] = [deeds.RecordSignal(code=event.code)]
    return seen + by_itself(with_signal(state, event.code), Cause.EVENT, {"event": event.code})


def levels_due(state: State, event: events.LevelsDue, at: datetime) -> list[Deed]:
    """The highest level acts; lower ones whose time came too are recorded as superseded; each at most once."""
    stay, step = state.stay, state.step
    if not _clock_runs(state, at) or stay is None or step is None:
        return []
    waiting = [lv for lv in step.levels if lv.level in event.levels and lv.level not in stay.escalated]
    # A level below one that has acted comes too late to be heard.
    highest = max((lv.level for lv in waiting), default=0)
    beaten = max([highest, *stay.escalated], default=0)
    return [
        deeds.Escalate(level=lv.level, action=lv.action)
        if lv.level == beaten
        else deeds.Supersede(level=lv.level, action=lv.action)
        for lv in sorted(waiting, key=lambda lv: lv.level)
    ]


def limit_passed(state: State, event: events.LimitPassed, at: datetime) -> list[Deed]:
    step = state.step
    if not _clock_runs(state, at) or step is None or step.kind != Kind.TIME_BASED or not step.completes_on_time:
        return []
    return by_itself(with_limit_passed(state), Cause.CLOCK, {"limit": "passed"})


def replan(state: State, event: events.DateMoved | events.ClockChanged, at: datetime) -> list[Deed]:
    stay, step = state.stay, state.step
    if not state.is_open or stay is None or step is None:
        return []
    if isinstance(event, events.DateMoved) and step.basis != event.basis:
        return []
    return [deeds.CancelTimers(), deeds.ArmTimers(skip=stay.escalated)]


def by_itself(state: State, cause: Cause, detail: dict[str, str]) -> list[Deed]:
    """The move that follows without a person once the milestone is complete, where the version says so."""
    step = state.step
    if step is None or state.over or missing(state):
        return []
    target = state.plan.next(step)
    moves = step.advances_when_complete or (step.completes_on_time and cause == Cause.CLOCK)
    if not moves or target is None or (target.follows_hire and not step.follows_hire):
        return []
    if unfilled(state, target):  # somebody fills the fields in and moves them on by hand
        return []
    return transfer(step, target, Outcome.ADVANCED, cause=cause, detail=detail)


def _clock_runs(state: State, at: datetime) -> bool:
    stay: Stay | None = state.stay
    return state.is_open and not state.paused and stay is not None and at >= stay.entered_at
