"""Which fields must be filled before an application may enter a milestone or a stage."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from ats.kernel.base import Noun, known, tracked
from ats.models.application import Stage
from ats.models.organisation import SharedQuerySet


class RequiredFieldRule(Noun):
    """Asked of every move into `stage`, or into the milestone of this key; of the people in `role` only, where one is named.

    `fields` are keys of the catalogue, reached from the application. `condition` narrows the applications; {} is all.
    """

    name = models.CharField(max_length=120, help_text=_("What people read when a move is refused"))
    fields = ArrayField(models.CharField(max_length=80), help_text=_("What must be filled in"))
    stage = models.CharField(max_length=12, choices=Stage.choices, blank=True, default="")
    milestone = models.SlugField(max_length=60, blank=True, default="", help_text=_("Or one milestone, by its key"))
    condition = models.JSONField(default=dict, blank=True)
    role = models.ForeignKey(
        "kernel.Role",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        help_text=_("Empty: asked of everybody, and of moves that happen by themselves"),
    )
    is_active = models.BooleanField(default=True)
    objects = SharedQuerySet.as_manager()
    history = tracked()

    class Meta:
        ordering = ["name"]
        constraints = [
            known("stage", Stage, "required_field_stage_known", blank=True),
            models.CheckConstraint(
                condition=models.Q(stage="") ^ models.Q(milestone=""), name="required_fields_for_stage_or_milestone"
            ),
            models.CheckConstraint(condition=models.Q(fields__len__gt=0), name="required_field_rule_names_fields"),
        ]

    def __str__(self) -> str:
        return self.name
