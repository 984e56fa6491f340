"""Writing a plan inside the run's transaction: COPY for what is new, history for all, one event for the whole run."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from ats import extension_points
from ats.actions.candidate_import.reading import Person
from ats.actions.recording import tell
from ats.events import CandidatesImported
from ats.kernel.copying import copy_history, copy_in
from ats.kernel.history import bulk_update_with_history, touch
from ats.kernel.models import ImportedRow, ImportRun
from ats.kernel.outbox import IMPORT
from ats.kernel.privacy import person_keys
from ats.kernel.transfers.importers import Plan
from ats.models import Candidate, CandidateEmail, CandidatePhone, SourceTouch

REASON = "Imported from a file"
FACTS = ("first_name", "last_name", "company", "title", "location", "tags", "external_id")
EMPTY: dict[str, Any] = dict.fromkeys(FACTS, "") | {"tags": []}


def write(plan: Plan, run: ImportRun, by: Any, at: datetime) -> None:
    """Nothing is mailed and no clock starts: the event carries `origin=import`."""
    new = [(uuid4(), person) for person in plan.rows if person.known is None]
    known = [person for person in plan.rows if person.known is not None]
    _create(new, run, by, at)
    changed = _update(known, by, at)
    everybody = new + [(person.known, person) for person in known]
    _add_contacts(everybody, at, {person.known for person in known})
    _touch_sources(everybody, at)
    links = [(run.pk, pk, person.line, True, "") for pk, person in new]
    links += [(run.pk, person.known, person.line, False, changed.get(person.known, "{}")) for person in known]
    copy_in(ImportedRow, ["run_id", "subject_id", "line", "created", "before"], links)
    extension_points.candidates_imported(run=run, candidate_ids=[pk for pk, _ in everybody], by=by, at=at)
    told = CandidatesImported(
        subject_id=run.pk,
        occurred_at=at,
        actor_id=getattr(by, "pk", None),
        origin=IMPORT,
        created=len(new),
        updated=len(known),
    )
    tell(told, run, by=by)


def _create(new: list[tuple[UUID, Person]], run: ImportRun, by: Any, at: datetime) -> None:
    owner = getattr(by, "pk", None) if run.options.get("owned") else None
    rows = ((pk, *(person.facts.get(name, EMPTY[name]) for name in FACTS), owner, True, at, at) for pk, person in new)
    copy_in(Candidate, ["id", *FACTS, "owner_id", "is_imported", "created_at", "updated_at"], rows)
    copy_history(Candidate, [pk for pk, _ in new], by=by, reason=REASON, at=at)


def _update(known: list[Person], by: Any, at: datetime) -> dict[UUID, str]:
    """Bring the known up to date with what the file holds; what they held before, in JSON, by candidate."""
    rows = Candidate.objects.select_for_update(of=("self",)).order_by("pk").in_bulk([person.known for person in known])
    before: dict[UUID, str] = {}
    changed, same = [], []
    for person in known:
        row = rows[person.known]
        new = {name: value for name, value in person.facts.items() if value and getattr(row, name) != value}
        if not new:
            same.append(row)
            continue
        before[row.pk] = json.dumps({name: getattr(row, name) for name in new})
        for name, value in new.items():
            setattr(row, name, value)
        row.updated_at = at
        changed.append(row)
    bulk_update_with_history(changed, [*FACTS, "updated_at"], by=by, reason=REASON, at=at)
    touch(same)  # an address, number or source may have come with the file
    return before


def _add_contacts(everybody: list[tuple[UUID, Person]], at: datetime, known: set[UUID]) -> None:
    """Addresses and numbers that their candidate doesn't have yet."""
    has = set(CandidateEmail.objects.filter(candidate__in=known).values_list("candidate_id", "value_index"))
    has |= set(CandidatePhone.objects.filter(candidate__in=known).values_list("candidate_id", "value_index"))
    keys = person_keys.of(pk for pk, person in everybody if person.email or person.phone)
    emails = (
        (uuid4(), pk, keys.seal(pk, person.email), *person.email_indexes, at, at)
        for pk, person in everybody
        if person.email and (pk, person.email_indexes[0]) not in has
    )
    columns = ["id", "candidate_id", "value", "value_index", "domain_index", "created_at", "updated_at"]
    copy_in(CandidateEmail, columns, emails)
    phones = (
        (uuid4(), pk, keys.seal(pk, person.phone), person.phone_index, at, at)
        for pk, person in everybody
        if person.phone and (pk, person.phone_index) not in has
    )
    copy_in(CandidatePhone, ["id", "candidate_id", "value", "value_index", "created_at", "updated_at"], phones)


def _touch_sources(everybody: list[tuple[UUID, Person]], at: datetime) -> None:
    touches = ((uuid4(), pk, person.source.pk, at, at, at) for pk, person in everybody if person.source is not None)
    copy_in(SourceTouch, ["id", "candidate_id", "source_id", "at", "created_at", "updated_at"], touches)
