"""Bringing events to their handlers: claim, execute, mark, one transaction per event and handler."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db.models import Count, Exists, OuterRef, QuerySet

from ats.kernel import execution, leases
from ats.kernel.history import acting
from ats.kernel.leases import State
from ats.kernel.outbox import handling
from ats.kernel.outbox.models import Delivery

BATCH = 20
"""Small, since whatever a dying worker held waits for its lease."""


def run(at: datetime) -> int:
    """Deliver one batch; how many deliveries were tried."""
    return execution.run(_ready(), BATCH, lambda deliveries: _one_by_one(deliveries, at))


def next_due() -> datetime | None:
    """When the oldest event happened that still has to reach a handler now; None when nothing is left to do at once."""
    waiting = Delivery.objects.due_now().filter(handler__in=handling.names())
    return waiting.order_by("sequence").values_list("event__occurred_at", flat=True).first()


def tally() -> dict[str, int]:
    """How many deliveries each handler has had."""
    done = Delivery.objects.filter(state=State.DONE).order_by("handler").values("handler").annotate(count=Count("pk"))
    return {row["handler"]: row["count"] for row in done}


def _ready() -> QuerySet[Delivery]:
    """Deliveries that no earlier one of the same handler and subject holds back; live ones, then imported ones."""
    earlier = Delivery.objects.filter(
        handler=OuterRef("handler"),
        subject_id=OuterRef("subject_id"),
        sequence__lt=OuterRef("sequence"),
        state=State.WAITING,
    )
    known = Delivery.objects.filter(handler__in=handling.names())
    return known.filter(~Exists(earlier)).select_related("event").order_by("bulk", "sequence")


def _one_by_one(deliveries: list[Delivery], at: datetime) -> None:
    for delivery in execution.each(deliveries):
        execution.attempt([delivery], lambda rows: _handle(rows[0], at))


def _handle(delivery: Delivery, at: datetime) -> None:
    handler = handling.handler(delivery.handler)
    assert handler is not None, "only deliveries of known handlers are claimed"
    event_id: UUID = delivery.event_id
    with acting(_actor(delivery.event.actor_id), handler.name):
        handler.run(handling.event_of(delivery.event), event_id=event_id, at=at)
    leases.finish([delivery], State.DONE, done_at=at)


def _actor(user_id: UUID | None) -> Any:
    """Who caused the event, so that history written by its handlers names them; None for the system."""
    return get_user_model()._default_manager.filter(pk=user_id).first() if user_id else None
