"""Which workflow a job takes: rules in an order of their own, the first one that fits decides."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ats.kernel.base import Noun, tracked
from ats.kernel.taken import declare
from milestones.models.workflow import DesignQuerySet, Workflow

ENTITY = "job_at_place"
"""What the conditions are put to: the job at each of its places; a rule fits where its condition holds at one of them."""


class WorkflowSelectionRule(Noun):
    """One rule. Positions are unique, so there is always one first that fits; where none does, the default workflow
    is taken."""

    name = models.CharField(max_length=120, unique=True)
    position = models.PositiveIntegerField()
    condition = models.JSONField(help_text=_("When the rule fits"))
    workflow = models.ForeignKey(Workflow, on_delete=models.PROTECT, related_name="selection_rules")
    is_active = models.BooleanField(default=True)
    objects = DesignQuerySet.as_manager()
    history = tracked()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["position"], name="selection_rule_position_once", deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(condition=~models.Q(condition={}), name="selection_rule_says_when"),
        ]

    def __str__(self) -> str:
        return self.name


declare("selection_rule_position_once", _("Somebody else has just moved these rules. Look at the list again."))
