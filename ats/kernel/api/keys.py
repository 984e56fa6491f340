"""Credentials of service users, shown as `<id>.<secret>`: made, found, revoked. How they get new secrets: rotation.py."""

import hmac
import secrets
import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from ats.kernel import access, audit, clock
from ats.kernel.access.permissions import KernelPermission
from ats.kernel.api import reminders
from ats.kernel.api.models import ApiKey, Kind, digest, real_now
from ats.kernel.api.permissions import ApiPermission
from ats.kernel.errors import NotAllowed
from ats.kernel.history import acting
from ats.kernel.prepared import Prepared

USE_NOTED_EVERY = timedelta(minutes=1)


def create(
    *,
    name: str,
    user: Any,
    scopes: Sequence[str] = (),
    expires_at: datetime | None = None,
    rotation_days: int | None = None,
    kind: str = Kind.KEY,
    by: Any = None,
    at: datetime | None = None,
    reason: str = "API key created",
) -> tuple[ApiKey, str]:
    """A new credential for `user` and its token, which is shown once and kept nowhere. `rotation_days` is that of the
    settings unless said; 0: nobody is reminded. `by` is None for a command."""
    at = at or clock.now()
    days = settings.KEY_ROTATION_DAYS if rotation_days is None else rotation_days
    secret = fresh_secret()
    with transaction.atomic(), acting(by, reason):
        key = ApiKey.objects.create(
            kind=kind,
            name=name,
            user=user,
            secret_hash=digest(secret),
            secret_made_at=at,
            scopes=sorted(scopes),
            expires_at=expires_at,
            rotation_days=days or None,
        )
        reminders.plan(key, at)
        note("created", key, by, at)
    return key, token_of(key, secret)


def change(*, key: ApiKey, by: Any, at: datetime, reason: str = "API key changed", **changes: Any) -> ApiKey:
    """Change name, scopes, expires_at or rotation_days. Raises NotAllowed."""
    require_manager(by)
    with transaction.atomic(), acting(by, reason):
        row = locked(key)
        for column, value in changes.items():
            setattr(row, column, value)
        row.save()
        reminders.plan(row, at)
        note("changed", row, by, at)
    return row


def revoke(*, key: ApiKey, by: Any, at: datetime) -> None:
    """The key is refused from the next request on, and so are the tokens of an OAuth client."""
    with transaction.atomic(), acting(by, "API key revoked"):
        row = locked(key)
        row.revoked_at = at
        row.save(update_fields=["revoked_at"])
        reminders.plan(row, at)
        note("revoked", row, by, at)


def _found(key_id: uuid.UUID, kind: str) -> QuerySet[ApiKey]:
    """The credential with its user and what they hold."""
    rows = ApiKey.objects.filter(pk=key_id, kind=kind).order_by()
    return rows.select_related("user").annotate(held=access.held_by("user"))


FOUND = Prepared(_found, uuid.UUID, str)


def find(token: str, kind: str = Kind.KEY) -> ApiKey | None:
    """The live credential behind `<id>.<secret>`, or None: unknown, of the other kind, wrong, expired, revoked, or its user
    is no longer active.

    Takes about the same time for an unknown id as for a wrong secret.
    """
    name, _dot, secret = token.partition(".")
    try:
        key_id = uuid.UUID(hex=name)
    except ValueError:
        return None
    now = real_now()
    key = FOUND.first(key_id, str(kind))
    if key is None:
        hmac.compare_digest("0" * 64, digest(secret))
        return None
    if not key.holds(secret, now) or not key.is_live(now):
        return None
    access.take_up(key.user, key.held)
    _note_use(key, secret, now)
    return key


def require_manager(by: Any) -> None:
    """Raises NotAllowed unless `by` may look after keys in the whole company, of which they open all."""
    access.require(by, ApiPermission.KEYS_MANAGE)
    if not access.holds_everywhere(by, ApiPermission.KEYS_MANAGE):
        raise NotAllowed(_("Keys open the whole company. Your role reaches only a part of it."))


def require_maker(by: Any) -> None:
    """Raises NotAllowed unless `by` may make keys: whoever does gives a role away, as the administration does."""
    require_manager(by)
    access.require(by, KernelPermission.ADMIN_CONFIGURE)


def note(deed: str, key: ApiKey, by: Any, at: datetime, **codes: Any) -> None:
    """An entry in the audit log."""
    audit.record(
        deed=f"api_key.{deed}",
        actor=by,
        subject_type="api_key",
        subject_id=key.pk,
        outcome="done",
        at=at,
        codes={"kind": key.kind, **codes},
    )


def locked(key: ApiKey) -> ApiKey:
    row: ApiKey = ApiKey.objects.select_for_update(of=("self",)).select_related("user").get(pk=key.pk)
    return row


def fresh_secret() -> str:
    """256 random bits, without a dot."""
    return secrets.token_urlsafe(32)


def token_of(key: ApiKey, secret: str) -> str:
    return f"{key.client_id}.{secret}"


def _note_use(key: ApiKey, secret: str, now: datetime) -> None:
    """Remember when either secret was last used, to the minute; no history row is owed for that."""
    column = "previous_used_at" if key.holds_previous(secret, now) else "last_used_at"
    last = getattr(key, column)
    if last is None or now - last > USE_NOTED_EVERY:
        rows = ApiKey.objects.filter(pk=key.pk)
        if column == "last_used_at":
            rows.update(last_used_at=now)  # history: not tracked column
        else:
            rows.update(previous_used_at=now)  # history: not tracked column
