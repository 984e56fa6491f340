"""Cancelling what waits and may no longer go out, in the very transaction that changed why (reliability, rule 16).

A message that a sender has claimed meanwhile had left before; whatever is claimed later is asked again and held back.
"""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_noop

from ats.models import Candidate
from comms import policies
from comms.models import Message, MessageStatus


def stop(rows: Any, *, at: datetime, reason: str) -> int:
    """Cancel those of `rows` that wait; how many there were. Locked in one order, so that two never wait for each other."""
    waiting = list(rows.waiting().select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))
    chosen = Message.objects.filter(pk__in=waiting)
    return int(chosen.update(status=MessageStatus.CANCELLED, status_reason=reason[:300], updated_at=at))


def stop_candidate(*, candidate: Candidate, at: datetime, reason: str) -> int:
    """Cancel everything that waits for `candidate`; call it with the candidate's row locked."""
    return stop(Message.objects.filter(candidate=candidate), at=at, reason=reason)


def stop_address(*, address: str, at: datetime, reason: str) -> int:
    """Cancel everything that waits for `address`, to whomever it belongs."""
    return stop(Message.objects.filter(address_index=policies.address_index(address)), at=at, reason=reason)


def contact_changed(*, candidate: Candidate, by: Any, at: datetime) -> None:
    """The candidate is to be contacted no more, or again. Registered on `ats.extension_points`."""
    if candidate.do_not_contact:
        stop_candidate(candidate=candidate, at=at, reason=policies.DO_NOT_CONTACT)


def backup_restored(*, made_at: datetime, at: datetime) -> None:
    """What was to go out between the making of a backup and its return may have gone out: a person decides, nobody is
    written to twice. Registered on `ats.extension_points`."""
    waiting = Message.objects.waiting().filter(due_at__lte=at) | Message.objects.filter(status=MessageStatus.SENDING)
    reason = gettext_noop("A backup was put back; it may have gone out since that was made.")
    waiting.update(status=MessageStatus.IN_DOUBT, status_reason=reason, leased_until=None, updated_at=at)
