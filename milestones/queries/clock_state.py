"""A visit's clock in one word of the contract, by the same measure as the badge on the pages."""

from datetime import datetime

from ats.kernel.pages import words
from milestones.models import Visit

STATES = {"bad": "overdue", "warn": "due_soon", "ok": "on_track"}


def clock_state(visit: Visit | None, at: datetime) -> str:
    """on_track, due_soon, overdue, paused (the job is stopped) or none (no limit, or the visit is over)."""
    if visit is None or visit.due_at is None or visit.exited_at:
        return "none"
    if visit.paused_reason:
        return "paused"
    return STATES[words.tone_of(visit, visit.due_at, at)]
