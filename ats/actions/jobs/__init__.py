"""The job's verbs: created, edited, submitted, amended, decided on, opened, put on hold, closed."""

from ats.actions.jobs.approval import amend, approved, decided, sent_back, submit, withdraw_submission
from ats.actions.jobs.doubting import JobDoubtful
from ats.actions.jobs.life import OutcomeUnknown, close, hold, open_job
from ats.actions.jobs.writing import add_opening, add_to_team, change_opening, create, edit, remove_from_team

__all__ = [
    "JobDoubtful",
    "OutcomeUnknown",
    "add_opening",
    "add_to_team",
    "amend",
    "approved",
    "change_opening",
    "close",
    "create",
    "decided",
    "edit",
    "hold",
    "open_job",
    "remove_from_team",
    "sent_back",
    "submit",
    "withdraw_submission",
]
