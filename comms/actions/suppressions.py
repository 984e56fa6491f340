"""Suppressing an address: nothing goes there any more, and what waits for it is cancelled with it."""

from datetime import datetime
from typing import Any

from django.db import transaction

from ats.kernel.history import acting
from comms import policies
from comms.actions import stopping
from comms.models import Suppression


def suppress(*, address: str, by: Any, at: datetime, reason: str) -> Suppression:
    """Keep the fingerprint of `address`; the first reason to suppress it stays. `reason` has at most 40 characters."""
    with transaction.atomic(), acting(by, f"Suppressed: {reason}"):
        row, _ = Suppression.objects.get_or_create(
            address_index=policies.address_index(address), defaults={"reason": reason, "since": at, "created_at": at}
        )
        stopping.stop_address(address=address, at=at, reason=f"The address is suppressed: {row.reason}.")
    return row
