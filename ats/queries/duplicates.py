"""Records as they are compared, and those that may be the same person."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from ats.kernel import access
from ats.kernel.prepared import Prepared
from ats.models import Candidate, CandidateEmail, CandidatePhone, DuplicatePair, DuplicateRule, MatchKey
from ats.policies import likeness
from ats.policies.likeness import Person

BUCKETS = 64
SHOWN = 5
MOST_ALIKE = 300
"""A key that more records share says too little by itself: the employer or the place is added to it."""


def rules() -> dict[str, int]:
    """The active signals and their thresholds in percent."""
    return dict(DuplicateRule.objects.filter(is_active=True).values_list("signal", "threshold"))


def people(ids: Iterable[UUID]) -> dict[UUID, Person]:
    """These records, as far as they stand for themselves, as they are compared; three queries."""
    wanted = list(ids)
    emails, phones = _indexes(CandidateEmail, wanted), _indexes(CandidatePhone, wanted)
    rows = Candidate.objects.standing().filter(pk__in=wanted)
    names = rows.values_list("pk", "first_name", "last_name", "company", "title", "location")
    return {
        pk: Person(
            pk,
            likeness.words(first),
            likeness.words(last),
            likeness.company_words(company),
            " ".join(likeness.words(title)),
            " ".join(likeness.words(place)),
            frozenset(emails[pk]),
            frozenset(phones[pk]),
        )
        for pk, first, last, company, title, place in names.iterator(chunk_size=5000)
    }


def _indexes(model: Any, ids: list[UUID]) -> dict[UUID, list[str]]:
    found: dict[UUID, list[str]] = defaultdict(list)
    for pk, index in model.objects.filter(candidate__in=ids).values_list("candidate_id", "value_index"):
        found[pk].append(index)
    return found


def match_keys(person: Person) -> list[MatchKey]:
    return [MatchKey(candidate_id=person.id, key=key, bucket=bucket(key)) for key in sorted(stored(person))]


def stored(person: Person) -> set[str]:
    """The keys in the length in which they are kept."""
    return {
        key if len(key) <= 80 else key[:48] + hashlib.sha256(key.encode()).hexdigest()[:32]
        for key in likeness.keys(person)
    }


def bucket(key: str) -> int:
    return hashlib.sha256(key.encode()).digest()[0] % BUCKETS


def groups(keys: Iterable[tuple[str, UUID]]) -> dict[str, list[UUID]]:
    """Records by key, as far as there are two or more."""
    found: dict[str, list[UUID]] = defaultdict(list)
    for key, pk in keys:
        found[key].append(pk)
    return {key: ids for key, ids in found.items() if len(ids) > 1}


def narrowed(crowd: list[Person]) -> list[list[Person]]:
    """A group of records with a common key; one that is too large in the parts that share an employer or a place too."""
    if len(crowd) <= MOST_ALIKE:
        return [crowd]
    parts: dict[tuple[str, str], list[Person]] = defaultdict(list)
    for person in crowd:
        for kind, word in (("c", person.company), ("p", person.place)):
            if word:
                parts[kind, word].append(person)
    return [part for part in parts.values() if 1 < len(part) <= MOST_ALIKE]


def neighbours(person: Person) -> set[UUID]:
    """Who shares a key with `person` that not too many share."""
    found: set[UUID] = set()
    for key in stored(person):
        rows = MatchKey.objects.filter(key=key).exclude(candidate=person.id)
        ids = list(rows.values_list("candidate_id", flat=True)[: MOST_ALIKE + 1])
        found |= set(ids) if len(ids) <= MOST_ALIKE else _in_the_same_place(rows, person)
    return found


def _in_the_same_place(rows: Any, person: Person) -> set[UUID]:
    crowd = people(rows.values_list("candidate_id", flat=True)[:20_000]).values()
    alike = [each for each in crowd if _shares(each.company, person.company) or _shares(each.place, person.place)]
    return {each.id for each in alike[:MOST_ALIKE]}


def _shares(one: str, other: str) -> bool:
    return bool(one) and one == other


def _about(user: Any, candidate_id: UUID) -> QuerySet[DuplicatePair]:
    pairs = DuplicatePair.objects.visible_to(user).waiting().about(candidate_id)
    return pairs.select_related("first", "second").order_by("-score", "pk")[:SHOWN]


ABOUT = access.ForReaders(Prepared, _about, UUID)


def of_candidate(user: Any, candidate: Candidate) -> list[tuple[DuplicatePair, Candidate]]:
    """The records that may be the same person as `candidate`, for the banner on their page; the likeliest first."""
    return [(pair, pair.other(candidate)) for pair in ABOUT(user, candidate.pk)]
