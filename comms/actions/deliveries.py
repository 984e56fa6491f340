"""A message that could not be written when its event came by: written anew, by a person's decision."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from ats.kernel import audit, leases, waking
from ats.kernel.leases import State
from ats.kernel.outbox import Delivery
from comms.needs import WRITES


def retry(*, event_id: UUID, by: Any, at: datetime) -> int:
    """Lay out once more what was quarantined of an event's messages; how many, 0 when somebody was faster."""
    with transaction.atomic():
        count = leases.revive(Delivery.objects.filter(event=event_id, handler__in=list(WRITES), state=State.DEAD))
        audit.record(deed="delivery.replayed", actor=by, outcome="done", at=at, codes={"count": count})
        transaction.on_commit(waking.wake)
    return count
