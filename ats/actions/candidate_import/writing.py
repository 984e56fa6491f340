"""Writing a plan inside the run's transaction: COPY for what is new, history for all, one event for the whole run."""

import json
from collections.abc import Container, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from ats import extension_points
from ats.actions.candidate_import.reading import FACTS, Person
from ats.actions.recording import tell
from ats.events import CandidatesImported
from ats.kernel import copying_ahead
from ats.kernel.copying_ahead import Ahead
from ats.kernel.drawing import ids
from ats.kernel.history import bulk_update_with_history, touch
from ats.kernel.models import ImportedRow, ImportRun
from ats.kernel.outbox import IMPORT
from ats.kernel.privacy import new_keys, person_keys
from ats.kernel.transfers.importers import Plan
from ats.models import Candidate, CandidateEmail, CandidatePhone, SourceTouch

REASON = "Imported from a file"
Someone = tuple[UUID, Person]


def write(plan: Plan, run: ImportRun, by: Any, at: datetime) -> None:
    """Nothing is mailed and no clock starts: the event carries `origin=import`.

    All questions come first, since nothing can be asked while rows are copied.
    """
    arrived = [person for person in plan.rows if person.known is None]
    new = [(UUID(int=int.from_bytes(pk)), person) for pk, person in zip(ids(len(arrived)), arrived, strict=True)]
    known = [(person.known, person) for person in plan.rows if person.known is not None]
    changed = _update([person for _, person in known], by, at)
    reached = [(pk, person) for pk, person in known if person.email or person.phone]
    keys, has = person_keys.of(pk for pk, _ in reached), _contacts_of([pk for pk, _ in reached])
    everybody = new + known
    with copying_ahead.begun() as copying:
        _create(copying, new, run, by, at)
        new_ones = new_keys.make([pk for pk, person in new if person.email or person.phone], copying.copy_in)
        _add_contacts(copying, new, new_ones, at)
        _add_contacts(copying, reached, keys, at, has)
        _touch_sources(copying, everybody, at)
        _tie(copying, run, new, known, changed)
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


def _create(copying: Ahead, new: list[Someone], run: ImportRun, by: Any, at: datetime) -> None:
    owner = getattr(by, "pk", None) if run.options.get("owned") else None
    rows = [(pk, *person.facts) for pk, person in new]
    same = {"owner_id": owner, "is_imported": True, **_times(at)}
    copying.copy_new(Candidate, ["id", *FACTS], rows, same, by=by, reason=REASON, at=at)


def _times(at: datetime) -> dict[str, datetime]:
    return {"created_at": at, "updated_at": at}


def _update(known: list[Person], by: Any, at: datetime) -> dict[UUID, str]:
    """Bring the known up to date with what the file holds; what they held before, in JSON, by candidate."""
    rows = Candidate.objects.select_for_update(of=("self",)).order_by("pk").in_bulk([person.known for person in known])
    before: dict[UUID, str] = {}
    changed, same = [], []
    for person in known:
        row = rows[person.known]
        facts = zip(FACTS, person.facts, strict=True)
        new = {name: value for name, value in facts if value and getattr(row, name) != value}
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


def _contacts_of(known: list[UUID]) -> set[tuple[UUID, str]]:
    """The addresses and numbers that these have already: candidate and fingerprint."""
    held: set[tuple[UUID, str]] = set()
    for model in (CandidateEmail, CandidatePhone):
        held.update(model.objects.filter(candidate__in=known).values_list("candidate_id", "value_index"))
    return held


def _add_contacts(
    copying: Ahead, people: list[Someone], keys: person_keys.Keys, at: datetime, has: Container[Any] = ()
) -> None:
    """Write what `people` bring, but for what is in `has`."""
    emails = [(pk, p.email, *p.email_indexes) for pk, p in people if p.email and (pk, p.email_indexes[0]) not in has]
    columns = ["id", "candidate_id", "value", "value_index", "domain_index"]
    copying.copy_in(CandidateEmail, columns, _sealed(emails, keys), _times(at))
    phones = [(pk, p.phone, p.phone_index) for pk, p in people if p.phone and (pk, p.phone_index) not in has]
    copying.copy_in(CandidatePhone, columns[:-1], _sealed(phones, keys), _times(at))


def _sealed(contacts: list[tuple[Any, ...]], keys: person_keys.Keys) -> Iterator[tuple[Any, ...]]:
    """Rows with an id of their own and a sealed value; given are person, value, and what else stands in the row."""
    sealed = keys.seal_each([(pk, value) for pk, value, *_ in contacts])
    for number, value, (pk, _value, *indexes) in zip(ids(len(contacts)), sealed, contacts, strict=True):
        yield number, pk, value, *indexes


def _touch_sources(copying: Ahead, everybody: list[Someone], at: datetime) -> None:
    came = [(pk, person.source.pk) for pk, person in everybody if person.source is not None]
    touches = ((number, *each) for number, each in zip(ids(len(came)), came, strict=True))
    copying.copy_in(SourceTouch, ["id", "candidate_id", "source_id"], touches, {"at": at, **_times(at)})


def _tie(copying: Ahead, run: ImportRun, new: list[Someone], known: list[Someone], changed: dict[UUID, str]) -> None:
    """Remember which row of the file made or changed whom."""
    columns, of_run = ["subject_id", "line"], {"run_id": run.pk}
    copying.copy_in(ImportedRow, columns, ((pk, person.line) for pk, person in new), of_run | {"created": True})
    ties = ((pk, person.line, changed.get(pk, "{}")) for pk, person in known)
    copying.copy_in(ImportedRow, [*columns, "before"], ties, of_run | {"created": False})
