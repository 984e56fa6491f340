"""The public face of a job, and what its form asks."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ats.kernel import languages
from ats.kernel.base import Noun, tracked
from ats.kernel.taken import declare
from ats.models.job import Job, OfJobQuerySet


class JobPost(Noun):
    """The public face of a job on the careers site."""

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="posts")
    slug = models.SlugField(max_length=120, unique=True)
    title = models.CharField(max_length=160)
    description = models.TextField(blank=True, default="")
    is_live = models.BooleanField(default=False)
    published_at = models.DateTimeField(null=True, blank=True)
    shows_pay = models.BooleanField(default=False, help_text=_("Show the job's pay range to everybody"))
    objects = OfJobQuerySet.as_manager()
    history = tracked()

    def __str__(self) -> str:
        return self.title

    @property
    def text(self) -> str:
        """What the post says: its own words, or the job's."""
        return self.description or self.job.description

    @property
    def shown_pay(self) -> str:
        return self.job.pay_range if self.shows_pay else ""

    @property
    def places(self) -> str:
        return languages.one_of(place.name for place in self.job.locations.all())


declare("ats_jobpost_slug_key", _("Another post has this address. Choose a different one."), field="slug")


class QuestionKind(models.TextChoices):
    TEXT = "text", _("Short text")
    LONG_TEXT = "long_text", _("Long text")
    YES_NO = "yes_no", _("Yes or no")
    CHOICE = "choice", _("One of several")


class JobQuestion(Noun):
    """A question on the job's application form; the form field is named `question_<id>`."""

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="questions")
    text = models.CharField(max_length=300)
    kind = models.CharField(max_length=20, choices=QuestionKind.choices, default=QuestionKind.TEXT)
    choices = models.JSONField(default=list, blank=True)
    is_required = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(default=True, help_text=_("Asked in new applications; old answers keep it"))
    objects = OfJobQuerySet.as_manager()
    history = tracked()

    class Meta:
        ordering = ["order", "created_at"]

    def __str__(self) -> str:
        return self.text
