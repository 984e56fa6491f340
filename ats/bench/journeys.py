"""How far people come: for each application three visits, a source, an owner, and how it ended where it did."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID, uuid4

from ats.bench.company import Company
from ats.models import ApplicationStatus, Job

BUSY = 500
"""Active applications of the busiest job."""
ACTIVE = 0.1
"""The part of all others that is active; the rest is over."""
TWICE = 0.1
"""The part of all people with a second application, which is over."""
WAYS = [
    (("applied", "screen", "interviews"), ("advanced", "advanced")),
    (("applied", "screen", "applied"), ("advanced", "regressed")),
    (("applied", "interviews", "screen"), ("bypassed", "regressed")),
    (("screen", "interviews", "offer"), ("advanced", "advanced")),
]
OFTEN = (40, 25, 28, 7)
LIMIT = timedelta(days=7)
"""About what the milestones of the standard workflow allow."""


@dataclass(frozen=True, slots=True)
class Stay:
    """One visit; `left` and `outcome` are empty while it lasts, `due` says until when it may."""

    id: UUID
    key: str
    entered: datetime
    left: datetime | None
    due: datetime | None
    outcome: str
    cause: str


@dataclass(frozen=True, slots=True)
class Journey:
    id: UUID
    candidate_id: UUID
    job: Job
    status: str
    source_id: UUID
    owner_id: UUID
    reason_id: UUID | None
    reason_key: str
    stays: list[Stay]

    @property
    def applied(self) -> datetime:
        return self.stays[0].entered

    @property
    def over(self) -> datetime | None:
        return self.stays[-1].left


def of(
    candidate_id: UUID, number: int, company: Company, chance: Random, at: datetime, busy: int = BUSY
) -> list[Journey]:
    """The applications of the person with this `number`; the first `busy` of all that are made are active in the busiest
    job."""
    busiest = number - company.strangers < busy
    is_active = busiest or chance.random() < ACTIVE
    others = company.open[1:] or company.open
    job = company.busiest if busiest else chance.choice(others if is_active else company.over)
    made = [_journey(candidate_id, job, company, chance, at, is_active=is_active)]
    if chance.random() < TWICE:
        earlier = chance.choice([other for other in company.over if other.pk != job.pk] or company.over)
        made.append(_journey(candidate_id, earlier, company, chance, at, is_active=False))
    return made


def _journey(
    candidate_id: UUID, job: Job, company: Company, chance: Random, at: datetime, *, is_active: bool
) -> Journey:
    owner, reason = chance.choice(company.recruiters), chance.choice(company.reasons)
    keys, outcomes = chance.choices(WAYS, OFTEN)[0]
    status = ApplicationStatus.ACTIVE if is_active else ApplicationStatus.REJECTED
    return Journey(
        id=uuid4(),
        candidate_id=candidate_id,
        job=job,
        status=status,
        source_id=chance.choice(company.sources).pk,
        owner_id=owner.pk,
        reason_id=None if is_active else reason.pk,
        reason_key="" if is_active else reason.key,
        stays=_stays(keys, outcomes, _end(job, chance, at, is_active=is_active), chance, is_active=is_active),
    )


def _end(job: Job, chance: Random, at: datetime, *, is_active: bool) -> datetime:
    """When the last visit was over, or for whoever still stands there, when it must be: one in eight is late."""
    if is_active:
        return at + timedelta(days=chance.uniform(-0.9, 6.3))
    return min(at, job.closed_at or at) - timedelta(days=chance.uniform(0, 30))


def _stays(
    keys: tuple[str, ...], outcomes: tuple[str, ...], end: datetime, chance: Random, *, is_active: bool
) -> list[Stay]:
    """Backwards from the last one, which an active application has not left."""
    entered, stays = end - LIMIT, []
    last: dict[str, Any] = {"due": end, "left": None, "outcome": ""} if is_active else {}
    stays.append(
        Stay(uuid4(), keys[-1], entered, **{"due": None, "left": end, "outcome": "rejected"} | last, cause="person")
    )
    for key, outcome in zip(reversed(keys[:-1]), reversed(outcomes), strict=True):
        left, entered = entered, entered - timedelta(days=chance.uniform(0.5, 6))
        stays.append(Stay(uuid4(), key, entered, left, None, outcome, "person"))
    return stays[::-1]
