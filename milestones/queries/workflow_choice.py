"""Which workflow a job takes, and why: the first rule that fits, those that were passed over, else the default workflow."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from ats.kernel import catalogue, conditions
from ats.models import Job, Location
from milestones.models import VersionStatus, WorkflowSelectionRule, WorkflowVersion
from milestones.models.selection_rule import ENTITY
from milestones.queries.plans import default_version


@dataclass(frozen=True)
class PlacedJob:
    """A job at one of its places, saved or not, as the catalogue's entity reads it."""

    job: Job
    location: Location | None


@dataclass(frozen=True)
class PassedOver:
    """A rule that doesn't fit, and the first part of its condition that doesn't hold, in words."""

    rule: WorkflowSelectionRule
    because: str


@dataclass(frozen=True)
class Choice:
    """`rule` None: the default workflow. `version` None: there is no active version at all."""

    version: WorkflowVersion | None
    rule: WorkflowSelectionRule | None
    why: str
    passed_over: list[PassedOver] = field(default_factory=list)

    @property
    def rule_name(self) -> str:
        return self.rule.name if self.rule else ""


def rules() -> list[WorkflowSelectionRule]:
    """The rules that are in force, in order, each with its workflow's active version (two queries)."""
    active = WorkflowVersion.objects.filter(status=VersionStatus.ACTIVE).select_related("workflow")
    rows = WorkflowSelectionRule.objects.filter(is_active=True).order_by("position").select_related("workflow")
    return list(rows.prefetch_related(Prefetch("workflow__versions", queryset=active, to_attr="active_versions")))


def choose(
    job: Job,
    places: Iterable[Location],
    among: list[WorkflowSelectionRule] | None = None,
    otherwise: WorkflowVersion | None = None,
) -> Choice:
    """What `job` (saved or not) takes at `places`. For many jobs give `rules()` and `default_version()`."""
    states = [catalogue.values(ENTITY, PlacedJob(job, place)) for place in list(places) or [None]]
    passed: list[PassedOver] = []
    for rule in rules() if among is None else among:
        because = _against(rule, states)
        if not because:
            return Choice(_version(rule), rule, conditions.sentence(rule.condition), passed)
        passed.append(PassedOver(rule, because))
    default = _("No rule fits, so it takes the default workflow.")
    return Choice(otherwise or default_version(), None, default, passed)


def _against(rule: WorkflowSelectionRule, states: list[dict[str, Any]]) -> str:
    """Why the rule doesn't fit; "" where it does, at one place at least."""
    if _version(rule) is None:
        return _("its workflow has no active version")
    failing = [conditions.first_failing(rule.condition, state) for state in states]
    first = next((part for part in failing if part is not None), None)
    if first is None or None in failing:
        return ""
    return _("not so: {condition}").format(condition=conditions.sentence(first))


def _version(rule: WorkflowSelectionRule) -> WorkflowVersion | None:
    found: list[WorkflowVersion] = rule.workflow.active_versions  # type: ignore[attr-defined]
    return found[0] if found else None
