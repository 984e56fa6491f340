"""The head of a queue is found by walking its index, also where the statistics know of no queue."""

import uuid
from typing import Any

import pytest
from django.db import connection, transaction

from ats.kernel import leases
from ats.kernel.outbox import delivering
from ats.kernel.outbox.models import Delivery, Event

LONG = 3000


@pytest.fixture
def sudden_queue(db: Any, at: Any) -> None:
    """So many deliveries since the statistics were taken."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE kernel_delivery; ANALYZE kernel_event")
    events = Event.objects.bulk_create(
        Event(type="queue.tested", subject_type="x", subject_id=uuid.uuid4(), occurred_at=at) for _ in range(LONG)
    )
    Delivery.objects.bulk_create(
        Delivery(event=event, handler="queue.tested", subject_id=event.subject_id, sequence=event.sequence)
        for event in events
    )


def plan_of_claim(monkeypatch: Any) -> str:
    monkeypatch.setattr(delivering.handling, "names", lambda: ["queue.tested"])
    plans: list[str] = []

    def explained(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if "SKIP LOCKED" in sql:
            with transaction.get_connection().connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN {sql}", params)
                plans.append("\n".join(line for (line,) in cursor.fetchall()))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(explained):
        assert len(leases.claim(delivering._ready(), 20)) == 20
    return plans[0]


def test_a_sudden_queue_is_not_sorted_for_each_claim(sudden_queue: None, monkeypatch: Any) -> None:
    plan = plan_of_claim(monkeypatch)
    assert "delivery_waiting" in plan and "Sort" not in plan, plan
