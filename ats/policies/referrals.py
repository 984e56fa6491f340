"""What a colleague may refer: nobody twice, not themselves, and not the whole address book in a day."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from ats.kernel.errors import DomainError
from ats.models import Job, Referral
from ats.models.contact import email_indexes

DAY = timedelta(days=1)


class ReferralRefused(DomainError):
    """Somebody refers themselves, or says nothing."""

    code = "referral-refused"


class AlreadyReferred(DomainError):
    """The same colleague has referred this address for this job before. What others did is never said."""

    status = 409
    code = "already-referred"


class TooManyReferrals(DomainError):
    """More in a day than people know well enough to recommend."""

    status = 429
    code = "too-many-referrals"


def require(*, by: Any, job: Job, email: str, reason: str, at: datetime) -> None:
    """Raises ReferralRefused, TooManyReferrals or AlreadyReferred; each speaks of the colleague's own deeds only."""
    if not reason.strip():
        raise ReferralRefused(_("Say why you recommend them. The people who hire read it."))
    if email == (by.email or "").strip().lower():
        raise ReferralRefused(_("This is your own address. To apply yourself, use the careers site."))
    mine = Referral.objects.filter(referred_by=by)
    if mine.filter(created_at__gt=at - DAY).count() >= settings.REFERRALS_PER_DAY:
        raise TooManyReferrals(_("You referred many people today. Please go on tomorrow."))
    if mine.filter(job=job, email_index=email_indexes(email)[0]).exists():
        raise AlreadyReferred(_("You have referred this person for this job already."))
