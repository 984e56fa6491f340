"""Queueing messages, taking them back, and the gate inside the claim, over a real SMTP server."""

from datetime import timedelta

import pytest
from django.db import connection

from ats.models import ApplicationStatus
from comms import sender
from comms.actions import messages
from comms.merge_fields import MissingValue, UnknownField
from comms.models import Consent, ConsentStatus, Message, MessageStatus, Suppression
from tests.factories.ats import ApplicationFactory
from tests.factories.comms import ConsentFactory, TemplateFactory, applicant, queue, status

pytestmark = pytest.mark.django_db


def test_a_message_is_queued_and_arrives(smtp, at):
    application = applicant(candidate__first_name="Ana", candidate__last_name="Sousa", job__name="Data <Engineer>")
    message = queue(application, at=at)
    assert status(message) == MessageStatus.QUEUED
    assert sender.run(at) == 1
    assert status(message) == MessageStatus.SENT
    assert message.sent_at == at
    (mail,) = smtp.mails
    assert mail["To"] == "Ana Sousa <ana@mail.example>"
    assert mail["Subject"] == "About Data <Engineer>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert "it is about Data <Engineer>" in mail.get_body(["plain"]).get_content()
    assert "Data &lt;Engineer&gt;" in mail.get_body(["html"]).get_content()
    assert mail["Message-ID"] == f"<{message.pk}@waymark.example>"


def test_nothing_goes_out_early_and_next_due_says_when(smtp, at):
    queue(applicant(), at=at, send_at=at + timedelta(hours=20))
    assert sender.run(at) == 0
    assert sender.next_due() == at + timedelta(hours=20)
    assert sender.run(at + timedelta(hours=20)) == 1
    assert len(smtp.mails) == 1
    assert sender.next_due() is None


def test_the_same_key_is_one_message(at):
    application = applicant()
    first = queue(application, at=at)
    assert queue(application, at=at + timedelta(days=1), template=None, subject="x", body="y") == first


def test_a_missing_value_is_refused_by_name(at):
    template = TemplateFactory(body="See {{link}}")
    with pytest.raises(MissingValue, match="link"):
        queue(applicant(), at=at, template=template)
    assert not Message.objects.exists()


def test_an_unknown_field_is_refused(at):
    with pytest.raises(UnknownField, match="salary"):
        queue(applicant(), at=at, template=None, subject="Hello", body="{{salary}}")


def test_nothing_in_a_template_is_evaluated(at):
    application = applicant(candidate__first_name="{{link}} {% now 'Y' %}")
    message = queue(application, at=at)
    assert "{{link}} {% now 'Y' %}" in message.body_text


def test_a_name_cannot_add_headers_lines_or_links(smtp, at):
    evil = "Ana\r\nBcc: all@mail.example\r\n\r\n<a href=http://evil.example>win</a>"
    queue(applicant(candidate__first_name=evil), at=at, template=TemplateFactory(subject="Hi {{candidate_first_name}}"))
    sender.run(at)
    (mail,) = smtp.mails
    assert mail["Bcc"] is None
    assert "\n" not in mail["Subject"]
    assert "<a href" not in mail.get_body(["html"]).get_content()
    assert "Hello Ana Bcc: all@mail.example" in mail.get_body(["plain"]).get_content()


def test_a_subject_of_several_lines_is_refused(at):
    with pytest.raises(messages.MessageRefused, match="one line"):
        queue(applicant(), at=at, template=None, subject="Hi\nBcc: x@mail.example", body="x")


def test_dots_and_long_lines_arrive_as_they_were(smtp, at):
    body = ".leading dot\n..two\n" + "word " * 400 + "\n.\nend"
    queue(applicant(), at=at, template=None, subject="Ünïcode " * 20, body=body)
    sender.run(at)
    (mail,) = smtp.mails
    assert mail.get_body(["plain"]).get_content().splitlines() == body.splitlines()
    assert mail["Subject"] == ("Ünïcode " * 20).strip()


def test_subject_body_and_address_are_sealed_at_rest(at):
    queue(applicant(), at=at)
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_jsonb(m)::text FROM comms_message m")
        (row,) = cursor.fetchone()
    assert "ana@mail.example" not in row
    assert "it is about" not in row


def test_without_an_address_it_is_suppressed_and_says_why(at):
    application = ApplicationFactory()
    message = queue(application, at=at)
    assert (message.status, message.status_reason) == (MessageStatus.SUPPRESSED, "No e-mail address is known.")


# --- the gate inside the claim ----------------------------------------------------------------------------------------


@pytest.mark.requirement("CM-2.4")
@pytest.mark.parametrize("now", [ApplicationStatus.ACTIVE, ApplicationStatus.HIRED, ApplicationStatus.WITHDRAWN])
def test_a_rejection_that_no_longer_holds_is_not_sent(smtp, at, now):
    application = applicant(status=ApplicationStatus.REJECTED, rejected_at=at)
    message = queue(application, at=at, purpose="rejection")
    application.status, application.hired_at, application.withdrawn_at = now, at, at
    application.save()
    sender.run(at)
    assert status(message) == MessageStatus.SUPPRESSED
    assert str(now) in message.status_reason
    assert smtp.mails == []


def test_do_not_contact_suppression_and_withdrawn_consent_stop_it(smtp, at):
    barred = queue(applicant("a@mail.example", candidate__do_not_contact=True), key="a", at=at)
    bounced = queue(applicant("B@mail.example"), key="b", at=at)
    from comms.policies import address_index

    Suppression.objects.create(address_index=address_index("b@mail.example"), reason="it bounced", since=at)
    person = applicant("c@mail.example")
    ConsentFactory(application=person, captured_at=at)
    ConsentFactory(application=person, captured_at=at + timedelta(seconds=1), status=ConsentStatus.WITHDRAWN)
    withdrawn = queue(person, key="c", at=at)
    assert Consent.objects.count() == 2
    sender.run(at)
    assert [status(row) for row in (barred, bounced, withdrawn)] == [MessageStatus.SUPPRESSED] * 3
    assert smtp.mails == []


def test_cancel_queued_takes_only_its_purposes_and_only_what_waits(at):
    application = applicant()
    rejection = queue(application, key="r", purpose="rejection", at=at)
    failed = queue(application, key="f", purpose="rejection", at=at)
    Message.objects.filter(pk=failed.pk).update(status=MessageStatus.FAILED)
    other = queue(application, key="o", at=at)
    foreign = queue(applicant("b@mail.example"), key="x", purpose="rejection", at=at)
    sent = queue(application, key="s", purpose="rejection", at=at)
    Message.objects.filter(pk=sent.pk).update(status=MessageStatus.SENT, sent_at=at)
    assert messages.cancel_queued(application=application, purposes=["rejection"], at=at, reason="Moved on.") == 2
    assert [status(row) for row in (rejection, failed)] == [MessageStatus.CANCELLED] * 2
    assert [status(row) for row in (other, foreign, sent)] == ["queued", "queued", "sent"]
