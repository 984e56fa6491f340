"""From an event to its deliveries: the outbox brings each event round once, and in the order of its subject."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from ats.kernel import waking
from ats.kernel.outbox import Event, StoredEvent, handles
from ats.kernel.prepared import Prepared
from ats.kernel.webhooks.events import WebhookTested
from ats.kernel.webhooks.models import OPEN, WebhookDelivery, WebhookEndpoint


def wanted(event_type: str) -> bool:
    """Whether any endpoint asks for events of this type."""
    return bool(WANTING(event_type))


WANTING = Prepared(lambda event_type: WebhookEndpoint.objects.wanting(event_type).values_list("pk", flat=True)[:1], str)


@handles(Event, name="webhooks.lay_out", wanted=wanted)
def tell_endpoints(event: Event, *, event_id: UUID, at: datetime) -> None:
    """Locked, so that nothing is laid out for an endpoint that is being switched off."""
    wanting = WebhookEndpoint.objects.wanting(event.type).select_for_update(no_key=True, of=("self",))
    lay_out(StoredEvent.objects.get(pk=event_id), wanting, at=at)


def lay_out(event: StoredEvent, endpoints: Iterable[WebhookEndpoint], *, at: datetime) -> list[WebhookDelivery]:
    """A delivery of `event` for each endpoint, unless it has one already; runs in the caller's transaction."""
    payload, is_test, endpoints = payload_of(event), event.type == WebhookTested.type, list(endpoints)
    ahead = _ahead(event, endpoints)
    made = WebhookDelivery.objects.bulk_create(
        [
            WebhookDelivery(
                endpoint=endpoint,
                event=event,
                event_type=event.type,
                subject_id=event.pk if is_test else event.subject_id,  # one test waits for no other
                sequence=event.sequence,
                payload=payload,
                due_at=max(at, ahead.get(endpoint.pk, at)),
            )
            for endpoint in endpoints
        ],
        ignore_conflicts=True,
    )
    transaction.on_commit(waking.wake)
    return list(made)


def _ahead(event: StoredEvent, endpoints: Iterable[WebhookEndpoint]) -> dict[UUID, datetime]:
    """By endpoint, when what waits there for the same subject is due: what comes behind it is due no earlier."""
    waiting = WebhookDelivery.objects.filter(endpoint__in=endpoints, subject_id=event.subject_id, status__in=OPEN)
    return dict(waiting.order_by().values_list("endpoint_id").annotate(latest=Max("due_at")))


def payload_of(event: StoredEvent) -> str:
    """The words that go out: what the event log says of the event, and nothing that a row says today."""
    data: dict[str, Any] = {
        **event.data,
        "event_id": str(event.pk),
        "schema": event.schema,
        "subject_type": event.subject_type,
        "subject_id": str(event.subject_id),
        "actor_id": str(event.actor_id) if event.actor_id else None,
        "origin": event.origin,
    }
    timestamp = event.occurred_at.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return json.dumps({"type": event.type, "timestamp": timestamp, "data": data}, separators=(",", ":"))
