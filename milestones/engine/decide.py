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
    bare = replace(state, note_rules=()) if state.note_rules else state
    return [to.key for to, event in _tries(bare) if _lets(bare, event, at)]


def _tries(state: State) -> list[tuple[Step, events.Event]]:
    """The one move that may lead to each milestone, in their order, where any may.

    What is refused for sure is left out: a refusal is put in words, and this is asked of whole lists.
    """
    here = state.step
    if here is None:
        return []
    behind, ahead = state.plan.before(here), () if state.over else _ahead(state, here)
    if state.status in {Status.REJECTED, Status.WITHDRAWN}:
        return [] if state.over else [(to, events.Reopen(to=to.key)) for to in (*behind, here, *ahead)]
    if not state.is_open:
        return []
    return [(to, events.Regress(to=to.key)) for to in behind] + [(to, events.Advance(to=to.key)) for to in ahead]


def _ahead(state: State, here: Step) -> tuple[Step, ...]:
    """As far as the first milestone that can't be left out; a closed gate lets nobody ahead, wherever to."""
    if missing(state):
        return ()
    after = state.plan.after(here)
    stop = next((n for n, step in enumerate(after, start=1) if step.mandatory), len(after))
    return after[:stop]


def _lets(state: State, event: events.Event, at: datetime) -> bool:
    try:
        decide(state, event, at)
    except MoveRefused:
        return False
    return True
