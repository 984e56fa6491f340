"""Where applications stand: the engine's states, read from rows; as many queries for a hundred as for one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce, JSONObject

from ats.kernel import reading
from ats.models import Application, ApplicationStatus, Scorecard
from milestones import engine
from milestones.engine.words import SCORECARD_SIGNAL, Status
from milestones.models import Escalation, GateItemCompletion, Visit, VisitSignal
from milestones.models.visit import stands_still
from milestones.queries import plans
from milestones.queries.needed_fields import needed_fields, rules_for
from milestones.queries.offer_words import OfferWords, asked_of, offer_words

COMPLETED = ArraySubquery(GateItemCompletion.objects.filter(visit=OuterRef("pk")).values("gate_item__key"))
# Submitted scorecards of all the application's interviews: evidence stays evidence when somebody moves back.
SCORECARDS_IN = Coalesce(
    Subquery(
        Scorecard.objects.filter(interview__application=OuterRef("application"), submitted_at__isnull=False)
        .order_by()
        .values("interview__application")
        .annotate(n=Count("pk"))
        .values("n")
    ),
    0,
)
SIGNALS = ArraySubquery(VisitSignal.objects.filter(visit=OuterRef("pk")).values("code"))
ESCALATED = ArraySubquery(
    Escalation.objects.filter(visit=OuterRef("pk")).values(
        part=JSONObject(**{name: name for name in ("level", "due_at", "action", "state")})
    )
)


@dataclass(frozen=True)
class Standing:
    """The state with the row of its visit, which is None before the first one opens."""

    state: engine.State
    visit: Visit | None
    version_id: UUID | None
    offer: OfferWords | None = None


def standing_of(application: Application, at: datetime, by: Any = None) -> Standing:
    """Read everything that the engine looks at. Call it with the application locked when deeds are to follow.

    `by` is who is about to move it, where somebody is: some fields are asked for by role.
    """
    return standings([application], at, by)[application.pk]


def look_at(application: Application, at: datetime) -> Standing:
    """The same for a page that moves nobody: without the rules on notes, which only a move is asked for."""
    return standings([application], at, to_move=False)[application.pk]


def standings(
    applications: Sequence[Application],
    at: datetime,
    by: Any = None,
    *,
    to_move: bool = True,
    plans_known: Mapping[UUID, engine.Plan] | None = None,
) -> dict[UUID, Standing]:
    """The standing of each, by the application's id. The applications come with their job.

    `to_move` False leaves out the rules on notes; `plans_known` are plans by version that the caller has read already.
    """
    if not applications:
        return {}
    visits = _last_visits(applications)
    starts = plans.version_ids_for(row.job_id for row in applications if row.pk not in visits)
    versions = {row.pk: _version(visits.get(row.pk), starts.get(row.job_id)) for row in applications}
    had = plans_known or {}
    wanted = {version_id for version_id in versions.values() if version_id}
    unknown = wanted - had.keys()
    asked = {"steps": plans.steps_of(unknown), "rules": rules_for(by), **asked_of(applications)}
    found = reading.together(asked | ({"notes": plans.NOTE_RULES} if to_move else {}))
    known = {**had, **plans.plans_from(found["steps"], unknown)}
    offers = offer_words(found, at)
    accepted = {pk for pk, offer in offers.items() if offer.is_accepted}
    cards = {pk: visit.scorecards_in for pk, visit in visits.items()}
    needed = needed_fields(applications, found["rules"])
    evidence = Evidence(cards, accepted, plans.note_rules_from(found.get("notes", ())), needed)
    return {
        row.pk: Standing(
            _state(row, visits.get(row.pk), known.get(versions[row.pk]), evidence, at),  # type: ignore[arg-type]
            visits.get(row.pk),
            versions[row.pk],
            offers.get(row.pk),
        )
        for row in applications
    }


@dataclass(frozen=True)
class Evidence:
    """What was read for all applications at once."""

    scorecards: dict[UUID, int]
    accepted: set[UUID]
    note_rules: tuple[engine.NoteRule, ...]
    needed: dict[UUID, tuple[engine.Needed, ...]]

    def facts(self, application_id: UUID) -> frozenset[str]:
        found = {SCORECARD_SIGNAL} if self.scorecards.get(application_id) else set()
        return frozenset(found | ({"offer.accepted"} if application_id in self.accepted else set()))


def _state(
    row: Application, visit: Visit | None, plan: engine.Plan | None, evidence: Evidence, at: datetime
) -> engine.State:
    return engine.State(
        plan=plan or engine.Plan(steps=()),
        status=Status(row.status),
        stay=stay_of(visit, at) if visit else None,
        scorecards_in=evidence.scorecards.get(row.pk, 0),
        standing=evidence.facts(row.pk),
        paused=stands_still(row.job.status, row.status),
        over=row.job.is_over and row.status != ApplicationStatus.HIRED,
        note_rules=evidence.note_rules,
        needed=evidence.needed.get(row.pk, ()),
    )


def _last_visits(applications: Iterable[Application]) -> dict[UUID, Any]:
    """The last visit of each; which that is, is found first, so that nothing is read for the earlier ones."""
    rows = Visit.objects.filter(application__in=[row.pk for row in applications])
    last = rows.order_by("application_id", "-position").distinct("application_id").values("pk")
    visits = Visit.objects.filter(pk__in=last).order_by()
    related = visits.select_related("milestone__definition", "milestone__version__workflow", "entered_by")
    rows = related.annotate(
        completed_keys=COMPLETED, signal_codes=SIGNALS, acted_levels=ESCALATED, scorecards_in=SCORECARDS_IN
    )
    return {visit.application_id: visit for visit in rows}


def _version(visit: Visit | None, start: UUID | None) -> UUID | None:
    return visit.milestone.version_id if visit else start


def stay_of(visit: Any, at: datetime) -> engine.Stay:
    """`visit` with its `completed_keys`, `signal_codes` and `acted_levels` annotated."""
    return engine.Stay(
        key=visit.milestone.definition.key,
        entered_at=visit.entered_at,
        exited_at=visit.exited_at,
        completed=frozenset(visit.completed_keys),
        signals=frozenset(visit.signal_codes),
        escalated=frozenset(level["level"] for level in visit.acted_levels),
        limit_passed=visit.due_at is not None and at >= visit.due_at,
    )
