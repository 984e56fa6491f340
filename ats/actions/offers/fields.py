"""Custom fields of an offer. They are no terms: they change in any state, without a new version."""

from datetime import datetime
from typing import Any

from django.db import transaction

from ats.actions.offers.guards import lock, tell
from ats.actions.persistence import change
from ats.events import OfferFieldsChanged
from ats.kernel.history import acting
from ats.models import Offer
from ats.policies import custom_fields as policy


def edit(*, offer: Offer, by: Any, at: datetime, custom_fields: dict[str, Any]) -> Offer:
    """Merge `custom_fields` into those that there are: None takes one away. Raises CustomFieldRefused."""
    with transaction.atomic(), acting(by, "Fields changed"):
        row = lock(offer.pk)
        after = policy.merged("offer", row.custom_fields, custom_fields, by=by, row=row)
        if after != row.custom_fields:
            change(row, custom_fields=after)
            tell(OfferFieldsChanged, row, by=by, at=at)
    return row
