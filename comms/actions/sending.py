"""The sender: claim one message, hand it over outside any transaction, and write down what became of it.

One message is claimed at a time, so that a crash leaves at most one per connection in doubt. The lease is counted by
the database's clock; every completion names its attempt, so a sender that came back too late changes nothing.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext_noop

from ats.actions.persistence import change
from ats.kernel import audit, execution, leases
from ats.kernel.languages import kept_words
from comms import policies, retry
from comms.actions import suppressions
from comms.channels import Channel, Doubtful, Guarantee, Refused, TryAgain
from comms.models import Message, MessageStatus

LEASE = timedelta(seconds=30)
DEADLINE_SECONDS = LEASE.total_seconds() / 2
CRASHES_ALLOWED = 3
NO_SUCH_ADDRESS = gettext_noop("the mail server says it does not exist")
BATCH = 100


def send_due(channel: Channel, at: datetime, *, limit: int = 20) -> int:
    """Park what was in flight in a crash and send up to `limit` due messages; how many rows changed.

    After SIGTERM nothing new is claimed. Raises Unreachable when the provider can't be reached; no message is claimed then.
    """
    done = park(channel.guarantee, at)
    for _ in range(limit):
        if execution.stopping.is_set() or not Message.objects.due(at).exists():
            break
        channel.open()
        message = claim(at)
        if message is None:
            break
        done += 1
        if message.status == MessageStatus.SENDING:
            _send(channel, message, at)
    return done


def claim(at: datetime) -> Message | None:
    """Take the next due message for one attempt; checked again under its lock, it may come back suppressed or dead.

    None when no other message is due or free.
    """
    with transaction.atomic():
        leases.in_index_order()
        message = Message.objects.due(at).select_for_update(skip_locked=True, of=("self",)).order_by("due_at").first()
        if message is None:
            return None
        with kept_words():
            reason = policies.why_not(message)
        if reason:
            return _settle(message, MessageStatus.SUPPRESSED, reason)
        if retry.is_spent(tries=message.tries, planned=message.send_at, at=at):
            return _settle(
                message, MessageStatus.DEAD, message.status_reason or gettext_noop("It was never taken in time.")
            )
        _take(message)
    return message


def _take(message: Message) -> None:
    message.become(MessageStatus.SENDING)
    message.attempt, message.tries, message.leased_until = message.attempt + 1, message.tries + 1, Now() + LEASE
    message.save(update_fields=["status", "status_reason", "attempt", "tries", "leased_until"])


def park(guarantee: Guarantee, at: datetime) -> int:
    """Settle what a crashed sender left behind: again where that is harmless, else in doubt for a person to decide."""
    with transaction.atomic():
        left = list(Message.objects.overrun().select_for_update(skip_locked=True, of=("self",))[:BATCH])
        for message in left:
            _park(message, guarantee, at)
    return len(left)


def _park(message: Message, guarantee: Guarantee, at: datetime) -> None:
    harmless = message.harmless_twice or guarantee is Guarantee.IDEMPOTENT
    if harmless and message.tries < CRASHES_ALLOWED:
        _settle(
            message,
            MessageStatus.QUEUED,
            gettext_noop("The sender stopped in mid-sending; sent again, since that does no harm."),
            due_at=at,
        )
        return
    _settle(message, MessageStatus.IN_DOUBT, gettext_noop("The sender stopped while the mail server had the message."))
    audit.record(
        deed="message.in_doubt",
        actor=None,
        subject_type="message",
        subject_id=message.pk,
        outcome="done",
        at=at,
        codes={"purpose": message.purpose, "attempt": message.attempt},
    )


def _settle(message: Message, status: str, reason: str, **changes: Any) -> Message:
    message.become(status, reason)
    change(message, status=message.status, status_reason=message.status_reason, leased_until=None, **changes)
    return message


def _send(channel: Channel, message: Message, at: datetime) -> None:
    """The network part: no transaction is open here."""
    try:
        channel.send(message, seconds=DEADLINE_SECONDS)
    except TryAgain as problem:
        _try_again(message, str(problem), at)
    except Refused as problem:
        _give_up(message, problem, at)
    except Doubtful as problem:
        _complete(message, MessageStatus.IN_DOUBT, str(problem), at)
    except ValueError as problem:
        _complete(message, MessageStatus.DEAD, f"It can't be written as a mail: {problem}", at)
    else:
        _complete(message, MessageStatus.SENT, "", at, sent_at=at)


def _try_again(message: Message, reason: str, at: datetime) -> None:
    if retry.is_spent(tries=message.tries, planned=message.send_at, at=at):
        _complete(message, MessageStatus.DEAD, reason, at)
    else:
        _complete(message, MessageStatus.FAILED, reason, at, due_at=at + retry.pause(message.tries))


def _give_up(message: Message, problem: Refused, at: datetime) -> None:
    with transaction.atomic():
        if problem.address_is_dead:
            suppressions.suppress(address=message.to_address, by=None, at=at, reason=NO_SUCH_ADDRESS)
        _complete(message, MessageStatus.DEAD, str(problem), at)


def _complete(message: Message, status: str, reason: str, at: datetime, **changes: object) -> bool:
    """Write the outcome of this attempt and of no other; False when the attempt was taken away meanwhile."""
    mine = Message.objects.filter(pk=message.pk, attempt=message.attempt, status=message.status)
    message.become(status, reason)
    outcome = {"status": message.status, "status_reason": message.status_reason, **changes}
    return bool(mine.update(leased_until=None, updated_at=at, **outcome))
