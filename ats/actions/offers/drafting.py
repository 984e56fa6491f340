"""Drafting an offer and changing its terms; a change of terms is a new version and needs a new approval."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypedDict

from django.db import transaction
from django.utils.translation import gettext as _

from ats.actions.offers.guards import OfferRefused, expiry_key, lock, tell
from ats.actions.persistence import locked
from ats.events import OfferDrafted, OfferRevised
from ats.kernel import approvals, timers
from ats.kernel.history import acting
from ats.kernel.languages import small
from ats.models import Application, ApplicationStatus, Job, Offer, OfferStatus, OfferVersion, Opening, moments
from ats.models.offer import LIVE_OFFER
from ats.policies import custom_fields as policy
from ats.policies.applications import free_opening, going_on


class Terms(TypedDict, total=False):
    """What an offer says; amounts in the salary's currency, per the salary's unit."""

    salary_amount: Decimal
    salary_currency: str
    salary_unit: str
    bonus: str
    equity: str
    start_date: date | None


TERMS = ("salary_amount", "salary_currency", "salary_unit", "bonus", "equity", "start_date")


def draft(
    *,
    application: Application,
    by: Any,
    at: datetime,
    opening: Opening | None = None,
    expires_at: datetime | None = None,
    custom_fields: dict[str, Any] | None = None,
    **terms: Any,
) -> Offer:
    """A new offer in version 1. Without `opening` the job's next free one is taken.

    Raises OpeningTaken when none is free, JobOver when the job is filled, closed or cancelled.
    """
    with transaction.atomic(), acting(by, "Offer drafted"):
        job = Job.objects.select_for_update(of=("self",)).get(pk=application.job_id)
        row = locked(application)
        _check_application(row)
        terms.setdefault("salary_currency", job.pay_currency)
        terms.setdefault("salary_unit", job.pay_unit)
        _check_terms(terms, expires_at, at)
        offer = Offer.objects.create(
            application=row,
            opening=free_opening(job, opening),
            expires_at=expires_at,
            custom_fields=policy.merged("offer", {}, custom_fields or {}, by=by),
            created_at=at,
        )
        OfferVersion.objects.create(offer=offer, number=1, created_by=by, created_at=at, **terms)
        tell(OfferDrafted, offer, by=by, at=at)
    return offer


def revise(*, offer: Offer, by: Any, at: datetime, expires_at: datetime | None = None, **changes: Any) -> Offer:
    """Change terms of an offer that the candidate doesn't have yet; what is left out stays.

    It becomes a draft again, whatever approval it had or waited for. The old version stays as it was.
    """
    with transaction.atomic(), acting(by, "Terms changed"):
        row = lock(offer.pk)
        if row.status == OfferStatus.SENT:
            raise OfferRefused(_("The candidate has this offer in hand. Withdraw it first, then draft a new one."))
        if row.status != OfferStatus.DRAFT and not row.may_become(OfferStatus.DRAFT):
            raise OfferRefused(
                _("This offer is {status}, so its terms stay as they are.").format(
                    status=small(row.get_status_display())
                )
            )
        _check_application(row.application, besides=row)
        before = row.terms
        terms = {name: changes.get(name, getattr(before, name)) for name in TERMS}
        _check_terms(terms, expires_at, at)
        OfferVersion.objects.create(offer=row, number=row.version + 1, created_by=by, created_at=at, **terms)
        _back_to_draft(row, by, at, expires_at)
        tell(OfferRevised, row, by=by, at=at)
    return row


def _back_to_draft(row: Offer, by: Any, at: datetime, expires_at: datetime | None) -> None:
    approvals.cancel("offer", row.pk, by=by, at=at)
    timers.cancel(key=expiry_key(row))
    row.version += 1
    row.status, row.approved_version, row.resolved_at = OfferStatus.DRAFT, None, None
    row.expires_at = expires_at or row.expires_at
    row.save()


def _check_application(application: Application, besides: Offer | None = None) -> None:
    if application.status != ApplicationStatus.ACTIVE:
        raise OfferRefused(_("This application is over, so no offer can be made for it."))
    going_on(application.job)
    others = Offer.objects.filter(application=application, status__in=LIVE_OFFER)
    if others.exclude(pk=besides.pk if besides else None).exists():
        raise OfferRefused(_("There is an offer for this application already. Revise it or withdraw it."))


def _check_terms(terms: dict[str, Any], expires_at: datetime | None, at: datetime) -> None:
    unknown = set(terms) - set(TERMS)
    if unknown:
        raise OfferRefused(_("An offer has no {fields}.").format(fields=", ".join(sorted(unknown))))
    if not terms.get("salary_amount") or terms["salary_amount"] <= 0:
        raise OfferRefused(_("Give a salary above zero."))
    moments.plausible(start_date=terms.get("start_date"), expires_at=expires_at)
    if expires_at is not None and expires_at <= at:
        raise OfferRefused(_("The offer would expire in the past. Choose a later time."))
