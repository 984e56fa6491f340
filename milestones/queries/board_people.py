"""Whose applications stand on a board, and where: a few plain columns of each."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.db.models import OuterRef, QuerySet, Subquery

from ats.kernel.prepared import Prepared, as_text
from ats.models import Application, Source
from ats.models.user import name_of
from milestones.models import Visit
from milestones.queries.outlook import COLUMNS, Stood
from milestones.queries.standing import last_visits_of


class Person(NamedTuple):
    """Who applied; who looks after the application, where that is asked for."""

    first_name: str
    last_name: str
    title: str
    company: str
    source: str | None
    owner_first_name: str | None = None
    owner_last_name: str | None = None
    owner_email: str | None = None

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def line(self) -> str:
        return ", ".join(filter(None, [self.title, self.company]))

    @property
    def owner(self) -> str:
        return name_of(self.owner_first_name or "", self.owner_last_name or "", self.owner_email or "")


NAMED = ("candidate__first_name", "candidate__last_name", "candidate__title", "candidate__company")
OWNER = ("owner__first_name", "owner__last_name", "owner__email")


def _of(visits: "QuerySet[Any]", *more: str) -> "QuerySet[Any]":
    # The source's name is looked up by itself: each table that is joined makes the database ponder longer in which order.
    source = Source.objects.filter(pk=OuterRef("application__source")).order_by().values("name")
    named = [f"application__{path}" for path in (*NAMED, *more)]
    return visits.values_list(*COLUMNS, *named[: len(NAMED)], Subquery(source), *named[len(NAMED) :])


def _unplaced(ids: Sequence[str]) -> "QuerySet[Any]":
    rows = Application.objects.filter(pk__any_of=ids).order_by()
    return rows.values_list(as_text("pk"), "status", *NAMED, "source__name", *OWNER)


OPEN = Prepared(lambda ids: _of(Visit.objects.filter(application_id__any_of=ids, exited_at=None).order_by()), list)
LAST = Prepared(lambda ids: _of(last_visits_of(ids), *OWNER), list)
UNPLACED = Prepared(_unplaced, list)


def people(ids: Sequence[str]) -> list[tuple[Stood, Person]]:
    """Where these applications stand and whose they are, with their owners; in a second query, who stood nowhere yet."""
    found = _parted(LAST(ids)) if ids else []
    missing = _missing(ids, found)
    return found + [(Stood(*row[:2]), Person(*row[2:])) for row in (UNPLACED(missing) if missing else ())]


def people_in_place(ids: Sequence[str]) -> list[tuple[Stood, Person]]:
    """The same of those who stand somewhere now, without owners."""
    found = _parted(OPEN(ids)) if ids else []
    missing = _missing(ids, found)
    return found + people(missing) if missing else found


def _parted(rows: Iterable[tuple[Any, ...]]) -> list[tuple[Stood, Person]]:
    n = len(COLUMNS)
    return [(Stood(*row[:n]), Person(*row[n:])) for row in rows]


def _missing(ids: Sequence[str], found: Sequence[tuple[Stood, Person]]) -> list[str]:
    return list(set(ids) - {stood.application_id for stood, _ in found}) if len(found) < len(ids) else []
