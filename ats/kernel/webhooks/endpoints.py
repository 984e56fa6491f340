"""What people do with endpoints. Every deed leaves history and an entry in the audit log."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from ats.kernel import access, audit
from ats.kernel.errors import DomainError, NotAllowed
from ats.kernel.history import acting
from ats.kernel.integrations import addresses
from ats.kernel.outbox import emit, registry
from ats.kernel.webhooks import laying_out, settling, signing
from ats.kernel.webhooks.events import WebhookTested
from ats.kernel.webhooks.models import Off, WebhookDelivery, WebhookEndpoint, WebhookSecret
from ats.kernel.webhooks.permissions import WebhookPermission


class UnusableAddress(DomainError):
    """The product connects to no such address."""

    code = "unusable-address"


class UnknownEvent(DomainError):
    """The catalogue has no event of this type."""

    code = "unknown-event"


def require_manager(user: Any) -> None:
    """Raises NotAllowed unless `user` may set up webhooks and may do so in the whole company, of which they tell."""
    access.require(user, WebhookPermission.MANAGE)
    if not access.holds_everywhere(user, WebhookPermission.MANAGE):
        raise NotAllowed(_("Webhooks tell of the whole company. Your role reaches only a part of it."))


def check_url(url: str) -> str:
    """`url` as it is kept. Raises UnusableAddress."""
    url = url.strip()
    try:
        addresses.check(url)
    except addresses.Refused as refused:
        wanted = _("Give an https address of a public server, without user, password or fragment.")
        raise UnusableAddress(wanted) from refused
    return url


def check_types(types: Iterable[str]) -> list[str]:
    """`types` in order, each once. Raises UnknownEvent."""
    chosen = sorted(set(types))
    for name in chosen:
        if name not in registry or name == WebhookTested.type:
            raise UnknownEvent(_("There is no event {name}. The page of the API lists all.").format(name=name))
    return chosen


def create(
    *,
    url: str,
    by: Any,
    at: datetime,
    description: str = "",
    event_types: Iterable[str] = (),
    reason: str = "Webhook endpoint created",
) -> tuple[WebhookEndpoint, str]:
    """A new endpoint, and its secret, which is shown once. From now on it gets events, none of the past."""
    require_manager(by)
    with transaction.atomic(), acting(by, reason):
        endpoint = WebhookEndpoint.objects.create(
            url=check_url(url), description=description, event_types=check_types(event_types)
        )
        secret = _new_secret(endpoint, at)
        _note("webhook_endpoint.created", endpoint, by, at)
    return endpoint, secret


def change(
    *, endpoint: WebhookEndpoint, by: Any, at: datetime, reason: str = "Webhook endpoint changed", **changes: Any
) -> WebhookEndpoint:
    """Change url, description, event_types or is_active. What waits at an endpoint that is switched off is given up, to be
    sent again by hand; a new address goes for what waits, too."""
    require_manager(by)
    with transaction.atomic(), acting(by, reason):
        endpoint = _locked(endpoint)
        if "url" in changes:
            changes["url"] = check_url(changes["url"])
        if "event_types" in changes:
            changes["event_types"] = check_types(changes["event_types"])
        active = changes.pop("is_active", endpoint.is_active)
        for name, value in changes.items():
            setattr(endpoint, name, value)
        if active != endpoint.is_active:
            settling.switch_on(endpoint) if active else settling.switch_off(endpoint, Off.PERSON, at)
        endpoint.save()
        _note("webhook_endpoint.changed", endpoint, by, at)
    return endpoint


def rotate(*, endpoint: WebhookEndpoint, by: Any, at: datetime) -> str:
    """A new secret, shown once. The one until now signs beside it for WEBHOOK_SECRET_HOURS; an older one ends at once."""
    require_manager(by)
    with transaction.atomic(), acting(by, "Webhook secret renewed"):
        endpoint = _locked(endpoint)
        endpoint.secrets.exclude(ends_at=None).delete()
        endpoint.secrets.update(ends_at=at + timedelta(hours=settings.WEBHOOK_SECRET_HOURS))
        secret = _new_secret(endpoint, at)
        endpoint.save()
        _note("webhook_endpoint.secret_renewed", endpoint, by, at)
    return secret


def remove(*, endpoint: WebhookEndpoint, by: Any, at: datetime) -> None:
    """The endpoint goes, with its secrets and the log of its deliveries."""
    require_manager(by)
    with transaction.atomic(), acting(by, "Webhook endpoint removed"):
        _note("webhook_endpoint.removed", endpoint, by, at)
        _locked(endpoint).delete()


def test(*, endpoint: WebhookEndpoint, by: Any, at: datetime) -> WebhookDelivery:
    """Send it an event `webhook.tested`, tried once, also where it is switched off."""
    require_manager(by)
    with transaction.atomic():
        endpoint = _locked(endpoint)
        event = emit(WebhookTested(subject_id=endpoint.pk, occurred_at=at, actor_id=by.pk))
        _note("webhook_endpoint.tested", endpoint, by, at)
        return laying_out.lay_out(event, [endpoint], at=at)[0]


def live_secrets(endpoint_id: UUID, at: datetime) -> list[str]:
    """Those that sign at `at`, the newest first."""
    rows = WebhookSecret.objects.filter(Q(ends_at=None) | Q(ends_at__gt=at), endpoint=endpoint_id)
    return list(rows.order_by(F("created_at").desc(), "-pk").values_list("secret", flat=True))


def _new_secret(endpoint: WebhookEndpoint, at: datetime) -> str:
    secret = signing.make_secret()
    WebhookSecret.objects.create(endpoint=endpoint, secret=secret, created_at=at)
    return secret


def _locked(endpoint: WebhookEndpoint) -> WebhookEndpoint:
    row: WebhookEndpoint = WebhookEndpoint.objects.select_for_update().get(pk=endpoint.pk)
    return row


def _note(deed: str, endpoint: WebhookEndpoint, by: Any, at: datetime) -> None:
    audit.record(deed=deed, actor=by, subject_type="webhook_endpoint", subject_id=endpoint.pk, outcome="done", at=at)
