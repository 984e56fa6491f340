"""From the rows of a workflow version to the engine's plan."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject

from ats.kernel import reading
from ats.models import Job
from milestones import engine
from milestones.engine.words import Basis, Kind
from milestones.engine.words import GateKind as EngineGateKind
from milestones.models import (
    EscalationLevel,
    GateItem,
    JobWorkflow,
    Milestone,
    NotePolicy,
    VersionStatus,
    WorkflowVersion,
)


def plans_of(version_ids: Iterable[UUID]) -> dict[UUID, engine.Plan]:
    """Each version's milestones in order, with gates, limits and levels (one query in all)."""
    wanted = set(version_ids)
    return plans_from(STEPS(wanted)["steps"], wanted)


def steps_of(version_ids: Iterable[UUID]) -> reading.Part:
    """What `plans_from` makes plans of, to be read along with something else."""
    return reading.Part(Milestone.objects.filter(version_id__any_of=set(version_ids)).order_by("order"), STEP)


STEPS = reading.Prepared(lambda version_ids: {"steps": steps_of(version_ids)}, list)


def steps_for(job: Job | UUID) -> reading.Part:
    """The same of the version that `version_for` names, whichever it is. The job, or its id."""
    pinned = Subquery(JobWorkflow.objects.filter(job=job).values("version_id")[:1])
    usual = Subquery(_default().values("pk")[:1])
    return reading.Part(Milestone.objects.filter(version_id=Coalesce(pinned, usual)).order_by("order"), STEP)


def plan_for(job: Job) -> engine.Plan:
    """The plan that the applications of `job` take; one without milestones where there is no workflow."""
    return plan_from(reading.of(steps_for(job)))


def plan_from(rows: Iterable[Mapping[str, Any]]) -> engine.Plan:
    """The plan of one version from its rows."""
    return engine.Plan(steps=tuple(_step_from(row) for row in rows))


def plans_from(rows: Iterable[Mapping[str, Any]], version_ids: Iterable[UUID]) -> dict[UUID, engine.Plan]:
    steps: dict[UUID, list[engine.Step]] = {version_id: [] for version_id in version_ids}
    for row in rows:
        steps[UUID(row["version_id"])].append(_step_from(row))
    return {version_id: engine.Plan(steps=tuple(found)) for version_id, found in steps.items()}


def milestone_ids(rows: Iterable[Mapping[str, Any]]) -> dict[UUID, dict[str, UUID]]:
    """By version, the id of each milestone by its key, from the same rows."""
    found: dict[UUID, dict[str, UUID]] = {}
    for row in rows:
        found.setdefault(UUID(row["version_id"]), {})[row["key"]] = UUID(row["id"])
    return found


def gate_ids(rows: Iterable[Mapping[str, Any]]) -> dict[UUID, dict[tuple[str, str], UUID]]:
    """By version, the id of each gate item by its milestone's key and its own."""
    found: dict[UUID, dict[tuple[str, str], UUID]] = {}
    for row in rows:
        gates = {(row["key"], gate["key"]): UUID(gate["id"]) for gate in row["gates"]}
        found.setdefault(UUID(row["version_id"]), {}).update(gates)
    return found


def milestones_of(version_id: UUID) -> list[Milestone]:
    rows = Milestone.objects.filter(version_id=version_id).select_related("definition").order_by("order")
    return list(rows.prefetch_related("gate_items", "escalations"))


GATE = ("id", "key", "name", "kind", "is_required", "quorum")
LEVEL = ("level", "percent", "action")


def _parts(model: Any, names: tuple[str, ...]) -> ArraySubquery:
    """A milestone's rows of `model` in their order, each as an object with `names`: read along with the milestone."""
    rows: QuerySet[Any] = model.objects.filter(milestone=OuterRef("pk"))
    return ArraySubquery(rows.values(part=JSONObject(**{name: name for name in names})))


STEP: dict[str, Any] = {
    "id": "id",
    "version_id": "version_id",
    "key": "definition__key",
    "name": "definition__name",
    "stage": "definition__stage",
    "order": "order",
    "kind": "kind",
    "mandatory": "is_mandatory",
    "limit_minutes": "limit_minutes",
    "basis": "deadline_basis",
    "offset_minutes": "deadline_offset_minutes",
    "completes_on_time": "completes_on_time",
    "completed_by": "completed_by",
    "advances_when_complete": "advances_when_complete",
    "gates": _parts(GateItem, GATE),
    "levels": _parts(EscalationLevel, LEVEL),
}


def _step_from(row: Mapping[str, Any]) -> engine.Step:
    """A row with the names of STEP, which are the engine's words but for these."""
    plain = {name: value for name, value in row.items() if name not in ("id", "version_id")}
    return engine.Step(
        **{
            **plain,
            "kind": Kind(row["kind"]),
            "basis": Basis(row["basis"]),
            "gates": tuple(_gate_from(item) for item in row["gates"]),
            "levels": tuple(engine.Level(**level) for level in row["levels"]),
        }
    )


def _gate_from(item: Mapping[str, Any]) -> engine.Gate:
    return engine.Gate(
        key=item["key"],
        name=item["name"],
        kind=EngineGateKind(item["kind"]),
        required=item["is_required"],
        quorum=item["quorum"],
    )


NOTE_RULES = reading.Part(
    NotePolicy.objects.filter(is_active=True),
    {
        "name": "name",
        "direction": "direction",
        "stage": "stage",
        "reason": "rejection_reason__key",
        "minimum_length": "minimum_length",
    },
)


def note_rules() -> tuple[engine.NoteRule, ...]:
    return note_rules_from(reading.of(NOTE_RULES))


def note_rules_from(rows: Iterable[Mapping[str, Any]]) -> tuple[engine.NoteRule, ...]:
    return tuple(
        engine.NoteRule(**{**row, "reason": row["reason"] or "", "minimum_length": max(row["minimum_length"], 1)})
        for row in rows
    )


def version_ids_for(job_ids: Iterable[UUID]) -> dict[UUID, UUID | None]:
    """For each job the version that it pinned, else the active one of the default workflow."""
    wanted = set(job_ids)
    if not wanted:
        return {}
    pinned = dict(JobWorkflow.objects.filter(job_id__in=wanted).values_list("job_id", "version_id"))
    usual = default_version() if wanted - pinned.keys() else None
    return {job_id: pinned.get(job_id, usual.pk if usual else None) for job_id in wanted}


def default_version() -> WorkflowVersion | None:
    return _default().select_related("workflow").first()


def _default() -> QuerySet[WorkflowVersion]:
    return WorkflowVersion.objects.filter(status=VersionStatus.ACTIVE, workflow__is_default=True)
