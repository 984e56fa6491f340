"""Finding records that may be the same person: one record as it changes, or all of them in slices; and what people say."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import combinations
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ats.actions.persistence import change, locked, one_at_a_time
from ats.actions.recording import record, tell
from ats.events import DuplicateDismissed
from ats.kernel import clock
from ats.kernel.errors import DomainError
from ats.models import Candidate, DuplicatePair, DuplicateRule, DuplicateRun, MatchKey, PairStatus, RunPhase, Signal
from ats.policies import likeness
from ats.policies.likeness import Likeness, Person
from ats.queries import duplicates

NIGHTLY = timedelta(days=1)
SLICE = 1000  # records whose keys are written in one transaction
SLICES = 8  # before other work that nobody waits for has its turn
RULES = {Signal.EMAIL: 40, Signal.PHONE: 82, Signal.NAME_EMPLOYER: 90, Signal.FUZZY: 89}
Pair = tuple[UUID, UUID]


class SearchRefused(DomainError):
    """A search is under way already."""

    status = 409
    code = "search-under-way"


class AlreadyDecided(DomainError):
    """Somebody has looked at these two meanwhile."""

    status = 409
    code = "pair-decided"


def first_rules(at: datetime) -> None:
    """The rules as they come out of the box, and a search that counts as done, so that the first comes a day later."""
    for signal, threshold in RULES.items():
        DuplicateRule.objects.get_or_create(signal=signal, defaults={"threshold": threshold})
    if not DuplicateRun.objects.exists():
        DuplicateRun.objects.create(phase=RunPhase.DONE, started_at=at, finished_at=at, created_at=at)


def look_at(*, candidate_id: UUID, at: datetime) -> int:
    """Compare one record with all that share a key with it, and remember whom it resembles; how many.

    A pair that nobody has decided on and that no longer resembles goes.
    """
    with transaction.atomic():
        one_at_a_time(f"duplicates of {candidate_id}")
        MatchKey.objects.filter(candidate=candidate_id).delete()
        found = duplicates.people([candidate_id]).get(candidate_id)
        pairs = _compared(found) if found else {}
        if found:
            _write_keys(duplicates.match_keys(found))
        kept = _keep(pairs, at)
        stale = DuplicatePair.objects.filter(status=PairStatus.OPEN).about(Candidate(pk=candidate_id))
        stale.exclude(pk__in=kept).delete()
    return len(kept)


def _write_keys(keys: list[MatchKey]) -> None:
    """A search and a look at one record may write the same key at the same moment: it stands there once."""
    MatchKey.objects.bulk_create(keys, batch_size=2000, ignore_conflicts=True)


def _compared(person: Person) -> dict[Pair, Likeness]:
    rules = duplicates.rules()
    others = duplicates.people(duplicates.neighbours(person)).values()
    return dict(_alike(((person, other) for other in others), rules))


def _alike(pairs: Iterable[tuple[Person, Person]], rules: dict[str, int]) -> Iterator[tuple[Pair, Likeness]]:
    for one, other in pairs:
        alike = likeness.compare(one, other, rules)
        if alike.signals:
            first, second = sorted([one.id, other.id])
            yield (first, second), alike


def _keep(pairs: dict[Pair, Likeness], at: datetime) -> list[UUID]:
    """Write pairs that are new, bring open ones up to date, leave decided ones as people left them; the ids of all."""
    rows = [
        DuplicatePair(first_id=a, second_id=b, score=alike.score, signals=alike.signals, created_at=at)
        for (a, b), alike in sorted(pairs.items())
    ]
    DuplicatePair.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["first", "second"],
        update_fields=["score", "signals", "updated_at"],
        batch_size=500,
    )
    known = DuplicatePair.objects.filter(first__in={a for a, _ in pairs}).values_list("first_id", "second_id", "pk")
    return [pk for a, b, pk in known if (a, b) in pairs]


def start_search(*, by: Any, at: datetime) -> DuplicateRun:
    """Look through all records anew; workers do it, slice by slice. Raises SearchRefused while one is under way."""
    with transaction.atomic():
        one_at_a_time("search for duplicates")
        if DuplicateRun.objects.filter(finished_at=None).exists():
            raise SearchRefused(_("A search is under way already. Its findings appear here as they come."))
        row = DuplicateRun.objects.create(started_at=at, started_by=by, created_at=at)
        record("duplicates.searched", row, by=by, at=at)
    return row


def run(at: datetime) -> int:
    """For the pump: some slices of the search that is under way, or the start of the nightly one; how many slices."""
    for done in range(SLICES):
        if not _next_slice(at):
            return done
    return SLICES


def _next_slice(at: datetime) -> bool:
    with transaction.atomic():
        row = DuplicateRun.objects.select_for_update(skip_locked=True).filter(finished_at=None).first()
        if row is not None:
            _slice(row, at)
            return True
    if _next_nightly() > at or DuplicateRun.objects.filter(finished_at=None).exists():
        return False
    start_search(by=None, at=at)
    return True


def next_due() -> datetime | None:
    running = DuplicateRun.objects.filter(finished_at=None).first()
    if running is not None:
        return running.started_at
    nightly = _next_nightly()
    return None if nightly == datetime.max.replace(tzinfo=nightly.tzinfo) else nightly


def _next_nightly() -> datetime:
    """A day after the last search; never where none was ever made (the seed makes the first)."""
    last = DuplicateRun.objects.order_by("-started_at").values_list("started_at", flat=True).first()
    return last + NIGHTLY if last else datetime.max.replace(tzinfo=clock.now().tzinfo)


def _slice(row: DuplicateRun, at: datetime) -> None:
    if row.phase == RunPhase.KEYS:
        _read(row)
    else:
        _compare_bucket(row, at)


def _read(row: DuplicateRun) -> None:
    """Write the keys of the next records, in the order of their ids."""
    people = Candidate.objects.order_by("pk").values_list("pk", flat=True)
    ids = list(people.filter(pk__gt=row.cursor)[:SLICE] if row.cursor else people[:SLICE])
    if not ids:
        change(row, phase=RunPhase.PAIRS, cursor="0")
        return
    MatchKey.objects.filter(candidate__in=ids).delete()
    found = duplicates.people(ids).values()
    _write_keys([key for person in found for key in duplicates.match_keys(person)])
    change(row, cursor=str(ids[-1]))


def _compare_bucket(row: DuplicateRun, at: datetime) -> None:
    """Compare whoever shares a key of the next bucket; what the search doesn't find any more goes with the last one."""
    number = int(row.cursor)
    groups = duplicates.groups(MatchKey.objects.filter(bucket=number).values_list("key", "candidate_id"))
    people = duplicates.people({pk for ids in groups.values() for pk in ids})
    compared = {
        (one, other)
        for ids in groups.values()
        for crowd in duplicates.narrowed([people[pk] for pk in sorted(ids) if pk in people])
        for one, other in combinations(crowd, 2)
    }
    _keep(dict(_alike(compared, duplicates.rules())), at)
    over = number + 1 == duplicates.BUCKETS
    change(
        row,
        cursor=str(number + 1),
        compared=row.compared + len(compared),
        found=_finished(row) if over else 0,
        phase=RunPhase.DONE if over else row.phase,
        finished_at=at if over else None,
    )


def _finished(row: DuplicateRun) -> int:
    """Forget open pairs that this search didn't find; how many wait for a person now."""
    DuplicatePair.objects.filter(status=PairStatus.OPEN, updated_at__lt=row.started_at).delete()
    return DuplicatePair.objects.waiting().count()


def dismiss(*, pair: DuplicatePair, by: Any, at: datetime, reason: str = "") -> DuplicatePair:
    """Remember that these two are not the same person; no search asks again. Raises AlreadyDecided after a merge."""
    with transaction.atomic():
        row = locked(pair)
        if row.status == PairStatus.MERGED:
            raise AlreadyDecided(_("These two were merged meanwhile. Undo the merge instead."))
        if row.status != PairStatus.DISMISSED:
            change(row, status=PairStatus.DISMISSED, decided_by=by, decided_at=at, reason=reason.strip())
            told = DuplicateDismissed(
                subject_id=row.first_id,
                occurred_at=at,
                actor_id=getattr(by, "pk", None),
                other_id=row.second_id,
                pair_id=row.pk,
            )
            tell(told, row, by=by)
    return row
