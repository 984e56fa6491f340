"""New secrets for keys that are in use: for a while the old one and the new one are good, so that no call fails."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from ats.kernel.api import keys, reminders
from ats.kernel.api.models import ApiKey, digest, real_now
from ats.kernel.api.oauth import tokens
from ats.kernel.errors import DomainError
from ats.kernel.history import acting

LONGEST = timedelta(days=90)


class KeyIsOver(DomainError):
    """A revoked or expired key gets no new secret."""

    code = "key-is-over"


class OverlapTooLong(DomainError):
    """Two secrets for longer than LONGEST are no rotation any more."""

    code = "overlap-too-long"


def rotate(*, key: ApiKey, by: Any, at: datetime, overlap: timedelta | None = None) -> str:
    """A new token, shown once. The secret until now stays good for `overlap` (KEY_OVERLAP_DAYS), in real time; one that was
    still good from an earlier rotation ends at once, and without an overlap so do the tokens that were bought with it. `by` is
    None for a command. Raises KeyIsOver, OverlapTooLong."""
    span = timedelta(days=settings.KEY_OVERLAP_DAYS) if overlap is None else overlap
    if not timedelta(0) <= span <= LONGEST:
        raise OverlapTooLong(_("The old secret can stay good for at most {days} days.").format(days=LONGEST.days))
    now, secret = real_now(), keys.fresh_secret()
    with transaction.atomic(), acting(by, "Secret rotated"):
        row = keys.locked(key)
        if not row.is_live(now):
            raise KeyIsOver(_("This key is revoked or has expired. Make a new one."))
        row.previous_hash, row.previous_ends_at, row.previous_used_at = row.secret_hash, now + span, None
        row.secret_hash, row.secret_made_at = digest(secret), at
        row.save()
        if not span:
            tokens.end(row)
        reminders.plan(row, at)
        keys.note("rotated", row, by, at, overlap_hours=round(span.total_seconds() / 3600))
    return keys.token_of(row, secret)


def end_overlap(*, key: ApiKey, by: Any, at: datetime) -> None:
    """The old secret is refused from now on, and with it the tokens that it may have bought: all that there are."""
    with transaction.atomic(), acting(by, "Old secret ended"):
        row = keys.locked(key)
        row.previous_hash, row.previous_ends_at = "", real_now()
        row.save()
        tokens.end(row)
        keys.note("overlap_ended", row, by, at)
