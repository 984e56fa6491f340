"""Where the applications of a page of REST stand, and where they may go: what tells it comes with their rows, and nothing is
read that lists don't show. (What people wait for, as boards and lists of pages show it, is in `outlook`.)"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from ats.kernel import reading
from ats.models import Answer, Application, Offer, OfferStatus
from milestones import engine
from milestones.models import GateItemCompletion, Visit
from milestones.models.visit import stands_still
from milestones.queries import plans
from milestones.queries.needed_fields import needed_fields, rules_for
from milestones.queries.outlook import stay_of
from milestones.queries.standing import SCORECARDS_IN, SIGNALS, Evidence, Standing, state_of

VISIT = JSONObject(
    version_id="milestone__version_id",
    key="milestone__definition__key",
    entered_at="entered_at",
    exited_at="exited_at",
    due_at="due_at",
    completed=ArraySubquery(GateItemCompletion.objects.filter(visit=OuterRef("pk")).values("gate_item__key")),
    signals=SIGNALS,
    scorecards_in=SCORECARDS_IN,
)
MOMENTS = ("entered_at", "exited_at", "due_at")
ANSWER = {"question": "question_id", "text": "question__text", "value": "value"}


def with_places(rows: "QuerySet[Application]") -> "QuerySet[Any]":
    """`rows` with what `places` looks at, and with their `answers_given` (question, text, value)."""
    visits = Visit.objects.filter(application=OuterRef("pk")).order_by("-position")
    answers = Answer.objects.filter(application=OuterRef("pk"))
    return rows.annotate(
        job_status=F("job__status"),
        last_visit=Subquery(visits.values(part=VISIT)[:1]),
        answers_given=ArraySubquery(answers.values(part=JSONObject(**ANSWER))),
    )


@dataclass(frozen=True, kw_only=True)
class LastVisit:
    """What lists show of a visit, and what its stay is made of."""

    version_id: str
    key: str
    entered_at: datetime
    exited_at: datetime | None
    due_at: datetime | None
    completed: list[str]
    signals: list[str]
    scorecards_in: int
    paused_reason: bool

    @classmethod
    def of(cls, row: Any) -> "LastVisit | None":
        if row.last_visit is None:
            return None
        moments = {name: _moment(row.last_visit[name]) for name in MOMENTS}
        return cls(**{**row.last_visit, **moments, "paused_reason": stands_still(row.job_status, row.status)})


@dataclass(frozen=True)
class Place:
    """The milestone where an application stands, None before its first visit, and the keys that it may be moved to now."""

    step: engine.Step | None
    visit: Visit | LastVisit | None
    allowed_moves: list[str]


def place_of(row: Application, standing: Standing, at: datetime) -> Place:
    """That of a single application whose standing is known."""
    if standing.visit is not None:
        standing.visit.application = row
    return Place(standing.state.step, standing.visit, engine.allowed_moves(standing.state, at))


def places(rows: Sequence[Any], at: datetime, by: Any) -> dict[UUID, Place]:
    """Of each of `rows`, read by `with_places`, as it is for `by`: some fields are asked for by role."""
    visits = {row.pk: LastVisit.of(row) for row in rows}
    versions = _versions(rows, visits)
    found = ASKED([row.pk for row in rows], set(versions.values()) - {None}, by.pk)
    known = plans.plans_from(found["steps"], set(versions.values()))
    cards = {pk: visit.scorecards_in for pk, visit in visits.items() if visit}
    evidence = Evidence(cards, {UUID(offer["application"]) for offer in found["accepted"]}, (), {})
    states = {}
    for row in rows:
        visit = visits[row.pk]
        stay, plan = stay_of(visit, at) if visit else None, known.get(versions[row.pk])
        states[row.pk] = state_of(row, row.job_status, stay, plan, evidence)
    moves = _moves(rows, states, found["rules"], at)
    return {pk: Place(state.step, visits[pk], moves[pk]) for pk, state in states.items()}


def _versions(rows: Sequence[Any], visits: Mapping[UUID, LastVisit | None]) -> dict[UUID, Any]:
    """The workflow's version that counts for each: that of the visit, else the one that it would start with."""
    ids = {text: UUID(text) for text in {visit.version_id for visit in visits.values() if visit}}
    starts = plans.version_ids_for(row.job_id for row in rows if visits[row.pk] is None)
    return {row.pk: ids[visit.version_id] if (visit := visits[row.pk]) else starts[row.job_id] for row in rows}


def _moves(
    rows: Sequence[Application], states: Mapping[UUID, engine.State], rules: Sequence[Mapping[str, Any]], at: datetime
) -> dict[UUID, list[str]]:
    """What each may be moved to. Fields are read only of those that a rule on them may hold up: seldom of any."""
    moves = {pk: engine.allowed_moves(state, at) for pk, state in states.items()}
    held = [row for row in rows if _is_asked(states[row.pk], moves[row.pk], rules)]
    for pk, needed in (needed_fields(held, rules) if held else {}).items():
        moves[pk] = engine.allowed_moves(replace(states[pk], needed=needed), at)
    return moves


def _is_asked(state: engine.State, allowed: Sequence[str], rules: Iterable[Mapping[str, Any]]) -> bool:
    """Whether a rule on fields is about a milestone ahead that is open otherwise."""
    ahead = [step for step in state.plan.after(state.step) if step.key in allowed] if state.step and allowed else ()
    return any(rule["milestone"] == step.key or rule["stage"] == step.stage for step in ahead for rule in rules)


def _asked(ids: Iterable[UUID], versions: Iterable[UUID], by: UUID) -> dict[str, reading.Part]:
    offers = Offer.objects.filter(application_id__any_of=ids, status=OfferStatus.ACCEPTED).order_by()
    return {
        "steps": plans.steps_of(versions),
        "rules": rules_for(by),
        "accepted": reading.Part(offers, {"application": "application_id"}),
    }


ASKED = reading.Prepared(_asked, list, list, UUID)


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
