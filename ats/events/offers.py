"""What happens to offers."""

from dataclasses import dataclass
from uuid import UUID

from ats.kernel.outbox import Event, event


@dataclass(frozen=True, kw_only=True)
class OfferEvent(Event):
    """subject: the offer, in its `version`."""

    application_id: UUID
    version: int


@event("offer.drafted")
@dataclass(frozen=True, kw_only=True)
class OfferDrafted(OfferEvent):
    """subject: the offer. It has its first version."""


@event("offer.revised")
@dataclass(frozen=True, kw_only=True)
class OfferRevised(OfferEvent):
    """subject: the offer. It has new terms, and what was approved before no longer counts."""


@event("offer.submitted")
@dataclass(frozen=True, kw_only=True)
class OfferSubmitted(OfferEvent):
    """subject: the offer. Its approvers are asked."""


@event("offer.approved")
@dataclass(frozen=True, kw_only=True)
class OfferApproved(OfferEvent):
    """subject: the offer. It may be sent."""


@event("offer.returned")
@dataclass(frozen=True, kw_only=True)
class OfferReturned(OfferEvent):
    """The approvers said no or asked for changes; `outcome` is reject or request_changes."""

    outcome: str


@event("offer.sent")
@dataclass(frozen=True, kw_only=True)
class OfferSent(OfferEvent):
    """`template` is the key of the mail's template, empty for the usual one."""

    template: str = ""


@event("offer.extended")
@dataclass(frozen=True, kw_only=True)
class OfferExtended(OfferEvent):
    """subject: the offer. The candidate has more time."""


@event("offer.accepted")
@dataclass(frozen=True, kw_only=True)
class OfferAccepted(OfferEvent):
    """subject: the offer. The candidate is hired by it."""


@event("offer.declined")
@dataclass(frozen=True, kw_only=True)
class OfferDeclined(OfferEvent):
    """subject: the offer. The candidate said no."""


@event("offer.withdrawn")
@dataclass(frozen=True, kw_only=True)
class OfferWithdrawn(OfferEvent):
    """subject: the offer. The company took it back."""


@event("offer.expired")
@dataclass(frozen=True, kw_only=True)
class OfferExpired(OfferEvent):
    """subject: the offer. Its time ran out unanswered."""


@event("offer.fields_changed")
@dataclass(frozen=True, kw_only=True)
class OfferFieldsChanged(OfferEvent):
    """Custom fields, which are no terms."""
