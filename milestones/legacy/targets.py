"""The milestones that a map names, in one workflow version that has them all."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ats.kernel.errors import DomainError
from milestones.legacy.mapping import Target
from milestones.models import Milestone, MilestoneDefinition, VersionStatus, WorkflowVersion


class UnknownMilestones(DomainError):
    """The map leads to milestones that do not exist, or that no workflow has together."""

    code = "unknown-milestones"


@dataclass(frozen=True)
class Destination:
    version: WorkflowVersion
    milestones: dict[str, Milestone]


def resolve(mapping: Mapping[str, Target]) -> Destination:
    """Where the map leads. Raises UnknownMilestones naming what is missing."""
    wanted = {target.milestone for target in mapping.values()}
    known = set(MilestoneDefinition.objects.filter(key__in=wanted).values_list("key", flat=True))
    if missing := sorted(wanted - known):
        says = _("The map names milestones that do not exist: {keys}.")
        raise UnknownMilestones(says.format(keys=", ".join(missing)), missing=missing)
    for version in WorkflowVersion.objects.filter(status=VersionStatus.ACTIVE).order_by("activated_at", "created_at"):
        rows = Milestone.objects.filter(version=version, definition__key__in=wanted).select_related("definition")
        milestones = {milestone.definition.key: milestone for milestone in rows}
        if milestones.keys() == wanted:
            return Destination(version, milestones)
    says = _("No active workflow has all of these milestones: {keys}. Activate a version that has.")
    raise UnknownMilestones(says.format(keys=", ".join(sorted(wanted))))
