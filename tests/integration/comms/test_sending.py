"""What becomes of a message that goes out: refusals, broken lines, crashes, and what people decide then."""

import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models.functions import Now

from ats.models import Company
from ats.queries import company
from comms import mime, sender
from comms.actions import messages, sending
from comms.channels import Guarantee
from comms.models import Message, MessageStatus, Suppression
from tests.factories.ats import CandidateFactory, UserFactory
from tests.factories.comms import MessageFactory, applicant, queue, status
from tests.integration.comms.conftest import free_port, in_thread, wait_until

pytestmark = pytest.mark.django_db


def crash(message):
    """As a sender leaves it that was killed in mid-sending and whose lease is over."""
    Message.objects.filter(pk=message.pk).update(
        status=MessageStatus.SENDING, attempt=1, tries=1, leased_until=Now() - timedelta(seconds=1)
    )


# --- what the server does ---------------------------------------------------------------------------------------------


def test_a_refusal_for_now_is_tried_again_later(smtp, at):
    message = queue(applicant(), at=at)
    smtp.answers = ["451 4.3.0 Try later"]
    sender.run(at)
    assert status(message) == MessageStatus.FAILED
    assert "451" in message.status_reason
    assert at < message.due_at <= at + timedelta(seconds=20)
    assert message.send_at == at
    sender.run(message.due_at)
    assert status(message) == MessageStatus.SENT
    assert message.attempt == 2


def test_mail_comes_from_the_company_by_its_name(at, monkeypatch):
    monkeypatch.setattr(company, "_kept", company._Kept())
    Company.objects.create(name="Northlight Ferries", set_up_at=at)
    assert mime.build(queue(applicant(), at=at), at)["From"] == "Northlight Ferries <hiring@waymark.example>"


def test_attempts_and_age_are_capped(smtp, at):
    many = MessageFactory(attempt=30, tries=11)
    old = MessageFactory(attempt=1, tries=1, status=MessageStatus.FAILED, status_reason="451")
    smtp.answers = ["451 no"] * 2
    sender.run(at)
    assert status(many) == MessageStatus.DEAD
    sender.run(at + timedelta(days=8))
    assert status(old) == MessageStatus.DEAD


def test_a_dead_address_is_given_up_and_suppressed(smtp, at):
    application = applicant()
    message = queue(application, at=at)
    smtp.recipient_answers = ["550 5.1.1 No such mailbox"]
    sender.run(at)
    assert status(message) == MessageStatus.DEAD
    assert queue(application, key="again", at=at).status == MessageStatus.QUEUED
    sender.run(at)
    assert Message.objects.get(key="again").status == MessageStatus.SUPPRESSED
    assert Suppression.objects.get().history.get().history_change_reason.startswith("Suppressed")


def test_what_waits_for_a_dead_address_is_cancelled_with_it(smtp, at):
    first, later = queue(applicant(), at=at), queue(applicant(), key="l", at=at, send_at=at + timedelta(days=1))
    other = queue(applicant("b@mail.example"), key="o", at=at, send_at=at + timedelta(days=1))
    smtp.recipient_answers = ["550 5.1.1 No such mailbox"]
    sender.run(at)
    assert [status(row) for row in (first, later, other)] == ["dead", "cancelled", "queued"]
    assert "does not exist" in later.status_reason


def test_a_policy_refusal_suppresses_nothing(smtp, at):
    message = queue(applicant(), at=at)
    smtp.answers = ["554 5.7.1 Looks like spam"]
    sender.run(at)
    assert status(message) == MessageStatus.DEAD
    assert not Suppression.objects.exists()


def test_hanging_up_before_the_mail_was_taken_is_tried_again(smtp, at):
    message = queue(applicant(), at=at)
    sender._channel().open()
    smtp.recipient_answers = ["421 4.3.2 Closing"]
    sender.run(at)
    assert status(message) == MessageStatus.FAILED


def test_hanging_up_with_the_mail_in_hand_is_in_doubt_and_not_sent_again(smtp, at):
    message = queue(applicant(), at=at)
    smtp.answers = ["hang up"]
    sender.run(at)
    assert status(message) == MessageStatus.IN_DOUBT
    sender.run(at + timedelta(days=1))
    assert status(message) == MessageStatus.IN_DOUBT
    assert smtp.mails == []


def test_a_server_that_dawdles_meets_the_deadline(smtp, at, monkeypatch):
    monkeypatch.setattr(sending, "DEADLINE_SECONDS", 0.3)
    message = queue(applicant(), at=at)
    smtp.slow = 2
    sender.run(at)
    assert status(message) == MessageStatus.IN_DOUBT


def test_the_deadline_is_at_most_half_the_lease():
    assert sending.LEASE.total_seconds() >= 2 * sending.DEADLINE_SECONDS


def test_without_a_server_nothing_is_claimed_and_nothing_lost(smtp, settings, at):
    message = queue(applicant(), at=at)
    settings.EMAIL_PORT = free_port()
    assert sender.run(at) == 0
    assert (status(message), message.attempt) == (MessageStatus.QUEUED, 0)
    assert sender.next_due() is None


def test_one_connection_serves_many_messages(smtp, at):
    for number in range(5):
        MessageFactory(to_address=f"p{number}@mail.example")
    sender.run(at)
    assert len(smtp.mails) == 5
    assert sender._channel()._smtp is not None


# --- after a crash ----------------------------------------------------------------------------------------------------


def test_what_was_in_flight_at_a_crash_is_parked_in_doubt(smtp, at):
    message = queue(applicant(), at=at)
    crash(message)
    assert sender.run(at) == 1
    assert status(message) == MessageStatus.IN_DOUBT
    assert message in Message.objects.needing_a_person()
    assert smtp.mails == []


def test_what_does_no_harm_twice_is_sent_again_until_the_third_crash(smtp, at):
    message = queue(applicant(), at=at, harmless_twice=True)
    crash(message)
    sender.run(at)
    assert status(message) == MessageStatus.SENT
    Message.objects.filter(pk=message.pk).update(
        status=MessageStatus.SENDING, attempt=3, tries=3, leased_until=Now() - timedelta(seconds=1)
    )
    sender.run(at)
    assert status(message) == MessageStatus.IN_DOUBT


def test_a_running_lease_is_left_alone(at):
    message = queue(applicant(), at=at)
    claimed = sending.claim(at)
    assert claimed == message
    assert sending.park(Guarantee.NONE, at) == 0
    assert sending.claim(at) is None


def test_a_sender_that_comes_back_too_late_changes_nothing(at):
    message = queue(applicant(), at=at)
    late = sending.claim(at)
    crash(message)
    sending.park(Guarantee.NONE, at)
    assert not sending._complete(late, MessageStatus.SENT, "", at, sent_at=at)
    assert status(message) == MessageStatus.IN_DOUBT


class Frozen:
    """A channel whose sender is stopped with the mail in hand, until it is told to go on."""

    guarantee = Guarantee.NONE

    def __init__(self):
        self.in_hand, self.go_on = threading.Event(), threading.Event()

    def open(self):
        pass

    def send(self, message, *, seconds):
        self.in_hand.set()
        assert self.go_on.wait(30)

    def close(self):
        pass


@pytest.mark.django_db(transaction=True)
def test_a_frozen_sender_writes_nothing_over_the_attempt_that_a_person_asked_for(at):
    message, frozen = queue(applicant(), at=at), Frozen()
    thread = in_thread(lambda: (sending.send_due(frozen, at, limit=1), connection.close()))
    assert frozen.in_hand.wait(10)
    Message.objects.filter(pk=message.pk).update(leased_until=Now() - timedelta(seconds=1))
    sending.park(Guarantee.NONE, at)
    messages.resend(message=message, by=UserFactory(), at=at)
    again = sending.claim(at)
    frozen.go_on.set()
    thread.join(30)
    assert (status(message), message.attempt, message.tries) == (MessageStatus.SENDING, 2, 1)
    assert message.sent_at is None
    assert sending._complete(again, MessageStatus.FAILED, "451", at, due_at=at)
    assert status(message) == MessageStatus.FAILED


@pytest.mark.django_db(transaction=True)
def test_two_senders_never_take_the_same_message(smtp, at):
    for number in range(30):
        MessageFactory(to_address=f"p{number}@mail.example")

    def send():
        while sender.run(at):
            pass
        sender._channel().close()
        connection.close()

    threads = [in_thread(send) for _ in range(3)]
    for thread in threads:
        thread.join(30)
    wait_until(lambda: len(smtp.mails) == 30)
    assert len({mail["To"] for mail in smtp.mails}) == 30


# --- people decide ----------------------------------------------------------------------------------------------------


def test_a_person_resends_or_writes_off_what_is_in_doubt(smtp, at):
    by = UserFactory()
    again, off = MessageFactory(status=MessageStatus.IN_DOUBT, attempt=1), MessageFactory(status=MessageStatus.IN_DOUBT)
    messages.resend(message=again, by=by, at=at)
    messages.cancel(message=off, by=by, at=at, reason="They have it.")
    sender.run(at)
    assert [status(again), status(off)] == [MessageStatus.SENT, MessageStatus.CANCELLED]
    with pytest.raises(messages.MessageRefused, match="can't be cancelled"):
        messages.cancel(message=again, by=by, at=at, reason="Too late")
    with pytest.raises(messages.MessageRefused, match="can't be sent again"):
        messages.resend(message=off, by=by, at=at)


def test_what_is_sent_again_after_weeks_does_go_out(smtp, at):
    row = MessageFactory(status=MessageStatus.DEAD, attempt=12, tries=12, send_at=at - timedelta(days=20))
    messages.resend(message=row, by=UserFactory(), at=at)
    sender.run(at)
    assert (status(row), row.attempt, row.tries) == (MessageStatus.SENT, 13, 1)


def test_nobody_sends_again_what_is_going_out(at):
    row = MessageFactory()
    sending.claim(at)
    row.refresh_from_db()
    assert not row.can_be_resent
    with pytest.raises(messages.MessageRefused, match="Sending"):
        messages.resend(message=row, by=UserFactory(), at=at)


@pytest.mark.parametrize("wrong", [{"candidate_id": None}, {"status": "lost"}])
def test_the_database_knows_every_status_and_the_one_addressee(wrong):
    row = MessageFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.filter(pk=row.pk).update(**wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.filter(pk=row.pk).update(recipient=UserFactory())


def test_a_message_goes_to_exactly_one_person(at):
    with pytest.raises(messages.MessageRefused, match="one candidate or to one colleague"):
        messages.queue(key="x", purpose="p", message_class="internal", subject="s", body="b", at=at)
    with pytest.raises(messages.MessageRefused):
        messages.queue(
            key="x",
            purpose="p",
            message_class="internal",
            subject="s",
            body="b",
            at=at,
            candidate=CandidateFactory(),
            recipient=UserFactory(),
        )
