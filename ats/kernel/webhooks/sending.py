"""The pump's source `webhooks.send`: claim one delivery, send it outside any transaction, write down what became of it."""

import time
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models.functions import Now

from ats.kernel import clock, execution
from ats.kernel.integrations import client
from ats.kernel.integrations.addresses import Refused
from ats.kernel.webhooks import endpoints, settling, signing
from ats.kernel.webhooks.events import WebhookTested
from ats.kernel.webhooks.models import (
    SETTLED,
    DeliveryStatus,
    Outcome,
    WebhookAttempt,
    WebhookDelivery,
    WebhookEndpoint,
)
from ats.kernel.webhooks.settling import Result

BATCH = 20
CRASHES = 3
"""The crash that gives it up: something in it may be what kills workers."""
PURGED = 500


def run(at: datetime) -> int:
    """Take up what a dead worker left and send up to BATCH due deliveries; how many rows changed."""
    done = recover(at)
    for _ in range(BATCH):
        if execution.stopping.is_set():
            break
        delivery = claim(at)
        if delivery is None:
            break
        done += 1
        complete(delivery, _try(delivery), at)
    return done


def next_due() -> datetime | None:
    """When the next delivery may go, by the product's clock; now where a worker died over one."""
    if WebhookDelivery.objects.overrun().exists():
        return clock.now()
    return min((each.goes_at for each in WebhookEndpoint.objects.with_ready()), default=None)


def claim(at: datetime) -> WebhookDelivery | None:
    """Take the next due delivery for one attempt, those of sound endpoints first; None when none is due or free."""
    with transaction.atomic():
        delivery = _next(at)
        if delivery is None:
            return None
        delivery.status, delivery.attempt, delivery.tries = (
            DeliveryStatus.SENDING,
            delivery.attempt + 1,
            delivery.tries + 1,
        )
        delivery.leased_until = Now() + timedelta(seconds=2 * settings.WEBHOOK_SECONDS)
        delivery.save(update_fields=["status", "attempt", "tries", "leased_until"])
        WebhookAttempt.objects.create(delivery=delivery, number=delivery.attempt, started_at=at)
    return delivery


def _next(at: datetime) -> WebhookDelivery | None:
    """The oldest due delivery that nobody has, under a lock. Each endpoint's first is looked up in its index, so that a claim
    costs as many look-ups as there are endpoints, however long the queue is."""
    for endpoint in WebhookEndpoint.objects.with_due(at):
        mine = WebhookDelivery.objects.ready().filter(endpoint=endpoint, due_at__lte=at).order_by("due_at", "sequence")
        delivery: WebhookDelivery | None = mine.select_for_update(skip_locked=True, of=("self",)).first()
        if delivery is not None:
            delivery.endpoint = endpoint
            return delivery
    return None


def _try(delivery: WebhookDelivery) -> Result:
    """The network part: no transaction is open here."""
    started = time.monotonic()
    outcome, answer = Outcome.ANSWERED, client.Answer(0)
    try:
        answer = client.post(
            delivery.endpoint.url, delivery.payload.encode(), _headers(delivery), seconds=settings.WEBHOOK_SECONDS
        )
        outcome = _meaning(answer.status)
    except Refused:
        outcome = Outcome.REFUSED
    except client.TooSlow:
        outcome = Outcome.SLOW
    except client.NoAnswer:
        outcome = Outcome.UNREACHABLE
    taken = round((time.monotonic() - started) * 1000)
    return Result(outcome, answer.status or None, taken, answer.headers.get("retry-after", ""))


def _headers(delivery: WebhookDelivery) -> dict[str, str]:
    """The time in them is real time, whatever a demo's clock says: receivers compare it with theirs."""
    secrets = endpoints.live_secrets(delivery.endpoint_id, clock.now())
    signed = signing.headers(
        message_id=delivery.message_id, payload=delivery.payload, signed_at=datetime.now(UTC), secrets=secrets
    )
    return {**signed, "content-type": "application/json", "user-agent": "Waymark-Webhooks/1"}


def _meaning(status: int) -> Outcome:
    if 200 <= status < 300:
        return Outcome.DELIVERED
    if 300 <= status < 400:
        return Outcome.REDIRECTED
    return Outcome.GONE if status == 410 else Outcome.ANSWERED


def complete(delivery: WebhookDelivery, result: Result, at: datetime) -> bool:
    """Write down the end of this attempt and of no other; False when it was taken away meanwhile."""
    with transaction.atomic():
        endpoint = WebhookEndpoint.objects.select_for_update().filter(pk=delivery.endpoint_id).first()
        mine = WebhookDelivery.objects.select_for_update(of=("self",)).filter(
            pk=delivery.pk, attempt=delivery.attempt, status=DeliveryStatus.SENDING
        )
        row = mine.first()
        if endpoint is None or row is None:
            return False
        row.endpoint = endpoint
        WebhookAttempt.objects.filter(delivery=row, number=row.attempt).update(
            outcome=result.outcome, status_code=result.status_code, milliseconds=result.milliseconds
        )
        settling.settle(row, result, at)
        row.save()
    return True


def recover(at: datetime) -> int:
    """Send again what a worker died over: receivers know it by its id. What killed CRASHES of them is given up."""
    with transaction.atomic():
        silent = WebhookDelivery.objects.overrun().select_related("endpoint")
        left = list(silent.select_for_update(skip_locked=True, of=("self",))[:BATCH])
        for row in left:
            row.crashes, row.leased_until, row.reason = row.crashes + 1, None, Outcome.STOPPED
            row.status, row.due_at, row.tries = DeliveryStatus.WAITING, at, row.tries - 1
            if row.crashes >= CRASHES:
                row.status, row.settled_at = DeliveryStatus.FAILED, at
            elif not row.endpoint.is_active and row.event_type != WebhookTested.type:
                row.status, row.settled_at, row.reason = DeliveryStatus.FAILED, at, Outcome.OFF
            row.save()
            WebhookAttempt.objects.filter(delivery=row, number=row.attempt).update(outcome=Outcome.STOPPED)
    return len(left)


def purge(at: datetime) -> int:
    """For the pump: delete a batch of the settled deliveries that are past their time; how many."""
    past = _settled().filter(settled_at__lte=at - _kept()).order_by("settled_at").values("pk")[:PURGED]
    return WebhookDelivery.objects.filter(pk__in=past).delete()[0]


def next_purge() -> datetime | None:
    oldest: datetime | None = _settled().order_by("settled_at").values_list("settled_at", flat=True).first()
    return oldest + _kept() if oldest else None


def _settled() -> "models.QuerySet[WebhookDelivery]":
    return WebhookDelivery.objects.filter(status__in=SETTLED)


def _kept() -> timedelta:
    return timedelta(days=settings.WEBHOOK_LOG_DAYS)
