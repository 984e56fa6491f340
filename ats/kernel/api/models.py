"""Keys of integrators, and the answers kept for repeated requests."""

import hashlib
import hmac
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from ats.kernel.base import Noun, known, tracked
from ats.kernel.privacy.fields import EncryptedTextField

UNTRACKED = ["secret_hash", "previous_hash", "last_used_at", "previous_used_at"]
"""Columns that history keeps nothing of: hashes of secrets, and what changes with every use."""


class Kind(models.TextChoices):
    """How a credential is shown at the API."""

    KEY = "key", _("API key: sent with each request")
    OAUTH_CLIENT = "oauth_client", _("OAuth client: exchanged for short-lived tokens")


class ApiKey(Noun):
    """A credential of a service user: an API key, or the id and secret of an OAuth client (its Application, in the terms of
    the library). Only hashes of secrets are kept. While a secret is rotated, the previous one is good until it ends.

    Lives of credentials are limits of security: they count in real time, not by the product's clock.
    """

    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.KEY, db_default=Kind.KEY)
    name = models.CharField(_("name"), max_length=120)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="api_keys")
    secret_hash = models.CharField(max_length=64, editable=False)
    secret_made_at = models.DateTimeField(_("secret made"), null=True, editable=False)
    previous_hash = models.CharField(max_length=64, blank=True, default="", db_default="", editable=False)
    previous_ends_at = models.DateTimeField(_("old secret ends"), null=True, editable=False)
    previous_used_at = models.DateTimeField(_("old secret last used"), null=True, editable=False)
    rotation_days = models.PositiveSmallIntegerField(
        _("rotate every so many days"),
        null=True,
        blank=True,
        help_text=_("Administrators are reminded before; the secret goes on. Empty: nobody is reminded"),
    )
    scopes = ArrayField(
        models.CharField(max_length=80),
        default=list,
        blank=True,
        help_text=_("Such as candidates:read; empty: all that the role allows"),
    )
    expires_at = models.DateTimeField(_("expires"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    last_used_at = models.DateTimeField(_("last used"), null=True, blank=True, editable=False)
    history = tracked(excluded_fields=UNTRACKED)
    fresh_token = ""  # only on the instance that a page has just made, which shows it

    class Meta:
        ordering = ["name"]
        verbose_name = _("API key")
        constraints = [known("kind", Kind, "api_key_kind_known")]

    def __str__(self) -> str:
        return self.name

    @property
    def client_id(self) -> str:
        """The public half, as OAuth calls it."""
        return self.id.hex

    def is_live(self, now: datetime) -> bool:
        """Whether it opens anything at the real time `now`."""
        expired = self.expires_at is not None and self.expires_at <= now
        return not expired and self.revoked_at is None and self.user.is_active

    def overlaps(self, now: datetime) -> bool:
        """Whether the previous secret is still good beside the present one."""
        return bool(self.previous_hash and self.previous_ends_at and self.previous_ends_at > now)

    def holds(self, secret: str, now: datetime) -> bool:
        return hmac.compare_digest(self.secret_hash, digest(secret)) or self.holds_previous(secret, now)

    def holds_previous(self, secret: str, now: datetime) -> bool:
        return self.overlaps(now) and hmac.compare_digest(self.previous_hash, digest(secret))

    @property
    def rotation_due_at(self) -> datetime | None:
        """When its interval ends, by the product's clock; None where it has none."""
        made = self.secret_made_at or self.created_at
        return made + timedelta(days=self.rotation_days) if self.rotation_days else None

    @property
    def due_at(self) -> datetime | None:
        """When somebody must have given it a new secret, or a longer life; None: never."""
        return min((moment for moment in (self.rotation_due_at, self.expires_at) if moment is not None), default=None)


def real_now() -> datetime:
    """The machine's time: the product's clock may be moved, and no credential shall live longer for it."""
    return datetime.now(UTC)


def digest(secret: str) -> str:
    """A secret has 256 random bits, so that one round of SHA-256 is enough to keep it."""
    return hashlib.sha256(secret.encode()).hexdigest()


class IdempotentRequestQuerySet(models.QuerySet[Any]):
    def free(self) -> Self:
        """Those on which nobody works, or whose worker fell silent."""
        return self.filter(models.Q(leased_until__isnull=True) | models.Q(leased_until__lt=Now()))


class IdempotentRequest(models.Model):
    """A write with an Idempotency-Key: claimed under a lease while it is worked on, then what it answered, for a day."""

    principal = models.CharField(max_length=80)
    route = models.CharField(max_length=200)
    key_hash = models.CharField(max_length=64)
    body_hash = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True, help_text=_("Of the kept answer; empty: there is none yet"))
    headers = models.JSONField(default=dict)
    body = EncryptedTextField(blank=True, default="")
    kept_until = models.DateTimeField(db_index=True)
    attempt = models.PositiveIntegerField(db_default=0, help_text=_("The fence: who came too late changes nothing"))
    leased_until = models.DateTimeField(null=True, help_text=_("By the database's clock; empty: nobody works on it"))
    has_effect = models.BooleanField(db_default=False, help_text=_("Something of the present attempt is committed"))
    objects: ClassVar[Any] = IdempotentRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["principal", "route", "key_hash"], name="one_answer_per_idempotency_key")
        ]

    def __str__(self) -> str:
        return f"{self.route} {self.status}"
