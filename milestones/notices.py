"""Applications past their time limit, as those hear of it whom the level names. The mail of a level goes out anyway."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ats.kernel import notices
from ats.kernel.notices.kinds import Line
from ats.kernel.notices.models import Notice
from ats.kernel.outbox import handles
from ats.models import Application, HiringTeamMember, TeamRole
from ats.notice_kinds import of_applications
from milestones.events import VisitEscalated
from milestones.models import EscalationAction

ESCALATED = "visit.escalated"


def register() -> None:
    notices.kind(ESCALATED, _l("Somebody waits past the time limit"), "hourglass", words, mails_itself=True)


def words(found: Collection[Notice], reader: Any) -> Mapping[UUID, Line]:
    """Without the milestone's name: the reader may not know of it."""
    begin = _("Past the time limit:")
    return of_applications(found, reader, lambda each: f"{begin} ")


@handles(VisitEscalated, name="milestones.notice_escalation")
def escalated(event: VisitEscalated, *, event_id: UUID, at: datetime) -> None:
    reminds = event.action == EscalationAction.REMIND_OWNER
    owner = Application.objects.filter(pk=event.subject_id, owner__is_active=True).values_list("owner", flat=True)
    role = TeamRole.RECRUITER if reminds else TeamRole.HIRING_MANAGER
    team = HiringTeamMember.objects.filter(job=event.job_id, role=role).values_list("user", flat=True)
    notices.tell(
        kind=ESCALATED,
        people=(list(owner) or list(team)) if reminds else list(team),
        subject_type=event.subject_type,
        subject_id=event.subject_id,
        event_id=event_id,
        occurred_at=event.occurred_at,
        at=at,
        actor_id=event.actor_id,
    )
