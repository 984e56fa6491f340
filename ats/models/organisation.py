"""Departments, regions and locations of the company."""

from typing import Any
from uuid import UUID

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from ats.kernel.access import ScopedQuerySet
from ats.kernel.base import Noun, tracked
from ats.permissions import CorePermission


class SharedQuerySet(ScopedQuerySet):
    """Lists that everybody in hiring shares: whoever may see them at all sees every row."""

    view_permission = CorePermission.ORGANISATION_VIEW

    def scope_q(self, scope: str, user: Any, unit_id: UUID | None) -> models.Q:
        return models.Q()


class Department(Noun):
    name = models.CharField(max_length=120, unique=True)
    objects = SharedQuerySet.as_manager()
    history = tracked()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Region(Noun):
    """Part of the world for access, pay and consent texts, such as EMEA."""

    key = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=80, unique=True)
    objects = SharedQuerySet.as_manager()
    history = tracked()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Location(Noun):
    """A place of work. Its calendar counts the business time of the jobs there."""

    name = models.CharField(max_length=120, unique=True)
    city = models.CharField(max_length=120, blank=True, default="")
    country = models.CharField(
        max_length=2,
        blank=True,
        default="",
        validators=[RegexValidator("^[A-Z]{2}$", _("Two capital letters, such as PT."))],
        help_text=_("ISO 3166-1 alpha-2"),
    )
    region = models.ForeignKey(Region, null=True, blank=True, on_delete=models.PROTECT, related_name="locations")
    is_remote = models.BooleanField(default=False, help_text=_("Work from home; the country may then be empty"))
    time_zone = models.CharField(max_length=60, default="Europe/Lisbon")
    calendar = models.ForeignKey("kernel.Calendar", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    objects = SharedQuerySet.as_manager()
    history = tracked()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(country="") | models.Q(country__regex="^[A-Z]{2}$"), name="country_is_two_letters"
            )
        ]

    def __str__(self) -> str:
        return self.name
