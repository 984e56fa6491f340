"""What a new job can start from."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ats.kernel.base import Noun, known, tracked
from ats.models.classification import CLASSIFICATION, Classified, EeoCategory, EmploymentType, FlsaStatus, RemotePolicy
from ats.models.organisation import SharedQuerySet


class JobTemplate(Classified, Noun):
    """Facts that a new job's form is filled in with; changing a template changes no job. It holds no pay."""

    name = models.CharField(max_length=120, unique=True, help_text=_("What people choose it by"))
    title = models.CharField(max_length=160, help_text=_("The title of a job that starts from it"))
    department = models.ForeignKey(
        "ats.Department", null=True, blank=True, on_delete=models.PROTECT, related_name="job_templates"
    )
    locations = models.ManyToManyField("ats.Location", related_name="job_templates", blank=True)
    level = models.CharField(max_length=40, blank=True, default="")
    description = models.TextField(blank=True, default="")
    questions = models.JSONField(
        default=list,
        blank=True,
        help_text=_("A list such as [{“text”: “Why ports?”, “kind”: “text”, “choices”: [], “is_required”: false}]"),
    )
    is_active = models.BooleanField(default=True, help_text=_("Offered for new jobs"))
    objects = SharedQuerySet.as_manager()
    history = tracked(m2m_fields=[locations])

    class Meta:
        ordering = ["name"]
        constraints = [
            known("employment_type", EmploymentType, "template_employment_known", blank=True),
            known("remote_policy", RemotePolicy, "template_remote_policy_known", blank=True),
            known("flsa_status", FlsaStatus, "template_flsa_known", blank=True),
            known("eeo_category", EeoCategory, "template_eeo_known", blank=True),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def facts(self) -> dict[str, object]:
        """What the form of a new job starts with, by field; references by id."""
        named = {name: getattr(self, name) for name in ("level", "description", *CLASSIFICATION)}
        references = {
            "department": self.department_id,
            "job_family": self.job_family_id,
            "job_group": self.job_group_id,
        }
        return {**named, **references, "name": self.title, "locations": [place.pk for place in self.locations.all()]}
