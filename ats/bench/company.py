"""The company that does the hiring: the demo's colleagues and jobs, and as many more as 300 jobs need."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any
from uuid import uuid4

from django.db import transaction

from ats.actions import demo
from ats.bench import names, upper
from ats.kernel.access import Role, RoleAssignment
from ats.kernel.history import bulk_create_with_history
from ats.models import (
    Candidate,
    Department,
    HiringTeamMember,
    Job,
    JobStatus,
    Location,
    Opening,
    RejectionReason,
    Source,
    TeamRole,
    User,
)

JOBS = 300
RECRUITERS, MANAGERS = 30, 60
BUSIEST = "REQ-5000"
"""The job that has `journeys.BUSY` active applications."""
WHY = "Measuring"
STATES = [JobStatus.OPEN] * 11 + [JobStatus.ON_HOLD] + [JobStatus.CLOSED] * 5 + [JobStatus.FILLED] * 3
"""Of twenty jobs: eleven are open."""


@dataclass(frozen=True)
class Company:
    """What people apply to. `busiest` is the first of `open`; `over` are closed and filled; `strangers` are the people who
    have applied elsewhere, to the demo's jobs."""

    recruiter: User
    recruiters: list[User]
    busiest: Job
    open: list[Job]
    over: list[Job]
    sources: list[Source]
    reasons: list[RejectionReason]
    strangers: int


def found(*, at: datetime, jobs: int = JOBS) -> None:
    """Write the company into an empty database, `jobs` with the demo's own."""
    chance = Random(jobs)
    with transaction.atomic():
        demo.tell(at=at)
        recruiters, managers = (
            _colleagues(key, n, at) for key, n in (("recruiter", RECRUITERS), ("manager", MANAGERS))
        )
        _jobs(chance, jobs - Job.objects.count(), recruiters, managers, at)


def is_there() -> bool:
    """Whether an earlier run wrote it."""
    return Job.objects.filter(requisition_id=BUSIEST).exists()


def read() -> Company:
    """The company that `found` wrote."""
    jobs = Job.objects.filter(requisition_id__gte=BUSIEST, requisition_id__lt="REQ-6000").order_by("requisition_id")
    every = list(jobs)
    return Company(
        recruiter=User.objects.get(email="recruiter@waymark.example"),
        recruiters=list(User.objects.filter(hiring_teams__role=TeamRole.RECRUITER).distinct().order_by("email")),
        busiest=every[0],
        open=[job for job in every if job.takes_applications],
        over=[job for job in every if job.is_over],
        sources=list(Source.objects.order_by("key")),
        reasons=list(RejectionReason.objects.filter(type="we_declined").order_by("key")),
        strangers=Candidate.objects.exclude(applications__job__in=jobs).count(),
    )


def _colleagues(role: str, count: int, at: datetime) -> list[User]:
    """`count` holders of a role, the demo's first; the new ones can't sign in."""
    held = Role.objects.get(key=role)
    known = list(User.objects.filter(role_assignments__role=held).order_by("email"))
    chance = Random(role)
    new = [_colleague(f"{role}{n}@bench.example", chance) for n in range(count - len(known))]
    held_by = [RoleAssignment(user=user, role=held, scope=held.default_scope) for user in new]
    for rows in (new, held_by):
        bulk_create_with_history(rows, by=None, reason=WHY, at=at)
    return known + new


def _colleague(email: str, chance: Random) -> User:
    person = names.person(0, chance)
    return User(email=email, first_name=person.first_name, last_name=person.last_name, password="!")


def _jobs(chance: Random, count: int, recruiters: list[User], managers: list[User], at: datetime) -> None:
    departments, places = list(Department.objects.all()), list(Location.objects.all())
    rows = [_job(number, chance, chance.choice(departments), at) for number in range(max(2, count))]
    signed: dict[str, Any] = {"by": recruiters[0], "reason": WHY, "at": at}
    bulk_create_with_history(rows, **signed)
    for row in rows:
        row.locations.add(chance.choice(places))
    team = [member for n, row in enumerate(rows) for member in _team(row, n, recruiters, managers)]
    bulk_create_with_history(team, **signed)
    openings = [
        Opening(id=uuid4(), job=row, opening_id=f"{row.requisition_id}-{n}", opened_at=row.opened_at)
        for row in rows
        for n in range(chance.randint(1, 3))
    ]
    bulk_create_with_history(openings, **signed)
    version = next(iter(upper.milestones().values())).version
    bulk_create_with_history([upper.job_workflows()(id=uuid4(), job=row, version=version) for row in rows], **signed)


def _job(number: int, chance: Random, department: Department, at: datetime) -> Job:
    opened = at - timedelta(days=chance.uniform(20, 340))
    status = STATES[7 * number % len(STATES)]
    low = Decimal(chance.randrange(38, 90) * 1000)
    return Job(
        id=uuid4(),
        requisition_id=f"REQ-{5000 + number}",
        name=f"{chance.choice(names.LEVELS)}{chance.choice(names.CALLINGS)}",
        department=department,
        status=status,
        description="Plan, build and run what other teams depend on.",
        pay_min=low,
        pay_max=low + 18_000,
        opened_at=opened,
        closed_at=None if status in (JobStatus.OPEN, JobStatus.ON_HOLD) else min(at, opened + timedelta(days=60)),
        created_at=opened,
        updated_at=opened,
    )


def _team(job: Job, number: int, recruiters: list[User], managers: list[User]) -> list[HiringTeamMember]:
    people = [
        (recruiters[number % len(recruiters)], TeamRole.RECRUITER),
        (managers[number % len(managers)], TeamRole.HIRING_MANAGER),
        (managers[(number + 7) % len(managers)], TeamRole.INTERVIEWER),
    ]
    return [HiringTeamMember(id=uuid4(), job=job, user=user, role=role) for user, role in people]
