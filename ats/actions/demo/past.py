"""Twelve months of hiring before the story begins: jobs that are over and everybody who applied for them.

They are written set-wise, as an import is, because telling them deed by deed would take minutes: each row with the history
that it would end with, and events that say what happened and reach nobody (origin import).
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any, TypeVar
from uuid import uuid4

from django.db import models
from django.utils.text import slugify

from ats import extension_points
from ats.actions.demo import people as cast
from ats.events import ApplicationReceived
from ats.extension_points import PastJourney
from ats.kernel.history import bulk_create_with_history
from ats.kernel.outbox import IMPORT, emit_all
from ats.models import (
    Application,
    ApplicationStatus,
    Candidate,
    CandidateEmail,
    Department,
    HiringTeamMember,
    Job,
    JobStatus,
    Location,
    Opening,
    RejectionReason,
    Source,
    SourceTouch,
    Stage,
    TeamRole,
    User,
)
from ats.models.contact import email_indexes

Row = TypeVar("Row", bound=models.Model)
WHY = "Demo data: the year before"
YEAR, OPEN_DAYS = 365, 60
PLANS = Path(__file__).parent / "texts" / "past_jobs.csv"
CANCELLED_EVERY = 11  # of the past jobs, one in so many was cancelled
SOURCES = {  # source to how many of a hundred come by it
    "career-site": 40,
    "linkedin-jobs": 18,
    "indeed": 12,
    "employee-referral": 10,
    "linkedin-recruiter": 8,
    "agency": 5,
    "stepstone": 4,
    "campus": 3,
}
# how far people come, for each hundred; those who come to the end are hired while the job has openings
FATES = [(Stage.APPLIED, 58), (Stage.SCREENING, 22), (Stage.INTERVIEW, 15), (Stage.OFFER, 5)]
HIRES_OF_REFERRALS = 3  # referrals come so many times as often to the end
DAYS_IN = {Stage.APPLIED: (0.3, 5), Stage.SCREENING: (1, 9), Stage.INTERVIEW: (4, 16), Stage.OFFER: (2, 9)}
REASONS = {
    Stage.APPLIED: ["less-experience", "lacks-skill", "location", "incomplete"],
    Stage.SCREENING: ["less-skill", "location", "shift", "less-experience"],
    Stage.INTERVIEW: ["interview-technical", "interview-behavioural", "less-skill"],
    Stage.OFFER: ["position-filled"],
}
LEFT = ["withdrew-other-job", "withdrew-pay", "no-response"]


@dataclass(frozen=True)
class Team:
    recruiter: User
    manager: User


def tell(*, colleagues: dict[str, User], at: datetime, count: int) -> list[PastJourney]:
    """Write the past jobs with about `count` applications. Part of the story's transaction."""
    chance = Random(count)
    jobs = _jobs(colleagues, at, chance)
    told = list(_journeys(jobs, colleagues, at, count, chance))
    journeys = [journey for journey, _ in told]
    _write_people(journeys, [person for _, person in told])
    _write_applications(journeys)
    _fill_openings(journeys)
    extension_points.demo_past(journeys=journeys, at=at)
    return journeys


def _jobs(colleagues: dict[str, User], at: datetime, chance: Random) -> list[Job]:
    departments = {row.name: row for row in Department.objects.all()}
    places = {row.name: row for row in Location.objects.all()}
    with PLANS.open(encoding="utf-8", newline="") as file:
        plans = list(csv.DictReader(file))
    jobs = [_job(number, plan, departments, len(plans), at, chance) for number, plan in enumerate(plans)]
    bulk_create_with_history(jobs, by=colleagues["recruiter"], reason=WHY, at=at)
    for job, plan in zip(jobs, plans, strict=True):
        job.locations.add(places[plan["place"]])
    team = [member for number, job in enumerate(jobs) for member in _team(job, number, colleagues)]
    bulk_create_with_history(team, by=colleagues["recruiter"], reason=WHY, at=at)
    openings = [
        _dated(Opening(job=job, opening_id=f"{job.requisition_id}-{n + 1}", opened_at=job.opened_at), job.opened_at)
        for job, plan in zip(jobs, plans, strict=True)
        for n in range(int(plan["openings"]))
    ]
    bulk_create_with_history(openings, by=colleagues["recruiter"], reason=WHY, at=at)
    return jobs


def _job(
    number: int, plan: dict[str, str], departments: dict[str, Department], among: int, at: datetime, chance: Random
) -> Job:
    opened = at - timedelta(days=YEAR - (YEAR - OPEN_DAYS - 30) * number / among)
    closed = opened + timedelta(days=chance.uniform(OPEN_DAYS - 20, OPEN_DAYS))
    is_cancelled = number % CANCELLED_EVERY == CANCELLED_EVERY - 1
    return _dated(
        Job(
            requisition_id=f"REQ-{2300 + number}",
            name=plan["title"],
            status=JobStatus.CANCELLED if is_cancelled else JobStatus.CLOSED,
            reason="The budget was cut." if is_cancelled else "",
            department=departments[plan["department"]],
            description=(PLANS.parent / f"{plan['text']}.txt").read_text(encoding="utf-8").strip(),
            pay_min=Decimal(plan["pay_min"]),
            pay_max=Decimal(plan["pay_max"]),
            opened_at=opened,
            closed_at=closed,
            target_date=(opened + timedelta(days=OPEN_DAYS)).date(),
        ),
        opened,
        closed,
    )


def _team(job: Job, number: int, colleagues: dict[str, User]) -> Iterator[HiringTeamMember]:
    recruiter = colleagues["recruiter" if number % 2 else "recruiter2"]
    manager = colleagues["manager" if job.department.name == "Engineering" else "manager2"]
    for user, role in ((recruiter, TeamRole.RECRUITER), (manager, TeamRole.HIRING_MANAGER)):
        yield _dated(HiringTeamMember(job=job, user=user, role=role), job.opened_at)


def _journeys(
    jobs: list[Job], colleagues: dict[str, User], at: datetime, count: int, chance: Random
) -> Iterator[tuple[PastJourney, cast.Person]]:
    """Everybody's way, job after job."""
    taken: set[str] = set()
    reasons = {row.key: row for row in RejectionReason.objects.all()}
    sources = {row.key: row for row in Source.objects.all()}
    for number, job in enumerate(jobs):
        owner = colleagues["recruiter" if number % 2 else "recruiter2"]
        free = [] if job.status == JobStatus.CANCELLED else list(job.openings.all())
        size = count * (number + 1) // len(jobs) - count * number // len(jobs)
        for person in cast.cast(job, size, chance, taken):
            source = sources[chance.choices(list(SOURCES), list(SOURCES.values()))[0]]
            yield _journey(job, person, owner, source, reasons, free, at, chance), person


def _journey(
    job: Job,
    person: cast.Person,
    owner: User,
    source: Source,
    reasons: dict[str, RejectionReason],
    free: list[Opening],
    at: datetime,
    chance: Random,
) -> PastJourney:
    last = _reached(source, chance)
    moment = job.opened_at + (job.closed_at - job.opened_at) * chance.uniform(0, 0.55)
    stays = []
    for stage in DAYS_IN:
        left = moment + timedelta(days=chance.uniform(*DAYS_IN[stage]))
        stays.append((str(stage), moment, min(left, at)))
        moment = left
        if stage == last:
            break
    over = stays[-1][2]
    opening = free.pop() if last == Stage.OFFER and free else None
    candidate = _candidate(person, stays[0][1], over)
    application = Application(
        candidate=candidate, job=job, source=source, owner=owner, applied_at=stays[0][1], stage=last
    )
    if opening is not None:
        application.status, application.stage = ApplicationStatus.HIRED, Stage.STARTED
        application.hired_at, application.start_date = over, (over + timedelta(days=30)).date()
    elif chance.random() < 0.12:
        application.status, application.withdrawn_at = ApplicationStatus.WITHDRAWN, over
        application.rejection_reason = reasons[chance.choice(LEFT)]
    else:
        application.status, application.rejected_at = ApplicationStatus.REJECTED, over
        application.rejection_reason = reasons[chance.choice(REASONS[last])]
    return PastJourney(_dated(application, stays[0][1], over), stays, opening)


def _reached(source: Source, chance: Random) -> Stage:
    weights = [weight for _, weight in FATES]
    if source.key == "employee-referral":
        weights[-1] *= HIRES_OF_REFERRALS
    return chance.choices([stage for stage, _ in FATES], weights)[0]


def _candidate(person: cast.Person, applied: datetime, over: datetime) -> Candidate:
    facts = {"title": person.title, "company": person.company, "location": person.location}
    return _dated(Candidate(first_name=person.first_name, last_name=person.last_name, **facts), applied, over)


def _write_people(journeys: list[PastJourney], persons: list[cast.Person]) -> None:
    rows = [journey.application.candidate for journey in journeys]
    bulk_create_with_history(rows, by=None, reason=WHY, at=rows[0].created_at)
    emails = []
    for row, person in zip(rows, persons, strict=True):
        address = f"{slugify(person.first_name)}.{slugify(person.last_name)}@example.com"
        index, domain = email_indexes(address)
        emails.append(
            CandidateEmail(
                candidate=row, value=address, value_index=index, domain_index=domain, created_at=row.created_at
            )
        )
    CandidateEmail.objects.bulk_create(emails, batch_size=500)


def _write_applications(journeys: list[PastJourney]) -> None:
    rows = [journey.application for journey in journeys]
    bulk_create_with_history(rows, by=None, reason=WHY, at=rows[0].created_at)
    SourceTouch.objects.bulk_create(
        [SourceTouch(candidate=row.candidate, application=row, source=row.source, at=row.applied_at) for row in rows],
        batch_size=1000,
    )
    emit_all(
        [
            ApplicationReceived(
                subject_id=row.pk,
                occurred_at=row.applied_at,
                origin=IMPORT,
                candidate_id=row.candidate_id,
                job_id=row.job_id,
            )
            for row in rows
        ]
    )


def _fill_openings(journeys: list[PastJourney]) -> None:
    for journey in journeys:
        if journey.opening is not None:
            journey.opening.application, journey.opening.closed_at = journey.application, journey.application.hired_at
            journey.opening.save()


def _dated(row: Row, created: datetime, updated: datetime | None = None) -> Row:
    """The row as if written then; its history row says the moment of its last change."""
    noun: Any = row
    noun.id, noun.created_at, noun.updated_at = uuid4(), created, updated or created
    noun._history_date = noun.updated_at
    return row
