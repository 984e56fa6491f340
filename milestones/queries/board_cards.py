"""The cards of a board: what each says, and what its reader may do with it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from ats.kernel.pages import words
from ats.kernel.pages.addresses import by_id
from ats.kernel.prepared import Prepared
from ats.models import Application, ApplicationStatus, Job
from milestones import engine
from milestones.queries.standing import Standing, standings
from milestones.queries.waiting import waits_for


@dataclass(frozen=True)
class Reader:
    """What the reader of a board may do there: move people at all, and the milestones (ids) in which only others decide."""

    may_move: bool
    closed: frozenset[UUID] = frozenset()

    def may_pick(self, standing: Standing) -> bool:
        visit = standing.visit
        here = visit is not None and visit.milestone.definition_id not in self.closed
        return self.may_move and here and standing.state.is_open

    def may_move_on(self, row: Application, standing: Standing) -> bool:
        """Nobody goes forward in a job that is over, save those who are hired."""
        return self.may_pick(standing) and (row.status == ApplicationStatus.HIRED or not row.job.is_over)


def _told(*related: str) -> Prepared:
    return Prepared(lambda ids: Application.objects.filter(pk__any_of=ids).select_related(*related), list)


PLAIN, WITH_OWNER = _told("candidate", "source"), _told("candidate", "source", "owner")


class MoveTo(NamedTuple):
    key: str
    label: str


class Card(NamedTuple):
    """A card as `_components/board_card.html` draws it: plain values, so that what is drawn can be remembered."""

    id: UUID
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


def cards_of(
    ids: list[UUID],
    job: Job,
    plans_known: Mapping[UUID, engine.Plan],
    reader: Reader,
    at: datetime,
    *,
    with_owner: bool = False,
) -> dict[UUID, dict[str, Any]]:
    """The cards of these applications of `job` by their ids; `plans_known` are plans by version that were read already."""
    applications = WITH_OWNER(ids) if with_owner else PLAIN(ids)
    for row in applications:
        row.job = job
    known = standings(applications, at, to_move=False, plans_known=plans_known)
    page, placement = by_id("application"), by_id("application_placement")
    return {row.pk: card_of(row, known[row.pk], reader, page, placement) for row in applications}


def card_of(
    row: Application, standing: Standing, reader: Reader, page: Callable[[UUID], str], placement: Callable[[UUID], str]
) -> dict[str, Any]:
    """All that is told of one application, for a row of the table; `card_piece` makes a card of it."""
    if standing.visit is not None:
        standing.visit.application = row
    person = row.candidate
    return {
        "id": row.pk,
        "name": person.name,
        "href": page(row.pk),
        "line": ", ".join(filter(None, [person.title, person.company])),
        "waits_for": waits_for(standing),
        "visit": standing.visit,
        "source": row.source.name if row.source else "",
        "application": row,
        "can_move": reader.may_move_on(row, standing),
        "can_pick": reader.may_pick(standing),
        "move_url": placement(row.pk),
        "version": standing.state.stay.key if standing.state.stay else "",
        "moves": targets(standing.state),
        "is_active": row.status == ApplicationStatus.ACTIVE,
        "place": standing.state.step.name if standing.state.step else "",
    }


def card_piece(card: dict[str, Any], at: datetime) -> Card:
    """The part of it that a card shows."""
    shown = {name: card[name] for name in Card._fields if name in card}
    moves = tuple(MoveTo(move["key"], move["label"]) for move in card["moves"])
    return Card(**shown | {"moves": moves, "badge": words.badge(card["visit"], at=at) if card["visit"] else None})


def targets(state: engine.State) -> list[dict[str, str]]:
    """Where the menu offers to move to: every other milestone on this side of the hire."""
    step = state.step
    if step is None:
        return []
    others = [s for s in state.plan.steps if s.key != step.key and s.follows_hire == step.follows_hire]
    return [{"key": s.key, "label": s.name} for s in others]
