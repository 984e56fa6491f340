"""Who of a file is new, who is known already, and who stands in it twice. Reads only."""

from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import Any
from uuid import UUID

from django.db.models.expressions import RawSQL
from django.utils.translation import gettext_noop

from ats.actions.candidate_import.reading import Person, Reader
from ats.kernel.access import KernelPermission, Permission
from ats.kernel.access.sensitivity import sees_contact
from ats.kernel.privacy import person_keys
from ats.kernel.transfers.importers import Plan, Problem
from ats.kernel.transfers.models import Duplicates, ImportRun
from ats.kernel.transfers.tables import Table
from ats.models import Candidate, CandidateEmail, CandidatePhone
from ats.models.contact import Fingerprints
from ats.permissions import CorePermission

CHUNK = 5_000
CONTACTS = frozenset({"email", "phone"})
HIDDEN = gettext_noop("Somebody with this address, number or id is known, but you may not change them.")
ERASED = gettext_noop("Their contact details were erased, and no new ones may be kept. Leave address and number out.")


def plan(table: Table, run: ImportRun, by: Any) -> Plan:
    """What importing `table` with the run's mapping would do. `by` None (they are gone) may change nobody."""
    reader = Reader(table, run.mapping, country=str(run.options.get("country", "")))
    people = list(_once(reader))
    _find(people)
    made = Plan(problems=reader.problems)
    skipped = 0
    allowed = _changeable(people, by) if run.duplicates == Duplicates.UPDATE else set()
    erased = person_keys.erased(person.known for person in people if person.known in allowed and _is_reached(person))
    open_to = allowed - erased
    for person in people:
        if person.known is None or person.known in open_to:
            made.rows.append(person)
        elif run.duplicates == Duplicates.SKIP:
            skipped += 1
        else:
            made.problems.append(Problem(person.line, "", "", ERASED if person.known in erased else HIDDEN))
    made.problems.sort(key=lambda problem: problem.line)
    refused = {problem.line for problem in made.problems}
    made.counts = {
        "rows": len(table.rows),
        "new": sum(person.known is None for person in made.rows),
        "updated": sum(person.known is not None for person in made.rows),
        "skipped": skipped,
        "refused": len(refused),
    }
    return made


def _is_reached(person: Person) -> bool:
    """Whether the row brings an address or a number."""
    return bool(person.email or person.phone)


def _once(reader: Reader) -> Iterator[Person]:
    """Each person of the file once: a later row with the same address, number or id is refused, naming the first."""
    emails: dict[str, int] = {}
    phones: dict[str, int] = {}
    ids: dict[str, int] = {}
    for person in reader.people():
        if person.email in emails:
            _refuse_twice(reader, person, "email", emails)
        elif person.phone in phones:
            _refuse_twice(reader, person, "phone", phones)
        elif person.external_id in ids:
            _refuse_twice(reader, person, "external_id", ids)
        else:
            if person.email:
                emails[person.email] = person.line
            if person.phone:
                phones[person.phone] = person.line
            if person.external_id:
                ids[person.external_id] = person.line
            yield person


def _refuse_twice(reader: Reader, person: Person, key: str, seen: dict[str, int]) -> None:
    value = getattr(person, key)
    why, first = gettext_noop("Row {line} has the same. Keep one of the two."), {"line": seen[value]}
    reader.problems.append(Problem(person.line, reader.mapping.get(key, ""), value, why, first))


def _find(people: list[Person]) -> None:
    """Fill in the fingerprints, and who is known: by external id, else address, else number; the longest known first."""
    fingerprints = Fingerprints()
    for person in people:
        if person.email:
            person.email_indexes = fingerprints.email(person.email)
        if person.phone:
            person.phone_index = fingerprints.phone(person.phone)
    by_id = _known(Candidate, "external_id", "pk", (p.external_id for p in people))
    by_email = _known(CandidateEmail, "value_index", "candidate_id", (p.email_indexes[0] for p in people))
    by_phone = _known(CandidatePhone, "value_index", "candidate_id", (p.phone_index for p in people))
    if not (by_id or by_email or by_phone):
        return
    for person in people:
        person.known = (
            by_id.get(person.external_id) or by_email.get(person.email_indexes[0]) or by_phone.get(person.phone_index)
        )


def _known(model: Any, column: str, owner: str, values: Iterable[str]) -> dict[str, UUID]:
    wanted, found = iter(dict.fromkeys(value for value in values if value)), {}
    while chunk := list(islice(wanted, CHUNK)):
        listed = RawSQL("SELECT unnest(%s::text[])", [_array(chunk)])
        rows = model.objects.filter(**{f"{column}__in": listed}).exclude(**{column: ""}).order_by("-created_at", "-pk")
        found |= dict(rows.values_list(column, owner))
    return found


def _array(values: list[str]) -> str:
    """One literal for Postgres, which is made and read far faster than thousands. No value holds NUL: no file may."""
    escaped = "\0".join(values).replace("\\", "\\\\").replace('"', '\\"')
    return '{"' + escaped.replace("\0", '","') + '"}'


def closed(by: Any) -> Collection[str]:
    """Contact points are brought only by those who may read them: else a dry run would tell whether one is known."""
    return () if by is None or sees_contact(by) else CONTACTS


def _changeable(people: list[Person], by: Any) -> set[UUID]:
    """Those who are known and whom `by` may change by their row: with an address or number only where such are seen."""
    if by is None:
        return set()
    known = {person.known for person in people if person.known is not None}
    reached = {person.known for person in people if person.known is not None and _is_reached(person)}
    seen = _permitted(reached, by, KernelPermission.CONTACT_VIEW)
    return _permitted(known, by, CorePermission.CANDIDATES_EDIT) - (reached - seen)


def _permitted(ids: set[UUID], by: Any, permission: Permission) -> set[UUID]:
    rows = Candidate.objects.permitted(by, permission).filter(pk__in=ids)
    return set(rows.values_list("pk", flat=True))
