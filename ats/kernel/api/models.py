"""Keys of integrators, and the answers kept for repeated requests."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from ats.kernel.base import Noun, tracked
from ats.kernel.privacy.fields import EncryptedTextField


class ApiKey(Noun):
    """A credential of a service user. Only the hash of its secret is kept; to rotate, make a second one and revoke this."""

    name = models.CharField(max_length=120)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="api_keys")
    secret_hash = models.CharField(max_length=64, editable=False)
    scopes = ArrayField(
        models.CharField(max_length=80),
        default=list,
        blank=True,
        help_text=_("Such as candidates:read; empty: all that the role allows"),
    )
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True, editable=False)
    history = tracked(excluded_fields=["secret_hash", "last_used_at"])

    class Meta:
        ordering = ["name"]
        verbose_name = _("API key")

    def __str__(self) -> str:
        return self.name


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
