"""What levels do when their time has come: one row, one event, one internal message per recipient."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ats import links
from ats.kernel.business_time import Calendar
from ats.kernel.outbox import emit_all
from ats.kernel.pages import words
from ats.models import Application, HiringTeamMember, TeamRole, User
from ats.queries.calendars import calendars_of
from comms.actions import messages
from comms.models import MessageClass
from milestones.events import VisitEscalated
from milestones.models import Escalation, EscalationAction, EscalationState, Visit

SUBJECTS = {
    EscalationAction.REMIND_OWNER: "{{candidate_name}} is waiting in {{milestone_name}}",
    EscalationAction.NOTIFY_MANAGER: "{{candidate_name}} is past the time limit in {{milestone_name}}",
}
BODY = """Hello {{recipient_name}},

{{candidate_name}} ({{job_name}}) is waiting in {{milestone_name}}. The time limit: {{due_at}}.
{{recruiter_name}} looks after this application.

Open it: {{link}}
"""


@dataclass(frozen=True)
class Act:
    """One level of one open visit whose time has come; superseded where a higher one acts instead."""

    application: Application
    visit: Visit
    level: int
    action: str
    state: EscalationState = EscalationState.ACTED


def carry_out(acts: Sequence[Act], *, at: datetime) -> None:
    """Record each level and tell those whom its action names. The rows are unique: a level acts once.

    However many there are, all is read and written at once; only the messages are queued one by one.
    """
    if not acts:
        return
    Escalation.objects.bulk_create([_row(act, at) for act in acts])
    acted = [act for act in acts if act.state == EscalationState.ACTED]
    emit_all([_event(act, at) for act in acted])
    calendars = calendars_of([act.application.job for act in acted])
    for act, people in recipients(acted):
        for person in people:
            _tell(person, act, calendars[act.application.job_id], at)


def recipients(acts: Sequence[Act]) -> Iterator[tuple[Act, list[User]]]:
    """The application's owner (without one the job's recruiters), or the job's hiring managers."""
    roles = [TeamRole.RECRUITER, TeamRole.HIRING_MANAGER]
    jobs = {act.application.job_id for act in acts}
    members = HiringTeamMember.objects.filter(job__in=jobs, role__in=roles, user__is_active=True)
    team: dict[tuple[UUID, str], list[User]] = {}
    for member in members.select_related("user") if jobs else ():
        team.setdefault((member.job_id, member.role), []).append(member.user)
    for act in acts:
        owner = act.application.owner
        reminds = act.action == EscalationAction.REMIND_OWNER
        if reminds and owner and owner.is_active:
            yield act, [owner]
        else:
            role = TeamRole.RECRUITER if reminds else TeamRole.HIRING_MANAGER
            yield act, team.get((act.application.job_id, role), [])


def _row(act: Act, at: datetime) -> Escalation:
    due_at = datetime.fromisoformat(act.visit.level_dues[str(act.level)])
    return Escalation(visit=act.visit, level=act.level, action=act.action, state=act.state, due_at=due_at, acted_at=at)


def _event(act: Act, at: datetime) -> VisitEscalated:
    return VisitEscalated(
        subject_id=act.application.pk,
        occurred_at=at,
        candidate_id=act.application.candidate_id,
        job_id=act.application.job_id,
        visit_id=act.visit.pk,
        milestone=act.visit.milestone.definition.key,
        level=act.level,
        action=act.action,
    )


def _tell(person: User, act: Act, calendar: Calendar, at: datetime) -> None:
    visit = act.visit
    messages.queue(
        key=f"escalation:{visit.pk}:{act.level}:{person.pk}",
        purpose="escalation",
        message_class=MessageClass.INTERNAL,
        subject=SUBJECTS[EscalationAction(act.action)],
        body=BODY,
        recipient=person,
        application=act.application,
        values={
            "milestone_name": visit.milestone.definition.name,
            "due_at": words.in_zone(visit.due_at, calendar.time_zone) if visit.due_at else "none",
            "link": links.application(act.application.pk),
        },
        send_at=at,
        at=at,
    )
