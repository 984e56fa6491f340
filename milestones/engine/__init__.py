"""The pure engine: `decide(state, event, at)` gives deeds or a refusal. It knows no database and no Django model."""

from milestones.engine import deeds, events
from milestones.engine.decide import allowed_moves, decide
from milestones.engine.gates import is_done, missing, unfilled
from milestones.engine.moves import current, passed, refuse_stale
from milestones.engine.offers import refuse_early_offer
from milestones.engine.refusals import Moved, MoveRefused
from milestones.engine.state import Gate, Level, Needed, NoteRule, Plan, State, Stay, Step

__all__ = [
    "Gate",
    "Level",
    "MoveRefused",
    "Moved",
    "Needed",
    "NoteRule",
    "Plan",
    "State",
    "Stay",
    "Step",
    "allowed_moves",
    "current",
    "decide",
    "deeds",
    "events",
    "is_done",
    "missing",
    "passed",
    "refuse_early_offer",
    "refuse_stale",
    "unfilled",
]
