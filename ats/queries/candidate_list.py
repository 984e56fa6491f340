"""The list of candidates as its address narrows it: the page shows it, an export takes it out, both by the same meaning."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import QueryDict

from ats.kernel.conditions.forms import Builder
from ats.models import Candidate
from ats.queries import candidate_filters, candidate_views, list_filters, searching

LONGEST = 200  # characters that are looked for


@dataclass(frozen=True)
class Narrowed:
    """`everybody` whom words and filters let through, in whichever view; `among` holds their ids where those are few."""

    words: str
    filters: candidate_filters.Filters
    builder: Builder
    everybody: QuerySet[Candidate]
    among: list[UUID] | None

    @property
    def is_all(self) -> bool:
        """Whether nothing but words narrows it."""
        return not self.filters.is_set and not self.builder.leaves

    @property
    def is_nobody(self) -> bool:
        """Whether nobody has the words."""
        return self.among == []

    @property
    def countable(self) -> bool:
        """Whether counting the views costs little."""
        return self.among is not None or not self.words


def narrowed(query: QueryDict, user: Any) -> Narrowed:
    words = query.get("q", "").replace("\0", "").strip()[:LONGEST]
    everybody, among = searching.narrowed(Candidate.objects.visible_to(user), words, user)
    filters = candidate_filters.Filters.of(query)
    builder = list_filters.for_candidates(query, user)
    everybody = list_filters.candidates(filters.applied(everybody, user), builder, user)
    return Narrowed(words, filters, builder, everybody, among)


def chosen(query: QueryDict, user: Any, at: datetime) -> QuerySet[Candidate]:
    """Those whom the address shows, its view included; without a view, everybody."""
    asked, view = narrowed(query, user), query.get("view") or "all"
    return candidate_views.filtered(asked.everybody, view=view, user=user, at=at, among=asked.among)
