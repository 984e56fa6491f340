"""API keys: `<id>.<secret>`. The secret has 256 random bits, so that one round of SHA-256 is enough to keep it."""

import hashlib
import hmac
import secrets
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from ats.kernel.api.models import ApiKey
from ats.kernel.history import acting

USE_NOTED_EVERY = timedelta(minutes=1)


def create(
    *, name: str, user: Any, scopes: Sequence[str] = (), expires_at: datetime | None = None, by: Any = None
) -> tuple[ApiKey, str]:
    """A new key for `user` and its token, which is shown once and kept nowhere."""
    secret = secrets.token_urlsafe(32)
    with acting(by, "API key created"):
        key = ApiKey.objects.create(
            name=name, user=user, secret_hash=_hash(secret), scopes=sorted(scopes), expires_at=expires_at
        )
    return key, f"{key.id.hex}.{secret}"


def revoke(*, key: ApiKey, by: Any, at: datetime) -> None:
    """The key is refused from the next request on."""
    with acting(by, "API key revoked"):
        key.revoked_at = at
        key.save(update_fields=["revoked_at"])


def find(token: str) -> ApiKey | None:
    """The live key behind a token, or None: unknown, wrong, expired, revoked, or its user is no longer active.

    Expiry counts in real time, since a credential's life is a security limit. Takes about the same time for an unknown id
    as for a wrong secret.
    """
    name, _, secret = token.partition(".")
    try:
        key_id = uuid.UUID(hex=name)
    except ValueError:
        return None
    key = ApiKey.objects.select_related("user").filter(pk=key_id).first()
    matches = hmac.compare_digest(key.secret_hash if key else "0" * 64, _hash(secret))
    return key if key and matches and _is_live(key) else None


def note_use(key: ApiKey) -> None:
    """Remember when the key was last used, to the minute; no history row is owed for that."""
    now = datetime.now(UTC)
    if key.last_used_at is None or now - key.last_used_at > USE_NOTED_EVERY:
        ApiKey.objects.filter(pk=key.pk).update(last_used_at=now)  # history: not tracked column


def _is_live(key: ApiKey) -> bool:
    expired = key.expires_at is not None and key.expires_at <= datetime.now(UTC)
    return not expired and key.revoked_at is None and key.user.is_active


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
