"""The candidate's answer, given on the signed page, or recorded for them by a recruiter."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ats.actions import applications, jobs, letters
from ats.actions.offers.guards import NotOpenToAnswer, OfferRefused, expiry_key, lock, tell
from ats.events import OfferAccepted, OfferDeclined
from ats.kernel import timers
from ats.kernel.history import acting
from ats.kernel.languages import small
from ats.models import DeclineKind, JobStatus, Offer, OfferStatus
from ats.policies.applications import OpeningTaken


def accept(*, offer: Offer, signed_name: str, at: datetime, by: Any = None) -> Offer:
    """Accepted: in one transaction the offer is signed, the opening filled and the candidate hired.

    Raises NotOpenToAnswer when it was answered, withdrawn or has expired, OpeningTaken when somebody else fills the
    opening. `by` is None for the candidate.
    """
    with transaction.atomic(), acting(by, "Offer accepted"):
        row = _open_offer(offer, at)
        if not signed_name.strip():
            raise OfferRefused(_("Type your full name to accept."))
        row.status, row.resolved_at, row.signed_name = OfferStatus.ACCEPTED, at, signed_name.strip()
        row.save()
        timers.cancel(key=expiry_key(row))
        letters.sign(row, by=by, at=at)
        tell(OfferAccepted, row, by=by, at=at)
        applications.hire(
            application=row.application, opening=row.opening, start_date=row.terms.start_date, by=by, at=at
        )
        _close_full_job(row, by, at)
    return row


def decline(*, offer: Offer, at: datetime, reason: str = "", kind: str = "", by: Any = None) -> Offer:
    """Declined, with what the candidate tells of why: `kind` is one of DeclineKind or "".

    Raises NotOpenToAnswer like `accept`, OfferRefused for an unknown kind.
    """
    with transaction.atomic(), acting(by, "Offer declined"):
        row = _open_offer(offer, at)
        if kind and kind not in DeclineKind.values:
            raise OfferRefused(_("Choose one of the reasons."))
        row.status, row.resolved_at = OfferStatus.DECLINED, at
        row.decline_reason, row.decline_kind = reason.strip(), kind
        row.save()
        timers.cancel(key=expiry_key(row))
        tell(OfferDeclined, row, by=by, at=at)
    return row


def _open_offer(offer: Offer, at: datetime) -> Offer:
    row = lock(offer.pk)
    if row.is_answered:
        raise NotOpenToAnswer(
            _("This offer has been {status} already.").format(status=small(row.get_status_display())),
            current=row.status,
        )
    if row.has_lost_its_job(at):
        raise OpeningTaken(
            _("{job} is {status} meanwhile, so this offer is no longer open.").format(
                job=row.application.job.name, status=small(row.application.job.get_status_display())
            )
        )
    if not row.is_open_to_answer(at):
        raise NotOpenToAnswer(_why_closed(row), current=row.status)
    return row


def _why_closed(row: Offer) -> str:
    if row.is_withdrawn:
        return _("This offer has been withdrawn.")
    if not row.application.is_active:
        return _("The application is {status}, so its offer is no longer open.").format(
            status=small(row.application.get_status_display())
        )
    return (
        _("This offer has expired.") if row.has_gone_out else _("This offer hasn't been sent, so it can't be answered.")
    )


def _close_full_job(row: Offer, by: Any, at: datetime) -> None:
    """The last opening is filled, so the job is."""
    job = row.application.job
    filled = job.openings.exists() and not job.openings.free().exists()
    if filled and job.takes_applications:
        jobs.close(job=job, outcome=JobStatus.FILLED, reason="All openings are filled", by=by, at=at)
