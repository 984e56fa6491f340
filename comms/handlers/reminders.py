"""Reminders by mail: of an interview to those who take part, and of a scorecard to those who owe one."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ats.events import InterviewComesSoon, ScorecardOwed
from ats.kernel.outbox import handles
from ats.models import Interview, User
from comms.actions import messages
from comms.handlers.interviews import load, page
from comms.models import MessageClass
from comms.times import facts


@handles(InterviewComesSoon, name="comms.remind_of_interview")
def remind_of_interview(event: InterviewComesSoon, *, event_id: UUID, at: datetime) -> None:
    """Nothing when it was moved or cancelled meanwhile."""
    interview = load(event.subject_id)
    if not interview.is_scheduled or interview.sequence != event.sequence:
        return
    _queue(interview, event_id, "interview-reminder", at, candidate=interview.application.candidate)
    for person in interview.interviewers.all():
        _queue(interview, event_id, "interviewer-reminder", at, recipient=person)


@handles(ScorecardOwed, name="comms.remind_of_scorecard")
def remind_of_scorecard(event: ScorecardOwed, *, event_id: UUID, at: datetime) -> None:
    """Whoever has handed in meanwhile, or is no longer asked, hears nothing."""
    interview = load(event.subject_id)
    given = interview.scorecards.filter(submitted_at__isnull=False).values("interviewer")
    owing = User.objects.filter(pk__in=event.interviewer_ids, interviews=interview).exclude(pk__in=given)
    for person in owing:
        _queue(interview, event_id, "scorecard-reminder", at, recipient=person)


def _queue(interview: Interview, event_id: UUID, template: str, at: datetime, **to: Any) -> None:
    person = to.get("recipient")
    zone = "" if person else interview.application.candidate.time_zone
    messages.queue(
        key=f"{template}:{event_id}:{person.pk if person else 'candidate'}",
        purpose="interview_reminder" if template != "scorecard-reminder" else "scorecard_reminder",
        message_class=MessageClass.INTERNAL if person else MessageClass.TRANSACTIONAL,
        template=template,
        application=interview.application,
        at=at,
        values={**facts(interview, zone), "link": page(interview)},
        **to,
    )
