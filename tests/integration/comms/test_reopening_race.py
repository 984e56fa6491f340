"""A rejection falls due while the recruiter takes the person up again: from outside, in both orders and at once.

What must hold however they meet: an answer that names no rejection as out is never followed by one.
"""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client

from ats.models import RejectionReason
from comms import sender
from comms.actions import sending
from comms.channels.smtp import SmtpChannel
from comms.models import Message, MessageStatus
from milestones.actions import applications
from tests.factories.milestones import House
from tests.integration.comms.conftest import in_thread

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.requirement("CM-2.4")]
ROUNDS = 12


@pytest.fixture
def house(at, smtp):
    return House(at)


@pytest.fixture
def recruiter(house):
    client = Client()
    client.force_login(house.recruiter)
    return client


@pytest.fixture
def due(at):
    return at + timedelta(hours=20)


@pytest.fixture
def rejected(house, recruiter, due):
    """A function: somebody new, rejected over REST, whose message is due at `due`."""

    def reject():
        application = house.apply()
        body = {
            "rejection_reason": str(RejectionReason.objects.filter(type="we_declined").first().pk),
            "message": {"template": "rejection", "send_at": due.isoformat()},
        }
        answer = recruiter.post(f"/api/v1/applications/{application.pk}/rejection", body, "application/json")
        assert answer.status_code == 200, answer.content
        return application

    return reject


def reopen(client, application):
    """Over REST: what the answer says of a rejection that is out."""
    answer = client.post(f"/api/v1/applications/{application.pk}/reopening", {}, "application/json")
    assert (answer.status_code, answer.json()["status"]) == (200, "active")
    return answer.json()["rejection_message"]


def reopen_on_page(client, application):
    """On the page: what it says at the end, in words."""
    address = f"/applications/{application.pk}/reopening/"
    asked = client.get(address)
    to = asked.context["form"].fields["to"].choices[0][0]
    answer = client.post(address, {"to": to, "expected": to}, follow=True)
    assert answer.status_code == 200
    return asked.content.decode(), answer.content.decode()


def outcome(application):
    return Message.objects.get(application=application, purpose="rejection").status


def test_who_is_taken_up_first_is_not_written_to(rejected, recruiter, smtp, due):
    application = rejected()
    assert reopen(recruiter, application) is None
    sender.run(due)
    assert (outcome(application), smtp.mails) == (MessageStatus.CANCELLED, [])


def test_on_the_page_too(rejected, recruiter, smtp, due):
    application = rejected()
    asked, done = reopen_on_page(recruiter, application)
    assert "already sent" not in asked + done
    sender.run(due)
    assert (outcome(application), smtp.mails) == (MessageStatus.CANCELLED, [])


def test_who_was_written_to_first_is_taken_up_with_that_said(rejected, recruiter, smtp, due):
    one, other = rejected(), rejected()
    sender.run(due)
    assert len(smtp.mails) == 2
    out = reopen(recruiter, one)
    assert (out["status"], out["sent_at"]) == ("sent", due.strftime("%Y-%m-%dT%H:%M:%SZ"))
    asked, done = reopen_on_page(recruiter, other)
    assert "The rejection was already sent on Sat 21 Nov 2026, 06:02" in asked
    assert "is active again. The rejection was already sent on Sat 21 Nov 2026, 06:02" in done


def test_a_mail_in_the_senders_hands_is_named(rejected, recruiter, smtp, due, monkeypatch):
    """The sender has claimed it and speaks with the mail server when the recruiter comes: that one is out, and said so."""
    application, in_hand, go_on = rejected(), threading.Event(), threading.Event()
    send = SmtpChannel.send

    def slowly(self, message, *, seconds):
        in_hand.set()
        assert go_on.wait(20)
        send(self, message, seconds=seconds)

    monkeypatch.setattr(SmtpChannel, "send", slowly)
    thread = in_thread(lambda: (sender.run(due), sender._channel().close(), connection.close()))
    try:
        assert in_hand.wait(10)
        assert reopen(recruiter, application)["status"] == "sending"
    finally:
        go_on.set()
        thread.join(20)
    assert (outcome(application), len(smtp.mails)) == (MessageStatus.SENT, 1)


def test_a_reopening_that_is_not_committed_yet_keeps_the_sender_off(rejected, recruiter, smtp, due, monkeypatch):
    application, decided, go_on, told = rejected(), threading.Event(), threading.Event(), []
    record = applications.record

    def slowly(*args, **kwargs):
        decided.set()
        assert go_on.wait(20)
        record(*args, **kwargs)

    monkeypatch.setattr(applications, "record", slowly)
    thread = in_thread(lambda: (told.append(reopen(recruiter, application)), connection.close()))
    try:
        assert decided.wait(10)
        assert sender.run(due) == 0
    finally:
        go_on.set()
        thread.join(20)
    sender.run(due)
    assert (told, outcome(application), smtp.mails) == ([None], MessageStatus.CANCELLED, [])


def test_race_at_once(rejected, recruiter, smtp, due):
    for number in range(ROUNDS):
        application, told, barrier = rejected(), [], threading.Barrier(2)
        before = len(smtp.mails)

        def take_up(application=application, told=told, barrier=barrier):
            barrier.wait(10)
            told.append(reopen(recruiter, application))
            connection.close()

        thread = in_thread(take_up)
        barrier.wait(10)
        if number % 3:
            threading.Event().wait(0.01 * number)
        sender.run(due)
        thread.join(30)
        sender.run(due)
        (out,) = told
        came = len(smtp.mails) - before
        assert came == (outcome(application) == MessageStatus.SENT)
        assert came == (out is not None), f"round {number}: the answer said {out}, {came} came"
    assert sending.claim(due) is None
