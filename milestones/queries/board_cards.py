"""The cards of a board: what each says, and what its reader may do with it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import OuterRef, QuerySet, Subquery

from ats.kernel.pages import words
from ats.kernel.pages.addresses import by_id
from ats.kernel.prepared import Prepared, as_text
from ats.models import Application, ApplicationStatus, Job, Source
from ats.models.user import name_of
from milestones import engine
from milestones.models import Visit
from milestones.models.visit import pause_of
from milestones.queries.board_design import Design
from milestones.queries.outlook import COLUMNS, Outlook, Stood, outlook
from milestones.queries.standing import last_visits_of


@dataclass(frozen=True)
class Reader:
    """What the reader of a board may do there: move people at all, and the milestones (ids) in which only others decide."""

    may_move: bool
    closed: frozenset[str] = frozenset()

    def may_pick(self, row: Stood) -> bool:
        return self.may_move and row.is_open and row.definition_id not in self.closed

    def may_move_on(self, row: Stood, job: Job) -> bool:
        """Nobody goes forward in a job that is over, save those who are hired."""
        return self.may_pick(row) and (row.status == ApplicationStatus.HIRED or not job.is_over)


class MoveTo(NamedTuple):
    key: str
    label: str


class Card(NamedTuple):
    """A card as `_components/board_card.html` draws it: plain values, so that what is drawn can be remembered."""

    id: str
    name: str
    href: str
    line: str
    waits_for: str
    badge: words.Badge | None
    source: str
    can_move: bool
    can_pick: bool
    move_url: str
    version: str
    moves: tuple[MoveTo, ...]


class Row(NamedTuple):
    """The same as a row of the table, which says more: `status` is empty for those who are active."""

    card: Card
    place: str
    status: str
    owner: str


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


@dataclass(frozen=True)
class Drawing:
    """What all cards of a board have in common."""

    job: Job
    reader: Reader
    at: datetime
    ahead: Outlook
    page: Callable[[Any], str] = field(default_factory=lambda: by_id("application"))
    placement: Callable[[Any], str] = field(default_factory=lambda: by_id("application_placement"))
    _moves: dict[Any, tuple[MoveTo, ...]] = field(default_factory=dict)

    def row(self, stood: Stood, person: Person) -> Row:
        step, waits_for = self.ahead.of(stood)
        card = Card(
            id=stood.application_id,
            name=person.name,
            href=self.page(stood.application_id),
            line=person.line,
            waits_for=waits_for,
            badge=self._badge(stood),
            source=person.source or "",
            can_move=self.reader.may_move_on(stood, self.job),
            can_pick=self.reader.may_pick(stood),
            move_url=self.placement(stood.application_id),
            version=stood.key,
            moves=self._moves_of(stood, step),
        )
        status = "" if stood.status == ApplicationStatus.ACTIVE else str(ApplicationStatus(stood.status).label)
        return Row(card, step.name if step else "", status, person.owner)

    def _badge(self, stood: Stood) -> words.Badge | None:
        if stood.entered_at is None:
            return None
        clock = Clock(stood.entered_at, stood.due_at, stood.exited_at, pause_of(self.job, stood.status))
        return words.badge(clock, at=self.at)

    def _moves_of(self, stood: Stood, step: engine.Step | None) -> tuple[MoveTo, ...]:
        alike = (stood.version_id, stood.key)
        if alike not in self._moves:
            plan = self.ahead.plans.get(stood.version_id)
            self._moves[alike] = targets(plan, step) if plan and step else ()
        return self._moves[alike]


class Clock(NamedTuple):
    """What a badge looks at of a visit."""

    entered_at: datetime
    due_at: datetime | None
    stopped_at: datetime | None
    paused_reason: str


def rows_of(ids: Sequence[str], design: Design, reader: Reader, at: datetime) -> dict[str, Row]:
    """What is told of these applications of the design's job, by their ids."""
    return _rows(people(ids), design, reader, at)


def cards_of(ids: Sequence[str], design: Design, reader: Reader, at: datetime) -> dict[str, Card]:
    """The cards of those who stand somewhere."""
    rows = _rows(people_in_place(ids), design, reader, at)
    return {pk: row.card for pk, row in rows.items()}


def _rows(found: Sequence[tuple[Stood, Person]], design: Design, reader: Reader, at: datetime) -> dict[str, Row]:
    drawing = Drawing(design.job, reader, at, outlook([stood for stood, _ in found], at, design.known))
    return {stood.application_id: drawing.row(stood, person) for stood, person in found}


def targets(plan: engine.Plan, step: engine.Step) -> tuple[MoveTo, ...]:
    """Where the menu offers to move to: every other milestone on this side of the hire."""
    others = [s for s in plan.steps if s.key != step.key and s.follows_hire == step.follows_hire]
    return tuple(MoveTo(s.key, s.name) for s in others)
