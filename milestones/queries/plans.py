"""From the rows of a workflow version to the engine's plan."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

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
    steps: dict[UUID, list[engine.Step]] = {version_id: [] for version_id in version_ids}
    rows = Milestone.objects.filter(version_id__in=steps).select_related("definition").order_by("order")
    for milestone in (
        rows.annotate(gates=_parts(GateItem, GATE), levels=_parts(EscalationLevel, LEVEL)) if steps else ()
    ):
        steps[milestone.version_id].append(_step_of(milestone))
    return {version_id: engine.Plan(steps=tuple(found)) for version_id, found in steps.items()}


def plan_of(version_id: UUID) -> engine.Plan:
    return plans_of([version_id])[version_id]


def milestones_of(version_id: UUID) -> list[Milestone]:
    rows = Milestone.objects.filter(version_id=version_id).select_related("definition").order_by("order")
    return list(rows.prefetch_related("gate_items", "escalations"))


GATE = ("key", "name", "kind", "is_required", "quorum")
LEVEL = ("level", "percent", "action")


def _parts(model: Any, names: tuple[str, ...]) -> ArraySubquery:
    """A milestone's rows of `model` in their order, each as an object with `names`: read along with the milestone."""
    rows: QuerySet[Any] = model.objects.filter(milestone=OuterRef("pk"))
    return ArraySubquery(rows.values(part=JSONObject(**{name: name for name in names})))


def _step_of(milestone: Any) -> engine.Step:
    """`milestone` with its `gates` and `levels` annotated."""
    return engine.Step(
        key=milestone.definition.key,
        name=milestone.definition.name,
        stage=milestone.definition.stage,
        order=milestone.order,
        kind=Kind(milestone.kind),
        mandatory=milestone.is_mandatory,
        gates=tuple(
            engine.Gate(
                key=item["key"],
                name=item["name"],
                kind=EngineGateKind(item["kind"]),
                required=item["is_required"],
                quorum=item["quorum"],
            )
            for item in milestone.gates
        ),
        limit_minutes=milestone.limit_minutes,
        basis=Basis(milestone.deadline_basis),
        offset_minutes=milestone.deadline_offset_minutes,
        completes_on_time=milestone.completes_on_time,
        completed_by=milestone.completed_by,
        advances_when_complete=milestone.advances_when_complete,
        levels=tuple(engine.Level(**level) for level in milestone.levels),
    )


def note_rules() -> tuple[engine.NoteRule, ...]:
    policies = NotePolicy.objects.filter(is_active=True).select_related("rejection_reason")
    return tuple(
        engine.NoteRule(
            name=policy.name,
            direction=policy.direction,
            stage=policy.stage,
            reason=policy.rejection_reason.key if policy.rejection_reason else "",
            minimum_length=max(policy.minimum_length, 1),
        )
        for policy in policies
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
    active = WorkflowVersion.objects.filter(status=VersionStatus.ACTIVE).select_related("workflow")
    return active.filter(workflow__is_default=True).first()
