"""A real SMTP server for the tests of sending: it keeps what it takes, and misbehaves when told to."""

import asyncio
import threading
import time
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller

from comms import sender
from tests.copies import free_port


class Catcher:
    """Handler of aiosmtpd. `answers` are given to the next DATA commands instead of 250; "hang up" cuts the line."""

    def __init__(self):
        self.mails, self.answers, self.recipient_answers, self.slow = [], [], [], 0.0

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.recipient_answers:
            return self.recipient_answers.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        answer = self.answers.pop(0) if self.answers else "250 Kept"
        await asyncio.sleep(self.slow)
        if answer == "hang up":
            server.transport.abort()
            return "250 nobody hears this"
        if answer.startswith("250"):
            self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        return answer


@pytest.fixture
def smtp(settings):
    """A running server that the product sends to; gives its Catcher."""
    catcher = Catcher()
    settings.EMAIL_BACKEND = sender.SMTP_BACKEND
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    controller = Controller(catcher, hostname="127.0.0.1", port=settings.EMAIL_PORT)
    controller.start()
    forget_line()
    yield catcher
    forget_line()
    controller.stop()


def forget_line():
    """Every test begins with a connection of its own."""
    if sender._line.channel is not None:
        sender._line.channel.close()
    sender._line.channel, sender._line.rests_until, sender._line.failures = None, 0.0, 0


def wait_until(true, seconds=5.0):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "It did not happen in time."
        time.sleep(0.01)


def in_thread(function):
    """Run `function` on a thread of its own; gives the started thread."""
    thread = threading.Thread(target=function, daemon=True)
    thread.start()
    return thread
