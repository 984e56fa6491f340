"""When may a milestone be left forward? Each kind has its rule; required gate items hold for all of them."""

from django.utils.translation import gettext as _

from ats.kernel.wording import words_of
from milestones.engine.refusals import Missing
from milestones.engine.state import Gate, State, Step
from milestones.engine.words import SCORECARD_SIGNAL, SIGNALS, GateKind, Kind


def is_done(gate: Gate, state: State, note: str = "") -> bool:
    """Whether `gate` is open; a note written with the move itself fulfils a required note."""
    assert state.stay is not None
    if gate.kind == GateKind.SCORECARDS:
        return state.scorecards_in >= gate.quorum
    if gate.kind == GateKind.NOTE and note.strip():
        return True
    return gate.key in state.stay.completed


def missing(state: State, note: str = "") -> list[Missing]:
    """What keeps the application in its milestone, gate items first; empty when it may leave forward."""
    step = state.step
    if step is None:
        return []
    closed = [gate for gate in step.gates if gate.required and not is_done(gate, state, note)]
    items: list[Missing] = [{"key": gate.key, "name": gate.name, "kind": str(gate.kind)} for gate in closed]
    return items + _awaited(step, state, closed)


def unfilled(state: State, target: Step) -> list[Missing]:
    """The fields that are empty and must be filled before they enter `target`; each once. A stage is entered from another."""
    enters_stage = state.step is None or state.step.stage != target.stage
    asked = [
        needed
        for needed in state.needed
        if needed.milestone == target.key or (enters_stage and needed.stage == target.stage)
    ]
    return [
        {"key": key, "name": name, "kind": str(GateKind.FIELD)}
        for key, name in {needed.key: needed.name for needed in asked}.items()
    ]


def _awaited(step: Step, state: State, closed: list[Gate]) -> list[Missing]:
    if step.kind == Kind.ACTION_TRIGGERED and step.completed_by and not _happened(step.completed_by, state):
        if step.completed_by == SCORECARD_SIGNAL and any(gate.kind == GateKind.SCORECARDS for gate in closed):
            return []
        name = words_of(SIGNALS[step.completed_by]) if step.completed_by in SIGNALS else step.completed_by
        return [{"key": step.completed_by, "name": name[:1].upper() + name[1:], "kind": str(GateKind.CHECK)}]
    if step.kind == Kind.TIME_BASED and step.completes_on_time and not _time_is_up(state):
        return [{"key": "time", "name": _("Until the time limit has passed"), "kind": str(GateKind.CHECK)}]
    return []


def _happened(code: str, state: State) -> bool:
    assert state.stay is not None
    return code in state.stay.signals or code in state.standing


def _time_is_up(state: State) -> bool:
    return state.stay is not None and state.stay.limit_passed
