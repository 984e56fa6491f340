"""The cards of a board: what each says, and what its reader may do with it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from ats.kernel.pages import words
from ats.kernel.pages.addresses import by_id
from ats.models import ApplicationStatus, Job
from milestones import engine
from milestones.models.visit import pause_of
from milestones.queries.board_design import Design
from milestones.queries.board_people import Person, people, people_in_place
from milestones.queries.outlook import Outlook, Stood, outlook


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
