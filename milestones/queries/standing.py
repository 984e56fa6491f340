"""Where applications stand: the engine's states, read from rows; as many queries for a hundred as for one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject

from ats.kernel import reading
from ats.kernel.prepared import Prepared
from ats.models import Application, ApplicationStatus, Offer, Scorecard
from ats.models.job import JOB_OVER
from ats.queries import open_matters
from comms.models import Message
from milestones import engine
from milestones.engine.words import SCORECARD_SIGNAL, Status
from milestones.models import Bypass, BypassStatus, Escalation, GateItemCompletion, Visit, VisitSignal
from milestones.models.visit import stands_still
from milestones.queries import plans
from milestones.queries.needed_fields import needed_fields, rules_for
from milestones.queries.offer_words import PERSON, OfferWords, asked_of, offer_words

# With who did it, since pages say so.
COMPLETED = ArraySubquery(
    GateItemCompletion.objects.filter(visit=OuterRef("pk")).values(
        part=JSONObject(key="gate_item__key", at="completed_at", **{name: f"completed_by__{name}" for name in PERSON})
    )
)
COMPLETED_KEYS = ArraySubquery(GateItemCompletion.objects.filter(visit=OuterRef("pk")).values("gate_item__key"))
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
HAS_OFFER = Exists(Offer.objects.filter(application=OuterRef("application")))
# What would have to end with a move: whether there is any, so that a move asks only for what is there.
BYPASS_WAITS = Exists(Bypass.objects.filter(visit=OuterRef("pk"), status=BypassStatus.PENDING))
MAIL_WAITS = Exists(Message.objects.waiting().filter(application=OuterRef("application")))
MATTERS_WAIT = ExpressionWrapper(open_matters.any_of(OuterRef("application")), BooleanField())
# What lists show of a visit, and what its stay is made of.
SEEN = ("application", "entered_at", "exited_at", "due_at", "milestone__version", "milestone__definition__key")
NONE = UUID(int=0)
"""Stands for a version or a person that there isn't."""


@dataclass(frozen=True)
class Standing:
    """The state with the row of its visit, which is None before the first one opens.

    `milestones` are the ids of the version's milestones by key, and `gates` those of their gate items by both keys; empty
    where the caller knew the plan already.
    """

    state: engine.State
    visit: Visit | None
    version_id: UUID | None
    offer: OfferWords | None = None
    milestones: Mapping[str, UUID] = field(default_factory=dict)
    gates: Mapping[tuple[str, str], UUID] = field(default_factory=dict)


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

    `to_move` False leaves out the rules on notes, what would end with a move, and where there are several, what lists don't
    show of a visit; `plans_known` are plans by version that the caller has read already.
    """
    if not applications:
        return {}
    visits = _last_visits(applications, to_move)
    starts = plans.version_ids_for(row.job_id for row in applications if row.pk not in visits)
    versions = {row.pk: _version(visits.get(row.pk), starts.get(row.job_id)) for row in applications}
    had = plans_known or {}
    unknown = {version_id for version_id in versions.values() if version_id} - had.keys()
    found = _found([row.pk for row in applications], unknown, by, to_move)
    known = {**had, **plans.plans_from(found["steps"], unknown)}
    ids, gates = plans.milestone_ids(found["steps"]), plans.gate_ids(found["steps"])
    offers = offer_words(found, at)
    accepted = {pk for pk, offer in offers.items() if offer.is_accepted}
    cards = {pk: visit.scorecards_in for pk, visit in visits.items()}
    needed = needed_fields(applications, found["rules"])
    evidence = Evidence(cards, accepted, plans.note_rules_from(found["notes"] if to_move else ()), needed)
    stays = {pk: stay_of(visit, at) for pk, visit in visits.items()}
    return {
        row.pk: Standing(
            state_of(row, row.job.status, stays.get(row.pk), known.get(versions[row.pk]), evidence),  # type: ignore[arg-type]
            visits.get(row.pk),
            versions[row.pk],
            offers.get(row.pk),
            ids.get(versions[row.pk], {}),  # type: ignore[arg-type]
            gates.get(versions[row.pk], {}),  # type: ignore[arg-type]
        )
        for row in applications
    }


def remember(row: Application, standing: Standing) -> None:
    """Note on `row` itself where it stands after what was just done to it, for whoever answers with this very row."""
    row.standing_now = standing  # type: ignore[attr-defined]


def remembered(row: Application) -> Standing | None:
    """What was noted last; None on a row that was only read."""
    return getattr(row, "standing_now", None)


@dataclass(frozen=True)
class Evidence:
    """What was read for all applications at once."""

    scorecards: dict[UUID, int]
    accepted: set[UUID]
    note_rules: tuple[engine.NoteRule, ...]
    needed: dict[UUID, tuple[engine.Needed, ...]]

    def facts(self, application_id: UUID) -> frozenset[str]:
        return facts_of(self.scorecards.get(application_id, 0), application_id in self.accepted)


def facts_of(scorecards_in: int, is_accepted: bool) -> frozenset[str]:
    """What holds whenever it came about: a scorecard is in, an offer was accepted."""
    return frozenset(({SCORECARD_SIGNAL} if scorecards_in else set()) | ({"offer.accepted"} if is_accepted else set()))


def state_of(
    row: Application, job_status: str, stay: engine.Stay | None, plan: engine.Plan | None, evidence: Evidence
) -> engine.State:
    return engine.State(
        plan=plan or engine.Plan(steps=()),
        status=Status(row.status),
        stay=stay,
        scorecards_in=evidence.scorecards.get(row.pk, 0),
        standing=evidence.facts(row.pk),
        paused=stands_still(job_status, row.status),
        over=job_status in JOB_OVER and row.status != ApplicationStatus.HIRED,
        note_rules=evidence.note_rules,
        needed=evidence.needed.get(row.pk, ()),
    )


def _found(ids: Sequence[UUID], versions: set[UUID], by: Any, to_move: bool) -> reading.Rows:
    """What `standings` reads besides the visits."""
    return ASKED(ids, versions, by.pk if by else NONE)


def _asked(ids: Iterable[UUID], versions: Iterable[UUID], by: UUID) -> dict[str, reading.Part]:
    return {"steps": plans.steps_of(versions), "rules": rules_for(by), "notes": plans.NOTE_RULES, **asked_of(ids)}


ASKED = reading.Prepared(_asked, list, list, UUID)


def _last_visits(applications: Sequence[Application], to_move: bool) -> dict[UUID, Any]:
    ids = [row.pk for row in applications]
    if len(ids) == 1:
        return {visit.application_id: visit for visit in LAST_OF_ONE(ids[0])}
    return {visit.application_id: visit for visit in (LAST_OF if to_move else LAST_SEEN_OF)(ids)}


def last_visits_of(ids: Iterable[UUID]) -> "QuerySet[Visit]":
    """Which visit is the last is found first, so that nothing is read for the earlier ones."""
    rows = Visit.objects.filter(application_id__any_of=ids).order_by("application_id", "-position")
    return Visit.objects.filter(pk__in=rows.distinct("application_id").values("pk")).order_by()


def _last_of(ids: Iterable[UUID]) -> "QuerySet[Any]":
    return _with_evidence(last_visits_of(ids))


def _last_of_one(application: UUID) -> "QuerySet[Any]":
    """What is told of a single application also names the workflow's version, and who moved them in."""
    visits = _to_move(_with_evidence(Visit.objects.filter(application=application)))
    return visits.select_related("milestone__version__workflow", "entered_by").order_by("-position")[:1]


def _with_evidence(visits: "QuerySet[Any]") -> "QuerySet[Any]":
    return visits.select_related("milestone__definition").annotate(
        completed_items=COMPLETED, signal_codes=SIGNALS, acted_levels=ESCALATED, scorecards_in=SCORECARDS_IN
    )


def _to_move(visits: "QuerySet[Any]") -> "QuerySet[Any]":
    return visits.annotate(bypass_waits=BYPASS_WAITS, mail_waits=MAIL_WAITS, matters_wait=MATTERS_WAIT)


LAST_OF_ONE = Prepared(_last_of_one, UUID)
LAST_OF = Prepared(lambda ids: _to_move(_last_of(ids)), list)
LAST_SEEN_OF = Prepared(lambda ids: _last_of(ids).only(*SEEN), list)


def _version(visit: Visit | None, start: UUID | None) -> UUID | None:
    return visit.milestone.version_id if visit else start


def stay_of(visit: Any, at: datetime) -> engine.Stay:
    """`visit` with its `completed_items`, `signal_codes` and `acted_levels` annotated."""
    return engine.Stay(
        key=visit.milestone.definition.key,
        entered_at=visit.entered_at,
        exited_at=visit.exited_at,
        completed=frozenset(item["key"] for item in visit.completed_items),
        signals=frozenset(visit.signal_codes),
        escalated=frozenset(level["level"] for level in visit.acted_levels),
        limit_passed=visit.due_at is not None and at >= visit.due_at,
    )
