"""What every verb of the offer shares: the lock, the legal move, and what it leaves: event, audit entry, dates."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from ats import extension_points
from ats.actions import recording
from ats.actions.persistence import locked
from ats.events import OfferEvent
from ats.kernel.errors import DomainError, Stale
from ats.kernel.languages import small
from ats.models import Application, Job, Offer
from ats.policies.applications import free_opening, going_on

EXPIRY = "offers.expiry"


class OfferRefused(DomainError):
    """The offer can't be like that, or can't go there."""


class NotOpenToAnswer(Stale):
    """The offer was answered, withdrawn or has expired."""


def lock(offer_id: UUID) -> Offer:
    """The offer, locked after its job and its application (the house's order)."""
    seen = Offer.objects.select_related("application").get(pk=offer_id)
    Job.objects.select_for_update(of=("self",)).get(pk=seen.application.job_id)
    Application.objects.select_for_update(of=("self",)).get(pk=seen.application_id)
    return locked(seen)


def require_move(offer: Offer, status: str) -> None:
    if not offer.may_become(status):
        raise OfferRefused(
            _("This offer is {status}, so that isn't possible now.").format(status=small(offer.get_status_display())),
            status_now=offer.status,
        )


def require_opening(offer: Offer) -> None:
    """See that the offer stands on a free opening of a job that goes on; where none was named, the next free one."""
    job = offer.application.job
    going_on(job)
    offer.opening = free_opening(job, offer.opening)


def tell(kind: type[OfferEvent], offer: Offer, *, by: Any, at: datetime, **codes: Any) -> None:
    """Say what was done to the offer. After any verb another date may count: of this offer, of an older one, or none."""
    happened = kind(
        subject_id=offer.pk,
        occurred_at=at,
        actor_id=by.pk if by else None,
        application_id=offer.application_id,
        version=offer.version,
        **codes,
    )
    recording.tell(happened, offer, by=by)
    extension_points.offer_terms_changed(offer=offer, at=at)


def expiry_key(offer: Offer) -> str:
    return f"{EXPIRY}:{offer.pk}"
