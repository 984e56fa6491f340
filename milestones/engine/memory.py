"""Deeds applied to a state in memory: what the world looks like afterwards, without a row written."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from milestones.engine import deeds
from milestones.engine.deeds import Deed
from milestones.engine.state import State, Stay


def with_gate(state: State, key: str) -> State:
    assert state.stay is not None
    return replace(state, stay=replace(state.stay, completed=state.stay.completed | {key}))


def with_signal(state: State, code: str) -> State:
    assert state.stay is not None
    return replace(state, stay=replace(state.stay, signals=state.stay.signals | {code}))


def with_level(state: State, level: int) -> State:
    assert state.stay is not None
    return replace(state, stay=replace(state.stay, escalated=state.stay.escalated | {level}))


def with_limit_passed(state: State) -> State:
    assert state.stay is not None
    return replace(state, stay=replace(state.stay, limit_passed=True))


def apply(state: State, done: Sequence[Deed], at: datetime) -> State:
    """The state after `done`. Timers, stage and messages are no part of it."""
    for deed in done:
        state = _apply_one(state, deed, at)
    return state


def _apply_one(state: State, deed: Deed, at: datetime) -> State:
    match deed:
        case deeds.CloseVisit():
            assert state.stay is not None and state.stay.exited_at is None
            return replace(state, stay=replace(state.stay, exited_at=at))
        case deeds.OpenVisit(key=key):
            assert state.stay is None or state.stay.exited_at is not None
            return replace(state, stay=Stay(key=key, entered_at=at))
        case deeds.SetStatus(status=status):
            return replace(state, status=status)
        case deeds.CompleteGate(key=key):
            return with_gate(state, key)
        case deeds.RecordSignal(code=code):
            return with_signal(state, code)
        case deeds.Escalate(level=level) | deeds.Supersede(level=level):
            return with_level(state, level)
    return state
