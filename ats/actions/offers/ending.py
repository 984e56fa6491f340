"""An offer that ends without the candidate's answer."""

from datetime import datetime
from typing import Any

from django.db import transaction

from ats.actions.offers.guards import expiry_key, lock, require_move, tell
from ats.events import OfferExpired, OfferWithdrawn
from ats.kernel import approvals, timers
from ats.kernel.history import acting
from ats.models import Offer, OfferStatus


def withdraw(*, offer: Offer, by: Any, at: datetime, reason: str = "") -> Offer:
    """Take the offer back, with whatever approval it waits for."""
    with transaction.atomic(), acting(by, f"Offer withdrawn: {reason}" if reason else "Offer withdrawn"):
        row = lock(offer.pk)
        require_move(row, OfferStatus.WITHDRAWN)
        approvals.cancel("offer", row.pk, by=by, at=at)
        timers.cancel(key=expiry_key(row))
        row.status, row.resolved_at, row.withdrawal_reason = OfferStatus.WITHDRAWN, at, reason
        row.save()
        tell(OfferWithdrawn, row, by=by, at=at)
    return row


def expire(*, offer: Offer, at: datetime) -> bool:
    """End a sent offer whose time is over; False, and nothing done, where there is nothing to end."""
    with transaction.atomic(), acting(None, "Offer expired"):
        row = lock(offer.pk)
        if not row.is_sent or not row.is_overdue(at):
            return False
        row.status, row.resolved_at = OfferStatus.EXPIRED, at
        row.save()
        tell(OfferExpired, row, by=None, at=at)
    return True
