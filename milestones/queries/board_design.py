"""What a board is laid out by: the job with the plan that its applications take, and whose applications they are."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from ats.kernel import access, reading
from ats.kernel.prepared import Prepared, as_text
from ats.models import Application, ApplicationStatus, HiringTeamMember, Job, Location, Opening, TeamRole
from ats.models.user import name_of
from milestones import engine, policies
from milestones.queries import plans
from milestones.queries.offer_words import PERSON

OUT = (ApplicationStatus.REJECTED, ApplicationStatus.WITHDRAWN)


@dataclass(frozen=True)
class Design:
    """The plan that the applications of `job` take, with the id of its version ("" for one without milestones); what the
    company asks for in notes; and what the head of the board says of the job. `closed` are the definitions (ids) of the
    milestones in which only others than the reader decide."""

    job: Job
    version_id: str
    plan: engine.Plan
    note_rules: tuple[engine.NoteRule, ...]
    closed: frozenset[str]
    places: tuple[str, ...]
    openings: int
    manager: str

    @property
    def known(self) -> dict[str, engine.Plan]:
        return {self.version_id: self.plan} if self.version_id else {}


def _asked(job: UUID, reader: UUID) -> dict[str, reading.Part]:
    managers = HiringTeamMember.objects.filter(job=job, role=TeamRole.HIRING_MANAGER)
    return {
        "steps": plans.steps_for(job),
        "notes": plans.NOTE_RULES,
        "closed": reading.Part(policies.closed_definitions(reader), {"id": "pk"}),
        "places": reading.Part(Location.objects.filter(jobs=job), {"name": "name"}),
        "openings": reading.Part(Opening.objects.filter(job=job), {"id": "pk"}),
        "managers": reading.Part(managers, {name: f"user__{name}" for name in PERSON}),
    }


ASKED = reading.Prepared(_asked, UUID, UUID)


def design_for(job: Job, user: Any) -> Design:
    """The design of this job's board for `user`, in one query."""
    found = ASKED(job.pk, user.pk)
    version_id = found["steps"][0]["version_id"] if found["steps"] else ""
    managers = [name_of(**row) for row in found["managers"]]
    return Design(
        job,
        version_id,
        plans.plan_from(found["steps"]),
        plans.note_rules_from(found["notes"]),
        frozenset(row["id"] for row in found["closed"]),
        tuple(row["name"] for row in found["places"]),
        len(found["openings"]),
        managers[-1] if managers else "",
    )


@dataclass(frozen=True)
class Census:
    """Of all the job's applications that somebody may see: who is out, and whose owners and sources occur."""

    closed: int
    owners: list[tuple[str, str]]
    sources: list[tuple[str, str]]


def census(job: Job, user: Any) -> Census:
    groups = GROUPS(user, job.pk)
    owners = {(pk, f"{first} {last}".strip()) for _, pk, first, last, _, _, _ in groups if pk is not None}
    sources = {(key, name) for *_, key, name, _ in groups if key is not None}
    closed = sum(group[-1] for group in groups if group[0] in OUT)
    return Census(closed, sorted(owners, key=lambda pair: pair[1]), sorted(sources, key=lambda pair: pair[1]))


def _groups(reader: Any, job: UUID) -> QuerySet[Any]:
    rows = Application.objects.visible_to(reader).filter(job=job).order_by()
    owner = (as_text("owner_id"), "owner__first_name", "owner__last_name")
    return rows.values_list("status", *owner, "source__key", "source__name").annotate(n=Count("pk"))


GROUPS = access.ForReaders(Prepared, _groups, UUID)
