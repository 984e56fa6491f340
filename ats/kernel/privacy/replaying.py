"""Erasing again: what a backup brings back of people who were erased after it was made (ADR 14)."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from ats.kernel.privacy import person_keys
from ats.kernel.privacy.models import PersonKey
from ats.kernel.registry import ExtensionPoint

erased_again = ExtensionPoint("what goes with a person's key")
"""Called by `replay` in its transaction with `persons` (a list of ids) and `at`: delete what erasing them had deleted."""


def replay(erased: Mapping[UUID, datetime], *, at: datetime) -> int:
    """Erase again who is in the ledger, in one transaction; of how many the database still held the key."""
    persons = sorted(erased)
    with transaction.atomic():
        back = set(PersonKey.objects.filter(person__in=persons).exclude(wrapped="").values_list("person", flat=True))
        for moment, those in _by_moment(erased).items():
            person_keys.destroy(those, at=moment)
        erased_again(persons=persons, at=at)
    return len(back)


def _by_moment(erased: Mapping[UUID, datetime]) -> dict[datetime, list[UUID]]:
    found: dict[datetime, list[UUID]] = {}
    for person, moment in erased.items():
        found.setdefault(moment, []).append(person)
    return found
