"""Events: what happened, written in the transaction in which it happened, and brought to whoever reacts to it.

    @event("application.received")
    class ApplicationReceived(Event):
        candidate_id: UUID

    emit(ApplicationReceived(subject_id=application.id, candidate_id=candidate.id, occurred_at=at))

    @handles(ApplicationReceived, name="comms.acknowledge")
    def acknowledge(event, *, event_id, at): ...

Each (event, handler) takes effect exactly once; one subject's events reach a handler in order.
"""

from ats.kernel.outbox.emitting import emit, emit_all
from ats.kernel.outbox.events import IMPORT, LIVE, Event, NotPermitted, event, registry
from ats.kernel.outbox.handling import handles
from ats.kernel.outbox.models import Delivery
from ats.kernel.outbox.models import Event as StoredEvent

__all__ = [
    "IMPORT",
    "LIVE",
    "Delivery",
    "Event",
    "NotPermitted",
    "StoredEvent",
    "emit",
    "emit_all",
    "event",
    "handles",
    "registry",
]
