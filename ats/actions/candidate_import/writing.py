"""Writing a plan inside the run's transaction: COPY for what is new, history for all, one event for the whole run."""

import json
from collections.abc import Container
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
from ats.kernel.privacy import new_keys, person_keys
from ats.kernel.transfers.importers import Plan
from ats.models import Candidate, CandidateEmail, CandidatePhone, SourceTouch

REASON = "Imported from a file"
FACTS = ("first_name", "last_name", "company", "title", "location", "tags", "external_id")
EMPTY: list[tuple[str, Any]] = [(name, [] if name == "tags" else "") for name in FACTS]
Someone = tuple[UUID, Person]


def write(plan: Plan, run: ImportRun, by: Any, at: datetime) -> None:
    """Nothing is mailed and no clock starts: the event carries `origin=import`."""
    new = [(uuid4(), person) for person in plan.rows if person.known is None]
    known = [(person.known, person) for person in plan.rows if person.known is not None]
    _create(new, run, by, at)
    changed = _update([person for _, person in known], by, at)
    everybody = new + known
    _add_contacts(new, known, at)
    _touch_sources(everybody, at)
    _tie(run, new, known, changed)
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


def _create(new: list[Someone], run: ImportRun, by: Any, at: datetime) -> None:
    owner = getattr(by, "pk", None) if run.options.get("owned") else None
    rows = ((pk, *[person.facts.get(name, empty) for name, empty in EMPTY]) for pk, person in new)
    copy_in(Candidate, ["id", *FACTS], rows, {"owner_id": owner, "is_imported": True, **_times(at)})
    copy_history(Candidate, [pk for pk, _ in new], by=by, reason=REASON, at=at)


def _times(at: datetime) -> dict[str, datetime]:
    return {"created_at": at, "updated_at": at}


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


def _add_contacts(new: list[Someone], known: list[Someone], at: datetime) -> None:
    """Addresses and numbers; of those who are known, what they don't have yet."""
    ids = [pk for pk, _ in known]
    emails = set(CandidateEmail.objects.filter(candidate__in=ids).values_list("candidate_id", "value_index"))
    phones = set(CandidatePhone.objects.filter(candidate__in=ids).values_list("candidate_id", "value_index"))
    reached = [(pk, person) for pk, person in known if person.email or person.phone]
    _seal_contacts(new, new_keys.make([pk for pk, person in new if person.email or person.phone]), at)
    _seal_contacts(reached, person_keys.of(pk for pk, _ in reached), at, emails | phones)


def _seal_contacts(people: list[Someone], keys: person_keys.Keys, at: datetime, has: Container[Any] = ()) -> None:
    """Write what `people` bring, but for what is in `has`: candidate and fingerprint."""
    emails = (
        (uuid4(), pk, keys.seal(pk, person.email), *person.email_indexes)
        for pk, person in people
        if person.email and (pk, person.email_indexes[0]) not in has
    )
    copy_in(CandidateEmail, ["id", "candidate_id", "value", "value_index", "domain_index"], emails, _times(at))
    phones = (
        (uuid4(), pk, keys.seal(pk, person.phone), person.phone_index)
        for pk, person in people
        if person.phone and (pk, person.phone_index) not in has
    )
    copy_in(CandidatePhone, ["id", "candidate_id", "value", "value_index"], phones, _times(at))


def _touch_sources(everybody: list[Someone], at: datetime) -> None:
    touches = ((uuid4(), pk, person.source.pk) for pk, person in everybody if person.source is not None)
    copy_in(SourceTouch, ["id", "candidate_id", "source_id"], touches, {"at": at, **_times(at)})


def _tie(run: ImportRun, new: list[Someone], known: list[Someone], changed: dict[UUID, str]) -> None:
    """Remember which row of the file made or changed whom."""
    columns = ["subject_id", "line"]
    copy_in(ImportedRow, columns, ((pk, person.line) for pk, person in new), {"run_id": run.pk, "created": True})
    ties = ((pk, person.line, changed.get(pk, "{}")) for pk, person in known)
    copy_in(ImportedRow, [*columns, "before"], ties, {"run_id": run.pk, "created": False})
