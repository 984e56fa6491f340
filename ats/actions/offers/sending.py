"""Putting an approved offer into the candidate's hands, and giving them more time."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ats import extension_points
from ats.actions import letters
from ats.actions.offers.guards import EXPIRY, OfferRefused, expiry_key, lock, require_move, require_opening, tell
from ats.events import OfferExtended, OfferSent
from ats.kernel import timers
from ats.kernel.history import acting
from ats.kernel.languages import small
from ats.models import ApplicationStatus, Offer, OfferStatus, moments
from ats.policies.applications import going_on, sending


def send(*, offer: Offer, by: Any, at: datetime, expires_at: datetime | None = None, template: str = "") -> Offer:
    """Send the approved offer; the candidate may answer until it expires.

    `template` is the key of the mail's template, empty for the usual one. Raises JobOver while the job is on hold or when
    it is over, OpeningTaken when somebody else fills the opening.
    """
    with transaction.atomic(), acting(by, "Offer sent"):
        row = lock(offer.pk)
        require_move(row, OfferStatus.SENT)
        _check(row, expires_at, at)
        extension_points.offer_goes_out(offer=row, at=at)
        extension_points.offer_wording(template=template)
        row.status, row.sent_at, row.expires_at = OfferStatus.SENT, at, expires_at or row.expires_at
        row.save()
        _arm(row)
        letters.write(row, by=by, at=at)
        tell(OfferSent, row, by=by, at=at, template=template)
    return row


def extend(*, offer: Offer, expires_at: datetime, by: Any, at: datetime, reason: str = "") -> Offer:
    """Move the expiry of an offer that is out; the timer for the old time never fires."""
    with transaction.atomic(), acting(by, f"Offer extended: {reason}" if reason else "Offer extended"):
        row = lock(offer.pk)
        if row.status != OfferStatus.SENT:
            raise OfferRefused(
                _("This offer is {status}; only a sent one can be extended.").format(
                    status=small(row.get_status_display())
                )
            )
        moments.plausible(expires_at=expires_at)
        if expires_at <= at:
            raise OfferRefused(_("The new time lies in the past. Choose a later one."))
        going_on(row.application.job)
        row.expires_at = expires_at
        row.save()
        _arm(row)
        tell(OfferExtended, row, by=by, at=at)
    return row


def _check(row: Offer, expires_at: datetime | None, at: datetime) -> None:
    until = expires_at or row.expires_at
    if until is None:
        raise OfferRefused(_("Say until when the candidate may answer."))
    moments.plausible(expires_at=until)
    if until <= at:
        raise OfferRefused(_("The offer would have expired already. Choose a later time."))
    if row.application.status != ApplicationStatus.ACTIVE:
        raise OfferRefused(_("This application is over, so its offer can't be sent."))
    sending(row.application.job)
    require_opening(row)


def _arm(row: Offer) -> None:
    timers.arm(kind=EXPIRY, key=expiry_key(row), due_at=row.expires_at, subject_id=row.pk, version=row.version)
