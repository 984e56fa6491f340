"""Who is told of what happens in the core of hiring."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from ats import notice_kinds as kinds
from ats.events import (
    ApplicationReceived,
    ApplicationReferred,
    InterviewRescheduled,
    InterviewScheduled,
    NoteWritten,
    ScorecardSubmitted,
    TaskChanged,
    TaskCreated,
)
from ats.kernel import notices
from ats.kernel.approvals.events import ApprovalDecided, ApprovalRequested
from ats.kernel.approvals.models import Decision
from ats.kernel.outbox import Event, handles
from ats.models import Application, HiringTeamMember, Interview, Task, TeamRole


@handles(TaskCreated, name="ats.notice_task")
def task_given(event: TaskCreated, *, event_id: UUID, at: datetime) -> None:
    _tell(kinds.TASK, event, [event.assigned_to_id], event_id, at)


@handles(TaskChanged, name="ats.notice_task_passed_on")
def task_passed_on(event: TaskChanged, *, event_id: UUID, at: datetime) -> None:
    if "assigned_to" in event.fields:
        _tell(
            kinds.TASK,
            event,
            Task.objects.filter(pk=event.subject_id).values_list("assigned_to", flat=True),
            event_id,
            at,
        )


@handles(NoteWritten, name="ats.notice_mention")
def mentioned(event: NoteWritten, *, event_id: UUID, at: datetime) -> None:
    _tell(kinds.MENTION, event, getattr(event, "mentioned", []), event_id, at)


@handles(ApprovalRequested, name="ats.notice_approval_asked")
def approval_asked(event: ApprovalRequested, *, event_id: UUID, at: datetime) -> None:
    _tell(kinds.APPROVAL_ASKED, event, [event.approver_id], event_id, at)


@handles(ApprovalDecided, name="ats.notice_approval_decided")
def approval_decided(event: ApprovalDecided, *, event_id: UUID, at: datetime) -> None:
    if event.outcome in Decision.values:
        _tell(kinds.APPROVAL_DECIDED, event, [event.requested_by_id], event_id, at)


@handles(InterviewScheduled, name="ats.notice_interview")
def interview_scheduled(event: InterviewScheduled, *, event_id: UUID, at: datetime) -> None:
    _tell(kinds.INTERVIEW, event, _panel(event.subject_id), event_id, at)


@handles(InterviewRescheduled, name="ats.notice_interview_moved")
def interview_moved(event: InterviewRescheduled, *, event_id: UUID, at: datetime) -> None:
    _tell(kinds.INTERVIEW, event, _panel(event.subject_id), event_id, at)


@handles(ScorecardSubmitted, name="ats.notice_scorecard")
def scorecard_submitted(event: ScorecardSubmitted, *, event_id: UUID, at: datetime) -> None:
    owner = Application.objects.filter(pk=event.subject_id).values_list("owner", flat=True)
    _tell(kinds.SCORECARDS, event, owner, event_id, at)


@handles(ApplicationReceived, name="ats.notice_application")
def application_received(event: ApplicationReceived, *, event_id: UUID, at: datetime) -> None:
    """The recruiters of the job, for what candidates send themselves."""
    if event.by_candidate:
        recruiters = HiringTeamMember.objects.filter(job=event.job_id, role=TeamRole.RECRUITER)
        _tell(kinds.APPLICATION, event, recruiters.values_list("user", flat=True), event_id, at)


@handles(ApplicationReferred, name="ats.notice_referral")
def application_referred(event: ApplicationReferred, *, event_id: UUID, at: datetime) -> None:
    recruiters = HiringTeamMember.objects.filter(job=event.job_id, role=TeamRole.RECRUITER)
    _tell(kinds.REFERRAL, event, recruiters.values_list("user", flat=True), event_id, at)


def _panel(interview_id: UUID) -> list[UUID]:
    return list(Interview.objects.filter(pk=interview_id).values_list("interviewers", flat=True))


def _tell(kind: str, event: Event, people: Iterable[Any], event_id: UUID, at: datetime) -> None:
    notices.tell(
        kind=kind,
        people=people,
        subject_type=event.subject_type,
        subject_id=event.subject_id,
        event_id=event_id,
        occurred_at=event.occurred_at,
        at=at,
        actor_id=event.actor_id,
    )
