"""Roles are rows that administrators edit, permissions are code, an assignment gives a role within a scope."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from ats.kernel.base import Noun, known, tracked


class Scope(models.TextChoices):
    """How far a role reaches; each noun's QuerySet says what a scope means for it."""

    OWN = "own", _("Own: what the person owns or was asked for")
    TEAM = "hiring_team", _("Hiring team: the jobs whose team the person is on")
    DEPARTMENT = "department", _("One department")
    REGION = "region", _("One region")
    ALL = "all", _("The whole company")


class Role(Noun):
    """A named set of permissions."""

    key = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    description = models.CharField(max_length=300, blank=True, default="")
    permissions = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    offered = ArrayField(
        models.CharField(max_length=60),
        default=list,
        blank=True,
        editable=False,
        help_text=_("What seeds have given so far; a seed never gives the same twice"),
    )
    default_scope = models.CharField(max_length=20, choices=Scope.choices, default=Scope.TEAM)
    needs_second_factor = models.BooleanField(
        default=False,
        db_default=False,
        help_text=_("Whoever holds this role sets up an authenticator app or a passkey before anything else"),
    )
    history = tracked()

    class Meta:
        ordering = ["name"]
        constraints = [known("default_scope", Scope, "role_scope_known")]

    def __str__(self) -> str:
        return self.name


class RoleAssignment(Noun):
    """One person's role; `unit_id` is the department or region that the scope is confined to."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="role_assignments")
    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="assignments")
    scope = models.CharField(max_length=20, choices=Scope.choices, default=Scope.TEAM)
    unit_id = models.UUIDField(null=True, blank=True)
    history = tracked()

    class Meta:
        constraints = [
            known("scope", Scope, "assignment_scope_known"),
            models.UniqueConstraint(
                fields=["user", "role", "scope", "unit_id"], nulls_distinct=False, name="one_assignment_of_a_kind"
            ),
            models.CheckConstraint(
                condition=models.Q(unit_id__isnull=False) | ~models.Q(scope__in=["department", "region"]),
                name="confined_scope_names_its_unit",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.role}"
