"""The one rule of movement: state and event in, deeds out. Pure: no database, no clock, no settings."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from milestones.engine import events, happenings, moves
from milestones.engine.deeds import Deed
from milestones.engine.gates import missing
from milestones.engine.refusals import MoveRefused
from milestones.engine.state import State, Step
from milestones.engine.words import Status

RULES: dict[type[events.Event], Callable[[State, Any, datetime], list[Deed]]] = {
    events.Arrive: happenings.arrive,
    events.Advance: moves.advance,
    events.Regress: moves.regress,
    events.Bypass: moves.bypass,
    events.Reject: moves.reject,
    events.Withdraw: moves.withdraw,
    events.Transfer: moves.leave_for_another_job,
    events.Place: moves.place,
    events.Reopen: moves.reopen,
    events.Hire: happenings.hire,
    events.CompleteGateItem: happenings.complete_gate_item,
    events.SignalReceived: happenings.signal,
    events.LevelsDue: happenings.levels_due,
    events.LimitPassed: happenings.limit_passed,
    events.DateMoved: happenings.replan,
    events.ClockChanged: happenings.replan,
}


def decide(state: State, event: events.Event, at: datetime) -> tuple[Deed, ...]:
    """What `event` at the moment `at` brings about; empty where it is nothing to this application.

    Raises MoveRefused (422) with what is missing, or Moved (409) where the person saw an older state.
    """
    return tuple(RULES[type(event)](state, event, at))


def allowed_moves(state: State, at: datetime) -> list[str]:
    """Keys that a move forward or back, or a reopening, would be let into now (notes that policies ask for aside)."""
    bare = replace(state, note_rules=())
    held = bool(missing(bare))
    return [step.key for step in state.plan.steps if (event := _try(bare, step, held)) and _lets(bare, event, at)]


def _try(state: State, to: Step, held: bool) -> events.Event | None:
    """The one move that may lead to `to`, if any does; a closed gate (`held`) lets nobody ahead, wherever to."""
    ahead = state.step is not None and to.order > state.step.order
    if ahead and held:
        return None
    if state.status in {Status.REJECTED, Status.WITHDRAWN}:
        return None if state.over else events.Reopen(to=to.key)
    if ahead:
        return None if state.over else events.Advance(to=to.key)
    return events.Regress(to=to.key)


def _lets(state: State, event: events.Event, at: datetime) -> bool:
    try:
        decide(state, event, at)
    except MoveRefused:
        return False
    return True
