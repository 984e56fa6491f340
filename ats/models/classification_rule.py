"""What a title lets expect of a job's family, level, exempt status and EEO-1 category; administrators edit the table."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from ats.kernel.base import Noun, known, tracked
from ats.models.classification import EeoCategory, FlsaStatus
from ats.models.organisation import SharedQuerySet


class ClassificationRule(Noun):
    """One line of the table. What is left empty is not looked at; what a job hasn't said yet is never doubted."""

    name = models.CharField(max_length=120, unique=True)
    title_words = ArrayField(
        models.CharField(max_length=60), help_text=_("Words of a title, separated by commas; one of them is enough")
    )
    except_words = ArrayField(
        models.CharField(max_length=60),
        default=list,
        blank=True,
        help_text=_("Titles with one of these are left alone, such as “product manager”"),
    )
    expected_family = models.ForeignKey(
        "ats.JobFamily", null=True, blank=True, on_delete=models.PROTECT, related_name="classification_rules"
    )
    expected_levels = ArrayField(
        models.CharField(max_length=20),
        default=list,
        blank=True,
        help_text=_("How a fitting level begins, separated by commas, such as M, E"),
    )
    expected_flsa_status = models.CharField(
        _("expected FLSA status"), max_length=12, choices=FlsaStatus.choices, blank=True, default=""
    )
    expected_eeo_categories = ArrayField(
        models.CharField(max_length=4, choices=EeoCategory.choices),
        verbose_name=_("expected EEO-1 categories"),
        default=list,
        blank=True,
    )
    is_active = models.BooleanField(default=True)
    objects = SharedQuerySet.as_manager()
    history = tracked()

    class Meta:
        ordering = ["name"]
        constraints = [
            known("expected_flsa_status", FlsaStatus, "classification_rule_flsa_known", blank=True),
            models.CheckConstraint(condition=~models.Q(title_words=[]), name="classification_rule_has_words"),
        ]

    def __str__(self) -> str:
        return self.name
