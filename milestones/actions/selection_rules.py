"""The order of the rules that choose a job's workflow."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from ats.actions.persistence import change, one_at_a_time
from ats.actions.recording import record
from ats.kernel import access
from ats.kernel.history import acting
from milestones.models import WorkflowSelectionRule
from milestones.permissions import MilestonePermission

LOCK = "workflow selection rules"


def next_position() -> int:
    """The place after the last rule; held until the transaction ends."""
    one_at_a_time(LOCK)
    return (WorkflowSelectionRule.objects.aggregate(last=Max("position"))["last"] or 0) + 1


def move(*, rule: WorkflowSelectionRule, up: bool, by: Any, at: datetime) -> WorkflowSelectionRule:
    """Let the rule be asked before (or after) its neighbour; the first one can't go up, nor the last one down."""
    access.require(by, MilestonePermission.WORKFLOWS_EDIT)
    with transaction.atomic(), acting(by, "Moved up" if up else "Moved down"):
        one_at_a_time(LOCK)
        row = WorkflowSelectionRule.objects.get(pk=rule.pk)
        others = WorkflowSelectionRule.objects.all()
        if up:
            neighbour = others.filter(position__lt=row.position).order_by("-position").first()
        else:
            neighbour = others.filter(position__gt=row.position).order_by("position").first()
        if neighbour is not None:
            mine, theirs = row.position, neighbour.position
            change(row, position=theirs)
            change(neighbour, position=mine)
            record("selection_rules.move", row, by=by, at=at)
    return row
