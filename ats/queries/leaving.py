"""What is somebody's, and needs another owner when they leave."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ats.kernel.approvals import succession
from ats.models import (
    Application,
    ApplicationStatus,
    Candidate,
    HiringTeamMember,
    Interview,
    JobStatus,
    Task,
    User,
)

OVER = [JobStatus.CLOSED, JobStatus.CANCELLED]
LIVE = [ApplicationStatus.ACTIVE, ApplicationStatus.HIRED]

KINDS: dict[str, Any] = {
    "candidates": _("Candidates"),
    "applications": _("Applications"),
    "teams": _("Seats on hiring teams"),
    "interviews": _("Interviews to come"),
    "approvals": _("Approvals"),
    "tasks": _("To-dos"),
    "reports": _("People who report to them"),
}


def candidates(person: Any, at: datetime) -> QuerySet[Candidate]:
    return Candidate.objects.filter(owner=person)


def applications(person: Any, at: datetime) -> QuerySet[Application]:
    return Application.objects.filter(owner=person, status__in=LIVE)


def teams(person: Any, at: datetime) -> QuerySet[HiringTeamMember]:
    return HiringTeamMember.objects.filter(user=person).exclude(job__status__in=OVER)


def interviews(person: Any, at: datetime) -> QuerySet[Interview]:
    return Interview.objects.to_come(at).filter(pk__in=Interview.objects.filter(interviewers=person).values("pk"))


def tasks(person: Any, at: datetime) -> QuerySet[Task]:
    return Task.objects.filter(assigned_to=person, done_at=None)


def reports(person: Any, at: datetime) -> QuerySet[User]:
    return User.objects.filter(manager=person, is_active=True)


WORK: dict[str, Callable[[Any, datetime], QuerySet[Any]]] = {
    "candidates": candidates,
    "applications": applications,
    "teams": teams,
    "interviews": interviews,
    "approvals": lambda person, at: succession.open_requests(person),
    "tasks": tasks,
    "reports": reports,
}


def work_of(person: Any, at: datetime) -> dict[str, int]:
    """How much of each kind is theirs."""
    return {kind: rows(person, at).count() for kind, rows in WORK.items()}
