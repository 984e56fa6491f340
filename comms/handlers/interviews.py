"""Interviews travel as calendar invitations: one message to the candidate, one to each interviewer."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from ats import links
from ats.events import InterviewCancelled, InterviewRescheduled, InterviewScheduled
from ats.kernel.outbox import handles
from ats.models import Candidate, Interview, User
from comms import invitations
from comms.actions import messages
from comms.models import MessageClass
from comms.times import facts


@handles(InterviewScheduled, name="comms.invite")
def invite(event: InterviewScheduled, *, event_id: UUID, at: datetime) -> None:
    _tell_all(event.subject_id, event.sequence, method=invitations.REQUEST, wording="invitation", at=at)


@handles(InterviewRescheduled, name="comms.invite_again")
def invite_again(event: InterviewRescheduled, *, event_id: UUID, at: datetime) -> None:
    _tell_all(event.subject_id, event.sequence, method=invitations.REQUEST, wording="change", at=at)
    left = User.objects.filter(pk__in=event.left_panel_ids)
    _tell_panel(load(event.subject_id), left, method=invitations.CANCEL, wording="cancellation", at=at)


@handles(InterviewCancelled, name="comms.call_off")
def call_off(event: InterviewCancelled, *, event_id: UUID, at: datetime) -> None:
    _tell_all(event.subject_id, event.sequence, method=invitations.CANCEL, wording="cancellation", at=at)


def load(interview_id: UUID) -> Interview:
    rows = Interview.objects.select_related("application__candidate", "application__job", "application__owner")
    return rows.get(pk=interview_id)


def _tell_all(interview_id: UUID, sequence: int, *, method: str, wording: str, at: datetime) -> None:
    """Nothing when the interview was changed again meanwhile: the event of that change follows and tells more."""
    interview = load(interview_id)
    if interview.sequence != sequence:
        return
    _tell_candidate(interview, method=method, wording=wording, at=at)
    _tell_panel(interview, interview.interviewers.all(), method=method, wording=wording, at=at)


def _tell_candidate(interview: Interview, *, method: str, wording: str, at: datetime) -> None:
    candidate = interview.application.candidate
    _queue(
        interview,
        person="candidate",
        address=candidate.main_email,
        template=f"interview-{wording}",
        method=method,
        at=at,
        candidate=candidate,
    )


def _tell_panel(interview: Interview, panel: Iterable[User], *, method: str, wording: str, at: datetime) -> None:
    for person in panel:
        _queue(
            interview,
            person=str(person.pk),
            address=person.email,
            template=f"interviewer-{wording}",
            method=method,
            at=at,
            recipient=person,
        )


def _queue(
    interview: Interview,
    *,
    person: str,
    address: str,
    template: str,
    method: str,
    at: datetime,
    candidate: Candidate | None = None,
    recipient: User | None = None,
) -> None:
    name = (candidate or recipient).name
    details = _details(interview) if recipient else ""
    text = invitations.invitation(
        interview, name=name, address=address, person=person, method=method, at=at, details=details
    )
    messages.queue(
        key=f"interview:{interview.pk}:{interview.sequence}:{method.lower()}:{person}",
        purpose="interview_invitation" if method == invitations.REQUEST else "interview_cancellation",
        message_class=MessageClass.TRANSACTIONAL if candidate else MessageClass.INTERNAL,
        template=template,
        candidate=candidate,
        recipient=recipient,
        application=interview.application,
        calendar=messages.Invitation(text=text, method=method),
        at=at,
        values={**facts(interview, candidate.time_zone if candidate else ""), "link": page(interview)},
    )


def page(interview: Interview) -> str:
    """Where colleagues see the interview and fill in their scorecard; the wordings to candidates don't name it."""
    return links.url(reverse("interview", args=[interview.pk]))


def _details(interview: Interview) -> str:
    """What an interviewer reads in the calendar when the hour has come."""
    candidate, job = interview.application.candidate, interview.application.job
    return f"{candidate.name}, {job.name}\nPreparation and scorecard: {page(interview)}"
