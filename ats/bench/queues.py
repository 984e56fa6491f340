"""How fast work is taken off a long queue by one worker, and whether that stays so: dead rows pile up at a queue's head.

Both are measured whole, from the claim to the mark that it is done: events brought to a handler that has nothing to do, and
webhooks without the call to the receiver.
"""

import time
from collections.abc import Callable
from datetime import datetime
from uuid import uuid4

from ats.kernel.history import bulk_create_with_history
from ats.kernel.leases import State
from ats.kernel.outbox import Delivery, StoredEvent, delivering
from ats.kernel.webhooks import sending
from ats.kernel.webhooks.events import WebhookEndpointDisabled
from ats.kernel.webhooks.models import Outcome, WebhookDelivery, WebhookEndpoint
from ats.kernel.webhooks.settling import Result
from ats.models import Application

LONG, SECONDS, ENDPOINTS = 20_000, 6, 10
HANDLER = "webhooks.lay_out"
BATCH = 2_000


def rates(at: datetime, *, long: int = LONG, seconds: int = SECONDS) -> dict[str, float]:
    """Pieces of work a second, in the first and in the last of `seconds` seconds, on queues of `long` rows.

    Raises RuntimeError where a handler failed: what fails is no work. Leaves its rows behind, for a database that is thrown
    away.
    """
    events = _events(long, at)
    Delivery.objects.filter(state=State.WAITING).update(state=State.DONE)  # what building the company left to do
    Delivery.objects.bulk_create(
        [Delivery(event=each, handler=HANDLER, subject_id=each.subject_id, sequence=each.sequence) for each in events],
        BATCH,
    )
    found = _first_and_last("events", lambda: delivering.run(at), seconds)
    if Delivery.objects.filter(failures__gt=0, handler=HANDLER).exists():
        raise RuntimeError("Events could not be handled.")
    _webhooks(events, at)
    return found | _first_and_last("webhooks", lambda: _one_webhook(at), seconds)


def _first_and_last(name: str, work: Callable[[], int], seconds: int) -> dict[str, float]:
    began = time.perf_counter()
    done, marks = 0, []
    while len(marks) < seconds and (tried := work()):
        done += tried
        if time.perf_counter() - began > len(marks) + 1:
            marks.append(done)
    each = [now - before for before, now in zip([0, *marks], marks, strict=False)]
    return {f"{name}, second {n + 1}": float(each[n]) for n in (0, len(each) - 1)} if each else {}


def _events(count: int, at: datetime) -> list[StoredEvent]:
    subjects = Application.objects.order_by("pk").values_list("pk", flat=True)[:count]
    return StoredEvent.objects.bulk_create(
        [
            StoredEvent(
                type=WebhookEndpointDisabled.type,
                subject_type="webhook",
                subject_id=pk,
                occurred_at=at,
                data={"reason": "gone"},
            )
            for pk in subjects
        ],
        BATCH,
    )


def _webhooks(events: list[StoredEvent], at: datetime) -> None:
    endpoints = [WebhookEndpoint(id=uuid4(), url=f"https://receiver{n}.bench.example/") for n in range(ENDPOINTS)]
    bulk_create_with_history(endpoints, by=None, reason="Measuring", at=at)
    WebhookDelivery.objects.bulk_create(
        [
            WebhookDelivery(
                id=uuid4(),
                endpoint=endpoints[n % ENDPOINTS],
                event=event,
                event_type=event.type,
                subject_id=event.subject_id,
                sequence=event.sequence,
                payload="{}",
                due_at=at,
                created_at=at,
                updated_at=at,
            )
            for n, event in enumerate(events)
        ],
        BATCH,
    )


def _one_webhook(at: datetime) -> int:
    delivery = sending.claim(at)
    if delivery is None:
        return 0
    sending.complete(delivery, Result(Outcome.DELIVERED, 200, 1), at)
    return 1
