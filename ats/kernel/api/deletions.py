"""What left the lists: rows that were deleted, and those that became part of another, told by the history of each noun.

History rows are ordered by their time, which is taken before their transaction commits. So that nobody who remembers where
they were misses one that commits late, the feed ends where the oldest transaction began that may still write one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from heapq import nsmallest
from typing import Any
from uuid import UUID

from django.db.models import Q

from ats.kernel.api import settling

DELETED = Q(history_type="-")


@dataclass(frozen=True)
class Noun:
    """A noun's history (a model), and which of its rows say that a row of the noun left the lists."""

    past: Any
    left: Q


def after(viewsets: Iterable[Any], at: datetime, row: UUID, limit: int) -> list[Any]:
    """The first `limit` history rows beyond (`at`, `row`) that tell of a row of `viewsets` leaving, oldest first."""
    nouns = list(_nouns(viewsets))
    until = settling.quiet_until([noun.past for noun in nouns])
    found = (each for noun in nouns for each in _of(noun, at, row, until, limit))
    return nsmallest(limit, found, key=lambda one: (one.history_date, one.history_id))


def _nouns(viewsets: Iterable[Any]) -> Iterable[Noun]:
    """Those that keep history, each once. A view's `leaves` says which history rows, besides deletions, take a row away."""
    left: dict[Any, Q] = {}
    for viewset in viewsets:
        model = viewset.queryset.model if viewset.queryset is not None else None
        if hasattr(getattr(model, "_meta", None), "simple_history_manager_attribute"):
            left[model] = left.get(model, DELETED) | getattr(viewset, "leaves", Q())
    return [Noun(model.history.model, says) for model, says in left.items()]


def _of(noun: Noun, at: datetime, row: UUID, until: datetime, limit: int) -> Iterable[Any]:
    beyond = Q(history_date__gt=at) | Q(history_date=at, history_id__gt=row)
    told = noun.past.objects.filter(noun.left, beyond, history_date__lt=until)
    return told.order_by("history_date", "history_id")[:limit]
