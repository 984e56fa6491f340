"""Writing an event and its deliveries into the transaction of whoever emits it."""

from collections.abc import Sequence

from django.db import transaction

from ats.kernel import waking
from ats.kernel.outbox.events import IMPORT, Event
from ats.kernel.outbox.handling import handlers_of
from ats.kernel.outbox.models import Delivery
from ats.kernel.outbox.models import Event as StoredEvent

BATCH = 1000


def emit(event: Event) -> StoredEvent:
    """Record that `event` happened, for every handler of its type, in the present transaction.

    Lock the subject's row first (as every action does): that is what makes the order of the log the order of commits
    for one subject. Raises TransactionManagementError outside a transaction: an event must not outlive a change that
    is rolled back, nor be lost when the change stays.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("emit() belongs into the transaction of the change it tells of.")
    stored = _stored(event)
    stored.save(force_insert=True)
    deliver(stored, [handler.name for handler in handlers_of(type(event), event.origin)])
    return stored


def emit_all(events: Sequence[Event]) -> None:
    """Record many events, in their order, as imports do: set by set instead of one by one. Whether anybody wants them is
    asked once for each type.

    Raises TransactionManagementError outside a transaction, as `emit` does.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("emit_all() belongs into the transaction of what it tells of.")
    for start in range(0, len(events), BATCH):
        some = events[start : start + BATCH]
        stored = StoredEvent.objects.bulk_create([_stored(event) for event in some])
        followed = {kind: handlers_of(*kind) for kind in {(type(event), event.origin) for event in some}}
        deliver_all(
            [
                (row, handler.name)
                for event, row in zip(some, stored, strict=True)
                for handler in followed[type(event), event.origin]
            ]
        )


def _stored(event: Event) -> StoredEvent:
    return StoredEvent(
        type=event.type,
        schema=event.schema,
        subject_type=event.subject_type,
        subject_id=event.subject_id,
        data=event.data(),
        occurred_at=event.occurred_at,
        origin=event.origin,
        actor_id=event.actor_id,
    )


def deliver(event: StoredEvent, handlers: list[str]) -> None:
    """Lay out `event` for the handlers of these names and wake a worker once all this is committed."""
    deliver_all([(event, name) for name in handlers])


def deliver_all(pairs: Sequence[tuple[StoredEvent, str]]) -> None:
    """The same for many events, each with the name of a handler, in one statement."""
    if not pairs:
        return
    Delivery.objects.bulk_create(
        Delivery(
            event=event,
            handler=name,
            subject_id=event.subject_id,
            sequence=event.sequence,
            bulk=event.origin == IMPORT,
        )
        for event, name in pairs
    )
    transaction.on_commit(waking.wake)
