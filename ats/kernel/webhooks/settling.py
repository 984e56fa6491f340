"""What an attempt leads to: settled, tried again later, or the whole endpoint switched off.

Whoever settles locks the endpoint first and the delivery then.
"""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from django.conf import settings
from django.db import models

from ats.kernel import audit
from ats.kernel.history import acting
from ats.kernel.outbox import emit
from ats.kernel.webhooks.events import WebhookEndpointDisabled, WebhookTested
from ats.kernel.webhooks.models import DeliveryStatus, Off, Outcome, WebhookDelivery, WebhookEndpoint

JITTER = 0.2
"""Up to so much of a pause comes on top of it, so that what failed together doesn't come back together."""
REST = timedelta(seconds=5)
"""What an overloaded or silent receiver is spared before it gets anything else."""
LONGEST_REST = timedelta(hours=24)
OVERLOADED = {429, 502, 503, 504}


@dataclass(frozen=True)
class Result:
    """One attempt's end. `retry_after` is what the receiver asked for, in seconds or as a date of HTTP."""

    outcome: Outcome
    status_code: int | None = None
    milliseconds: int = 0
    retry_after: str = ""


def settle(delivery: WebhookDelivery, result: Result, at: datetime) -> None:
    """Decide what follows for a delivery that the caller holds, its endpoint locked; the caller saves the delivery."""
    endpoint: WebhookEndpoint = delivery.endpoint
    delivery.leased_until, delivery.reason = None, result.outcome
    if result.outcome == Outcome.DELIVERED:
        _end(delivery, DeliveryStatus.DELIVERED, at)
        _note_health(endpoint, failing_since=None, rests_until=None)
        return
    if delivery.event_type == WebhookTested.type:
        _end(delivery, DeliveryStatus.FAILED, at)
        return
    rest = _asked_rest(result, at)
    _note_health(endpoint, failing_since=endpoint.failing_since or at, rests_until=at + rest if rest else None)
    if endpoint.is_active and (reason := _hopeless(endpoint, result, at)):
        disable(endpoint, reason, at)
    _plan(delivery, endpoint, at, rest or timedelta())


def _hopeless(endpoint: WebhookEndpoint, result: Result, at: datetime) -> Off | None:
    if result.outcome == Outcome.GONE:
        return Off.GONE
    too_long = timedelta(hours=settings.WEBHOOK_FAILING_HOURS)
    since = endpoint.failing_since or at
    return Off.FAILING if at - since >= too_long else None


def _plan(delivery: WebhookDelivery, endpoint: WebhookEndpoint, at: datetime, rest: timedelta) -> None:
    """The next attempt; none after the last pause of the schedule, nor where the endpoint is off by now."""
    pauses = settings.WEBHOOK_RETRY_SECONDS
    if delivery.tries > len(pauses) or not endpoint.is_active:
        _end(delivery, DeliveryStatus.FAILED, at)
        return
    pause = timedelta(seconds=pauses[delivery.tries - 1] * (1 + random.uniform(0, JITTER)))
    delivery.status, delivery.due_at = DeliveryStatus.WAITING, at + max(pause, rest)
    # Whoever looks for what is due would walk past all of them otherwise.
    _followers(delivery).filter(due_at__lt=delivery.due_at).update(due_at=delivery.due_at)


def _end(delivery: WebhookDelivery, status: DeliveryStatus, at: datetime) -> None:
    delivery.status, delivery.settled_at = status, at
    _followers(delivery).filter(due_at__gt=at).update(due_at=at)


def _followers(delivery: WebhookDelivery) -> "models.QuerySet[WebhookDelivery]":
    """What waits behind it: later events of its subject for the same endpoint."""
    behind = WebhookDelivery.objects.filter(endpoint=delivery.endpoint_id, subject_id=delivery.subject_id)
    return behind.filter(sequence__gt=delivery.sequence, status=DeliveryStatus.WAITING)


def _asked_rest(result: Result, at: datetime) -> timedelta | None:
    """How long the receiver is to be left alone."""
    if result.status_code not in OVERLOADED and result.outcome not in (Outcome.UNREACHABLE, Outcome.SLOW):
        return None
    return min(max(_retry_after(result.retry_after), REST), LONGEST_REST)


def _retry_after(text: str) -> timedelta:
    """Seconds or a date (RFC 9110, 10.2.3); zero where it says neither."""
    if text.isascii() and text.isdigit() and len(text) < 9:
        return timedelta(seconds=int(text))
    try:
        until = parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return timedelta()
    return until - datetime.now(until.tzinfo)  # the receiver's date is real time


def _note_health(endpoint: WebhookEndpoint, **health: Any) -> None:
    if any(getattr(endpoint, name) != value for name, value in health.items()):
        for name, value in health.items():
            setattr(endpoint, name, value)
        WebhookEndpoint.objects.filter(pk=endpoint.pk).update(
            failing_since=endpoint.failing_since, rests_until=endpoint.rests_until
        )


def disable(endpoint: WebhookEndpoint, reason: Off, at: datetime) -> None:
    """Switch off an endpoint, locked by the caller, that takes nothing any more; administrators are told."""
    with acting(None, str(reason)):
        switch_off(endpoint, reason, at)
        endpoint.save()
    emit(WebhookEndpointDisabled(subject_id=endpoint.pk, occurred_at=at, reason=reason))
    audit.record(
        deed="webhook_endpoint.disabled",
        actor=None,
        subject_type="webhook_endpoint",
        subject_id=endpoint.pk,
        outcome="done",
        at=at,
        codes={"reason": str(reason)},
    )


def switch_off(endpoint: WebhookEndpoint, reason: Off, at: datetime) -> None:
    """The caller saves. What waits is given up: it can be sent again once the endpoint is on again."""
    endpoint.is_active, endpoint.off_reason, endpoint.off_at = False, reason, at
    endpoint.rests_until = None  # a test may go out all the same
    waiting = WebhookDelivery.objects.filter(endpoint=endpoint, status=DeliveryStatus.WAITING)
    waiting.update(status=DeliveryStatus.FAILED, reason=Outcome.OFF, settled_at=at, updated_at=at)


def switch_on(endpoint: WebhookEndpoint) -> None:
    """The caller saves."""
    endpoint.is_active, endpoint.off_reason, endpoint.off_at = True, "", None
    endpoint.failing_since = endpoint.rests_until = None
