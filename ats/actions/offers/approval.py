"""The offer and its approval."""

from datetime import datetime
from typing import Any

from django.db import transaction

from ats.actions.offers.guards import lock, require_move, require_opening, tell
from ats.events import OfferApproved, OfferReturned, OfferSubmitted
from ats.kernel import approvals
from ats.kernel.approvals.models import ApprovalRequest, RequestStatus
from ats.kernel.history import acting
from ats.models import Offer, OfferStatus
from ats.policies.approvals import answerable

FLOW = "offer"


def submit(*, offer: Offer, by: Any, at: datetime, note: str = "") -> Offer:
    """Ask for the approval of the terms as they stand.

    Raises NobodyToAsk, OpeningTaken when no opening is free, JobOver when the job is filled, closed or cancelled.
    """
    with transaction.atomic(), acting(by, note or "Offer submitted"):
        row = lock(offer.pk)
        require_move(row, OfferStatus.PENDING_APPROVAL)
        require_opening(row)
        row.status = OfferStatus.PENDING_APPROVAL
        row.save()
        tell(OfferSubmitted, row, by=by, at=at)
        asked = approvals.request(
            flow=FLOW, subject_type="offer", subject_id=row.pk, version=row.version, by=by, at=at, note=note
        )
        answerable(asked)
        row.refresh_from_db()
    return row


def decided(offer: Offer, *, request: ApprovalRequest, by: Any, at: datetime) -> None:
    """What the decision means for the offer; runs in the deciding transaction, with the offer locked."""
    if request.status == RequestStatus.APPROVED:
        require_move(offer, OfferStatus.APPROVED)
        offer.status, offer.approved_version = OfferStatus.APPROVED, request.version
        offer.save()
        tell(OfferApproved, offer, by=by, at=at)
    else:
        require_move(offer, OfferStatus.DRAFT)
        offer.status = OfferStatus.DRAFT
        offer.save()
        tell(OfferReturned, offer, by=by, at=at, outcome=request.decision)
