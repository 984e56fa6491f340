"""Saved views: the filters of a list under a name, for oneself, for a role or for everybody."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ats.kernel.access.models import Role
from ats.kernel.base import Noun, known, tracked
from ats.kernel.taken import declare


class Sharing(models.TextChoices):
    PRIVATE = "private", _("Only me")
    ROLE = "role", _("Everybody in a role")
    ALL = "all", _("Everybody")


class SavedViewQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """One's own, and those that were shared with one. What a view finds is asked anew for each reader."""
        roles = Role.objects.filter(assignments__user=user).values("pk")
        shared = models.Q(sharing=Sharing.ALL) | models.Q(sharing=Sharing.ROLE, role__in=roles)
        return self.filter(models.Q(owner=user) | shared)


class SavedView(Noun):
    """`query` is the query string of the list `page`, such as view=mine&q=porto."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_views")
    page = models.SlugField(max_length=30)
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=2000, blank=True, default="")
    sharing = models.CharField(_("Seen by"), max_length=8, choices=Sharing.choices, default=Sharing.PRIVATE)
    role = models.ForeignKey(Role, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    objects = SavedViewQuerySet.as_manager()
    history = tracked()

    class Meta:
        ordering = ["name", "created_at"]
        constraints = [
            known("sharing", Sharing, "saved_view_sharing_known"),
            models.UniqueConstraint(fields=["owner", "page", "name"], name="saved_view_name_once"),
            models.CheckConstraint(
                condition=models.Q(sharing="role", role__isnull=False)
                | (~models.Q(sharing="role") & models.Q(role__isnull=True)),
                name="saved_view_names_its_role",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class DefaultView(Noun):
    """The saved view that a person's list opens with."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="default_views")
    page = models.SlugField(max_length=30)
    view = models.ForeignKey(SavedView, on_delete=models.CASCADE, related_name="defaults")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "page"], name="one_default_view_per_list")]


declare("saved_view_name_once", _("You have a view with this name already. Choose another name."), field="name")
