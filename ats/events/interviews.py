"""What happens to interviews and scorecards."""

from dataclasses import dataclass, field
from uuid import UUID

from ats.kernel.outbox import Event, event


@event("interview.scheduled")
@dataclass(frozen=True, kw_only=True)
class InterviewScheduled(Event):
    """subject: the interview. `sequence` is iCalendar's."""

    application_id: UUID
    sequence: int = 0


@event("interview.rescheduled")
@dataclass(frozen=True, kw_only=True)
class InterviewRescheduled(Event):
    """subject: the interview. Those in `left_panel_ids` were interviewers before; for them it is off."""

    application_id: UUID
    sequence: int
    left_panel_ids: list[UUID] = field(default_factory=list)


@event("interview.cancelled")
@dataclass(frozen=True, kw_only=True)
class InterviewCancelled(Event):
    """subject: the interview."""

    application_id: UUID
    sequence: int


@event("interview.completed")
@dataclass(frozen=True, kw_only=True)
class InterviewCompleted(Event):
    """subject: the interview."""

    application_id: UUID


@event("interview.comes_soon")
@dataclass(frozen=True, kw_only=True)
class InterviewComesSoon(Event):
    """subject: the interview, which begins in a while; who takes part is reminded."""

    application_id: UUID
    sequence: int


@event("scorecard.owed", subject_type="interview")
@dataclass(frozen=True, kw_only=True)
class ScorecardOwed(Event):
    """subject: the interview, which is over; those in `interviewer_ids` have handed in no scorecard. `turn` counts from 1."""

    application_id: UUID
    interviewer_ids: list[UUID] = field(default_factory=list)
    turn: int = 1


@event("scorecard.submitted", subject_type="application")
@dataclass(frozen=True, kw_only=True)
class ScorecardSubmitted(Event):
    """subject: the application. `submitted` of the `expected` scorecards of this interview are in."""

    interview_id: UUID
    scorecard_id: UUID
    submitted: int
    expected: int
