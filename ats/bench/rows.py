"""Writing people with all that hangs on them by COPY, a few thousand in a transaction, history rows included."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from random import Random
from typing import Any
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.db.models import Max

from ats.bench import journeys, names, upper
from ats.bench.company import WHY, Company
from ats.bench.journeys import Journey
from ats.bench.names import Person
from ats.events import ApplicationReceived
from ats.kernel.copying import copy_history, copy_in
from ats.kernel.files.models import StoredFile
from ats.kernel.models import Event, Timer
from ats.kernel.privacy import person_keys
from ats.models import (
    Application,
    Attachment,
    Candidate,
    CandidateEmail,
    CandidatePhone,
    MatchKey,
    Note,
    SourceTouch,
    Stage,
)
from ats.models.contact import email_indexes, phone_index
from ats.queries import duplicates

BATCH = 4000
NOTES = [
    "Spoke for 25 minutes. Clear about the reasons for a change; notice period two months.",
    "Good call. Wants to know about on-call pay before going on.",
    "Strong on planning, less on databases. Worth an interview all the same.",
    "Asked for a conversation with the team before the offer.",
]
LEVELS = {"1": 0.5, "2": 1.0}
"""Escalation levels of the standard workflow: at which part of the time limit each is due."""


def grow(company: Company, *, since: int, to: int, at: datetime, busy: int) -> None:
    """Write people number `since` to `to`."""
    for start in range(since, to, BATCH):
        chance = Random(start)
        everybody = [(uuid4(), names.person(n, chance)) for n in range(start, min(to, start + BATCH))]
        theirs = [each for pk, p in everybody for each in journeys.of(pk, p.number, company, chance, at, busy)]
        with transaction.atomic():
            _people(everybody, {journey.candidate_id: journey.applied for journey in theirs}, company)
            _applications(theirs, company)
            _visits(theirs)
            _notes(theirs, chance)
            _events(theirs)


def _people(everybody: Sequence[tuple[UUID, Person]], since: dict[UUID, datetime], company: Company) -> None:
    facts = ("first_name", "last_name", "title", "company", "location", "tags")
    copy_in(
        Candidate,
        ["id", *facts, "created_at", "updated_at"],
        ((pk, *(getattr(p, name) for name in facts), since[pk], since[pk]) for pk, p in everybody),
    )
    copy_history(Candidate, [pk for pk, _ in everybody], by=company.recruiter, reason=WHY, at=min(since.values()))
    keys = person_keys.of(pk for pk, _ in everybody)
    copy_in(
        CandidateEmail,
        ["id", "candidate_id", "value", "value_index", "domain_index", "created_at", "updated_at"],
        ((uuid4(), pk, keys.seal(pk, p.email), *email_indexes(p.email), since[pk], since[pk]) for pk, p in everybody),
    )
    copy_in(
        CandidatePhone,
        ["id", "candidate_id", "value", "value_index", "created_at", "updated_at"],
        ((uuid4(), pk, keys.seal(pk, p.phone), phone_index(p.phone), since[pk], since[pk]) for pk, p in everybody),
    )
    _resumes([(pk, p, uuid4()) for pk, p in everybody if p.resume], since)
    _match_keys([pk for pk, _ in everybody])


def _match_keys(ids: Sequence[UUID]) -> None:
    """By which the product looks for duplicates."""
    keys = (key for person in duplicates.people(ids).values() for key in duplicates.match_keys(person))
    copy_in(MatchKey, ["candidate_id", "key", "bucket"], ((key.candidate_id, key.key, key.bucket) for key in keys))


def _resumes(read: Sequence[tuple[UUID, Person, UUID]], since: dict[UUID, datetime]) -> None:
    """The text that was read from each file; the file itself is on no disk."""
    files = (
        (file, "cv.pdf", f"bench/{file.hex}.pdf", "application/pdf", 40_000, file.hex * 2, "none") for *_, file in read
    )
    copy_in(StoredFile, ["id", "name", "path", "media_type", "size", "sha256", "pictures"], files)
    texts = ((uuid4(), pk, file, p.resume, since[pk], since[pk]) for pk, p, file in read)
    copy_in(Attachment, ["id", "candidate_id", "file_id", "text", "created_at", "updated_at"], texts)


def _applications(theirs: Sequence[Journey], company: Company) -> None:
    stages = {key: milestone.definition.stage for key, milestone in upper.milestones().items()}
    columns = ["id", "candidate_id", "job_id", "status", "stage", "source_id", "owner_id", "applied_at", "rejected_at"]
    rows = (
        (
            *(each.id, each.candidate_id, each.job.pk, each.status, stages.get(each.stays[-1].key, Stage.APPLIED)),
            *(each.source_id, each.owner_id, each.applied, each.over, each.reason_id, each.applied),
            each.over or each.stays[-1].entered,
        )
        for each in theirs
    )
    copy_in(Application, [*columns, "rejection_reason_id", "created_at", "updated_at"], rows)
    for kind in "+~":
        copy_history(
            Application, [each.id for each in theirs], by=company.recruiter, reason=WHY, at=theirs[0].applied, kind=kind
        )
    touches = ((uuid4(), each.candidate_id, each.id, each.source_id, each.applied) for each in theirs)
    copy_in(SourceTouch, ["id", "candidate_id", "application_id", "source_id", "at"], touches)


def _visits(theirs: Sequence[Journey]) -> None:
    ids = {key: milestone.pk for key, milestone in upper.milestones().items()}
    columns = [
        "id",
        "application_id",
        "milestone_id",
        "position",
        "entered_at",
        "exited_at",
        "due_at",
        "outcome",
        "cause",
    ]
    columns += ["level_dues", "timer_version", "entered_by_id", "exited_by_id", "created_at", "updated_at"]
    copy_in(upper.visits(), columns, (visit for each in theirs for visit in _visits_of(each, ids)))
    armed = (timer for each in theirs if each.over is None for timer in _timers(each))
    copy_in(Timer, ["kind", "key", "group", "due_at", "subject_id"], armed)


def _visits_of(each: Journey, ids: dict[str, UUID]) -> Iterator[tuple[Any, ...]]:
    for position, stay in enumerate(each.stays):
        levels = {level: due.isoformat() for level, due in _dues(stay)}
        by = each.owner_id if stay.left else None
        yield (
            *(stay.id, each.id, ids[stay.key], position, stay.entered, stay.left, stay.due, stay.outcome, stay.cause),
            *(
                levels,
                len(levels) and 1,
                each.owner_id if position else None,
                by,
                stay.entered,
                stay.left or stay.entered,
            ),
        )


def _dues(stay: journeys.Stay) -> list[tuple[str, datetime]]:
    if stay.due is None:
        return []
    return [(level, stay.entered + (stay.due - stay.entered) * part) for level, part in LEVELS.items()]


def _timers(each: Journey) -> Iterator[tuple[Any, ...]]:
    stay = each.stays[-1]
    for level, due in _dues(stay):
        yield "milestones.escalation", f"visit:{stay.id}:level:{level}", f"visit:{stay.id}", due, stay.id


def _notes(theirs: Sequence[Journey], chance: Random) -> None:
    """Two for each application."""
    rows = [
        (uuid4(), each.candidate_id, each.id, each.owner_id, chance.choice(NOTES), stay.entered, stay.entered)
        for each in theirs
        for stay in each.stays[1:]
    ]
    copy_in(Note, ["id", "candidate_id", "application_id", "author_id", "body", "created_at", "updated_at"], rows)
    copy_history(Note, [row[0] for row in rows], by=None, reason=WHY, at=theirs[0].applied)


def _events(theirs: Sequence[Journey]) -> None:
    """What the timeline tells, numbered on from the last event; handlers get none of it."""
    first = (Event.objects.aggregate(last=Max("sequence"))["last"] or 0) + 1
    told = [event for each in theirs for event in _events_of(each)]
    rows = (
        (uuid4(), n, e.type, e.schema, e.subject_type, e.subject_id, e.data(), e.occurred_at, e.origin, e.actor_id)
        for n, e in enumerate(told, start=first)
    )
    columns = [
        "id",
        "sequence",
        "type",
        "schema",
        "subject_type",
        "subject_id",
        "data",
        "occurred_at",
        "origin",
        "actor_id",
    ]
    copy_in(Event, columns, rows)
    with connection.cursor() as cursor:
        last = first + len(told) - 1
        cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'sequence'), %s)", [Event._meta.db_table, last])


def _events_of(each: Journey) -> Iterator[Any]:
    about = {"subject_id": each.id, "candidate_id": each.candidate_id, "job_id": each.job.pk, "actor_id": each.owner_id}
    yield ApplicationReceived(**about, occurred_at=each.applied)
    for here, there in zip(each.stays, each.stays[1:], strict=False):
        moved = {"from_milestone": here.key, "to_milestone": there.key, "occurred_at": there.entered}
        if here.outcome == "regressed":
            yield upper.event("ApplicationRegressed")(**about, **moved)
        else:
            yield upper.event("ApplicationAdvanced")(**about, **moved, outcome=here.outcome, cause=here.cause)
    if each.over is not None:
        ended = {"from_milestone": each.stays[-1].key, "reason": each.reason_key, "occurred_at": each.over}
        yield upper.event("ApplicationRejected")(**about, **ended)
