"""The company that hires: one row, with its name, its looks and its usual zone and language."""

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from ats.kernel.base import Noun, tracked

ACCENT = "#3a50c8"
"""The product's own accent, where the company has chosen none."""


class Company(Noun):
    """The one row that says whose installation this is. Settings give its name only until the set-up page was filled in."""

    only = models.BooleanField(default=True, unique=True, editable=False)
    name = models.CharField(max_length=120)
    time_zone = models.CharField(
        max_length=60, default="Europe/Lisbon", help_text=_("For visitors, and for new colleagues")
    )
    language = models.CharField(max_length=10, choices=settings.LANGUAGES, default="en")
    accent = models.CharField(
        max_length=7,
        blank=True,
        default="",
        validators=[RegexValidator("^#[0-9a-f]{6}$", _("Six hexadecimal digits after a #, such as #3a50c8."))],
        help_text=_("Buttons and links take this colour; empty: the product's own"),
    )
    logo = models.ForeignKey("kernel.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    careers_title = models.CharField(max_length=120, blank=True, default="", help_text=_("Heads the careers site"))
    careers_text = models.TextField(
        max_length=2000, blank=True, default="", help_text=_("A few words below the heading")
    )
    set_up_at = models.DateTimeField(null=True, blank=True, editable=False)
    history = tracked()

    class Meta:
        verbose_name_plural = _("company")
        constraints = [
            models.CheckConstraint(condition=models.Q(only=True), name="one_company"),
            models.CheckConstraint(condition=~models.Q(name=""), name="company_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
