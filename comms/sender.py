"""The pump's source `comms.send`: what each worker does about messages, on one kept connection of its own."""

import logging
import threading
import time
from datetime import datetime

from django.conf import settings
from django.db.models import Min

from ats.kernel import clock
from comms import retry
from comms.actions import sending
from comms.channels import Channel, Unreachable
from comms.channels.backend import BackendChannel
from comms.channels.smtp import SmtpChannel
from comms.models import WAITING, Message

log = logging.getLogger(__name__)
SMTP_BACKEND = "django.core.mail.backends.smtp.EmailBackend"


class _Line(threading.local):
    """This thread's connection, and until when it rests after the provider could not be reached (monotonic seconds)."""

    channel: Channel | None = None
    rests_until = 0.0
    failures = 0


_line = _Line()


def run(at: datetime) -> int:
    """Send a batch of what is due at `at`; how many messages changed. A provider that is away costs no attempt."""
    channel = _channel()
    if time.monotonic() < _line.rests_until:
        return sending.park(channel.guarantee, at)
    try:
        done = sending.send_due(channel, at)
    except Unreachable as problem:
        _rest(problem)
        return 0
    _line.failures = 0
    return done


def next_due() -> datetime | None:
    """When the next message falls due, by the product's clock; None when none waits or the provider is away."""
    if Message.objects.overrun().exists():
        return clock.now()
    if time.monotonic() < _line.rests_until:
        return None
    return Message.objects.filter(status__in=WAITING).aggregate(first=Min("due_at"))["first"]


def _channel() -> Channel:
    if _line.channel is None:
        _line.channel = SmtpChannel() if settings.EMAIL_BACKEND == SMTP_BACKEND else BackendChannel()
    return _line.channel


def _rest(problem: Unreachable) -> None:
    _line.failures += 1
    pause = min(retry.pause(_line.failures).total_seconds() / 10, 30.0)
    _line.rests_until = time.monotonic() + pause
    log.warning("No mail server at %s; trying again in %.0f s.", problem, pause)
