"""Where many applications stand and what they wait for, for lists that show no more of it: read as plain columns."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from ats.kernel import reading
from ats.kernel.prepared import Prepared, as_text
from milestones import engine
from milestones.engine.words import Status
from milestones.queries import plans
from milestones.queries.offer_words import OfferWords, asked_of, offer_words
from milestones.queries.standing import COMPLETED_KEYS, HAS_OFFER, SCORECARDS_IN, SIGNALS, facts_of, last_visits_of
from milestones.queries.waiting import awaited


class Stood(NamedTuple):
    """The last visit of an application, ids as text. Without one, the milestone's `key` is empty."""

    application_id: str
    status: str
    key: str = ""
    definition_id: str = ""
    version_id: str = ""
    entered_at: datetime | None = None
    exited_at: datetime | None = None
    due_at: datetime | None = None
    completed: Sequence[str] = ()
    signals: Sequence[str] = ()
    scorecards_in: int = 0
    has_offer: bool = False

    @property
    def is_open(self) -> bool:
        return bool(self.key) and self.exited_at is None


COLUMNS = (
    as_text("application_id"),
    "application__status",
    "milestone__definition__key",
    as_text("milestone__definition_id"),
    as_text("milestone__version_id"),
    "entered_at",
    "exited_at",
    "due_at",
    COMPLETED_KEYS,
    SIGNALS,
    SCORECARDS_IN,
    HAS_OFFER,
)
"""What a Stood is made of, asked of `standing.last_visits_of`."""

STOOD = Prepared(lambda ids: last_visits_of(ids).values_list(*COLUMNS), list)
OFFERS = reading.Prepared(asked_of, list)


def stood(ids: Sequence[Any]) -> list[Stood]:
    """The last visits of the applications with these ids; those whom no milestone has had yet are left out."""
    return [Stood(*row) for row in STOOD(ids)] if ids else []


class Ahead(NamedTuple):
    """The milestone that somebody stands in, None where the plan has it no longer, and what they wait for."""

    step: engine.Step | None
    waits_for: str


@dataclass(frozen=True)
class Outlook:
    """What is ahead of many: worked out once for all who stand alike. `plans` are by the version's id."""

    plans: Mapping[str, engine.Plan]
    offers: Mapping[UUID, OfferWords]
    at: datetime
    _known: dict[Any, Ahead] = field(default_factory=dict)

    def of(self, row: Stood) -> Ahead:
        offer = self.offers.get(UUID(row.application_id)) if row.has_offer else None
        late = row.due_at is not None and self.at >= row.due_at
        alike = (row.status, row.key, row.version_id, row.is_open, late, row.scorecards_in, offer)
        alike += (frozenset(row.completed), frozenset(row.signals))
        if alike not in self._known:
            self._known[alike] = self._ahead(row, offer)
        return self._known[alike]

    def _ahead(self, row: Stood, offer: OfferWords | None) -> Ahead:
        state = engine.State(
            plan=self.plans.get(row.version_id, NO_PLAN),
            status=Status(row.status),
            stay=stay_of(row, self.at),
            scorecards_in=row.scorecards_in,
            standing=facts_of(row.scorecards_in, offer is not None and offer.is_accepted),
        )
        return Ahead(state.step, awaited(state, offer))


NO_PLAN = engine.Plan(steps=())


def outlook(rows: Iterable[Stood], at: datetime, known: Mapping[str, engine.Plan] | None = None) -> Outlook:
    """For these. `known` are plans by version that were read already; of offers only those that are there are read."""
    found = dict(known or {})
    unknown = {row.version_id for row in rows if row.version_id} - found.keys()
    if unknown:
        found |= {str(pk): plan for pk, plan in plans.plans_of(UUID(pk) for pk in unknown).items()}
    offering = [row.application_id for row in rows if row.has_offer]
    return Outlook(found, offer_words(OFFERS(offering), at) if offering else {}, at)


def stay_of(row: Any, at: datetime) -> engine.Stay | None:
    """The stay of what lists read of a visit (a Stood, or `listed.LastVisit`)."""
    if row.entered_at is None:
        return None
    return engine.Stay(
        key=row.key,
        entered_at=row.entered_at,
        exited_at=row.exited_at,
        completed=frozenset(row.completed),
        signals=frozenset(row.signals),
        limit_passed=row.due_at is not None and at >= row.due_at,
    )
