"""Job families (similar work, for reports and benchmarks) and the job groups of an affirmative action plan."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ats.kernel.base import Noun, known, tracked
from ats.kernel.taken import declare
from ats.models.classification import EeoCategory
from ats.models.organisation import SharedQuerySet


class JobFamily(Noun):
    """Jobs of the same kind across departments, such as Engineering; never deleted while a job names it."""

    key = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=80, unique=True)
    is_active = models.BooleanField(default=True, help_text=_("Offered for new jobs; old jobs keep it"))
    objects = SharedQuerySet.as_manager()
    history = tracked()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = _("job families")

    def __str__(self) -> str:
        return self.name


class JobGroup(Noun):
    """A group of an affirmative action plan: similar content, pay and opportunities, within one EEO-1 category."""

    key = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=80, unique=True)
    eeo_category = models.CharField(_("EEO-1 job category"), max_length=4, choices=EeoCategory.choices)
    is_active = models.BooleanField(default=True, help_text=_("Offered for new jobs; old jobs keep it"))
    objects = SharedQuerySet.as_manager()
    history = tracked()

    class Meta:
        ordering = ["name"]
        verbose_name = _("AAP job group")
        constraints = [known("eeo_category", EeoCategory, "job_group_eeo_known")]

    def __str__(self) -> str:
        return self.name


for noun in ("jobfamily", "jobgroup"):
    declare(f"ats_{noun}_key_key", _("Another entry has this key. Choose a different one."), field="key")
    declare(f"ats_{noun}_name_key", _("Another entry has this name. Choose a different one."), field="name")
