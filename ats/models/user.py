"""The people who work in the product."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ats.kernel import languages
from ats.kernel.base import Noun, tracked
from ats.models.organisation import SharedQuerySet

UNTOLD = ["password", "last_login"]


def name_of(first_name: str, last_name: str, email: str) -> str:
    """How a colleague is called."""
    return f"{first_name} {last_name}".strip() or email


class UserManager(BaseUserManager.from_queryset(SharedQuerySet)):  # type: ignore[misc]
    """Colleagues are known to each other: whoever may see the organisation sees them."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A person with the sign-in address `email`; without a password they can't sign in by one."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(Noun, AbstractBaseUser, PermissionsMixin):
    """A person, or the service user behind an API key. What they may do comes from role assignments."""

    email = models.EmailField(unique=True)
    first_name = models.CharField(max_length=80, blank=True, default="")
    last_name = models.CharField(max_length=80, blank=True, default="")
    title = models.CharField(max_length=120, blank=True, default="")
    time_zone = models.CharField(max_length=60, default="Europe/Lisbon")
    language = models.CharField(max_length=10, blank=True, choices=languages.choices, default="", db_default="")
    theme = models.CharField(
        max_length=10,
        blank=True,
        default="",
        choices=[
            ("", pgettext_lazy("look of the pages", "System")),
            ("light", pgettext_lazy("look of the pages", "Light")),
            ("dark", pgettext_lazy("look of the pages", "Dark")),
        ],
    )
    manager = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="reports")
    department = models.ForeignKey(
        "ats.Department", null=True, blank=True, on_delete=models.SET_NULL, related_name="people"
    )
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(
        default=False, help_text=_("May open Django admin; what they may do there comes from roles")
    )
    is_service = models.BooleanField(default=False, help_text=_("Stands behind an API key; nobody signs in as it"))
    history = tracked(excluded_fields=UNTOLD)

    objects = UserManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    class Meta:
        ordering = ["first_name", "last_name"]
        constraints = [models.UniqueConstraint(Lower("email"), name="one_user_per_address")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A sign-in is no change of the person: columns that history leaves out make no row of it either."""
        fields = set(kwargs.get("update_fields") or ())
        if not fields or fields - set(UNTOLD):
            return super().save(*args, **kwargs)
        self.skip_history_when_saving = True
        try:
            super().save(*args, **kwargs)
        finally:
            del self.skip_history_when_saving

    @property
    def name(self) -> str:
        return name_of(self.first_name, self.last_name, self.email)
