"""What is written to whom when something happens."""

from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar

from ats import extension_points
from ats.events import (
    ApplicationReceived,
    InterviewCancelled,
    InterviewRescheduled,
    InterviewScheduled,
    OfferAccepted,
    OfferSent,
)
from ats.kernel import pump
from ats.kernel.outbox import emit
from ats.models import Interview, InterviewStatus, OfferStatus
from comms import sender
from comms.models import Message, MessageStatus
from tests.factories.ats import UserFactory
from tests.factories.comms import applicant
from tests.factories.decisions import OfferFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def seeded(at):
    extension_points.seed(at=at)


def received(application, at, **more):
    about = {"subject_id": application.pk, "candidate_id": application.candidate_id, "job_id": application.job_id}
    emit(ApplicationReceived(**about, occurred_at=at, **more))
    pump.drain(at)


def interview(application, *panel, **more):
    starts = datetime(2026, 12, 1, 15, tzinfo=UTC)
    facts = {"starts_at": starts, "ends_at": starts + timedelta(minutes=45), "time_zone": "Europe/Lisbon", **more}
    row = Interview.objects.create(application=application, name="Technical interview", **facts)
    row.interviewers.set(panel)
    return row


def tell(event, row, at, **more):
    emit(event(subject_id=row.pk, application_id=row.application_id, sequence=row.sequence, occurred_at=at, **more))
    pump.drain(at)


def test_an_application_is_acknowledged_once(smtp, at):
    application = applicant()
    received(application, at)
    received(application, at)
    (mail,) = smtp.mails
    assert mail["Subject"] == f"We have your application: {application.job.name}"


def test_nobody_is_acknowledged_who_was_put_forward_or_imported(smtp, at):
    received(applicant("a@mail.example"), at, by_candidate=False)
    received(applicant("b@mail.example"), at, origin="import")
    assert not Message.objects.exists()


def test_an_interview_invites_each_apart(smtp, at):
    panel = [UserFactory(email="ana@waymark.example"), UserFactory(email="tom@waymark.example")]
    row = interview(applicant("cand@mail.example"), *panel, location="Room 4")
    tell(InterviewScheduled, row, at)
    mails = {mail["To"].addresses[0].addr_spec: mail for mail in smtp.mails}
    assert mails.keys() == {"cand@mail.example", "ana@waymark.example", "tom@waymark.example"}
    uids = set()
    for address, mail in mails.items():
        parts = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
        assert [part.get_param("method") for part in parts] == ["REQUEST"]
        assert [part.get_filename() for part in mail.iter_attachments()] == ["invite.ics"]
        calendar = Calendar.from_ical(parts[0].get_content())
        (event,) = calendar.walk("VEVENT")
        assert calendar["METHOD"] == "REQUEST"
        assert event["ATTENDEE"] == f"mailto:{address}"
        assert (event["SEQUENCE"], event["LOCATION"]) == (0, "Room 4")
        assert event["DTSTART"].dt == row.starts_at
        uids.add(str(event["UID"]))
    assert len(uids) == 3
    assert "15:00–15:45 (Europe/Lisbon)" in mails["cand@mail.example"].get_body(["plain"]).get_content()


def test_an_interviewer_reads_who_where_and_how_to_judge(smtp, at):
    colleague = UserFactory(email="ana@waymark.example")
    application = applicant("cand@mail.example", candidate__first_name="Júlia", candidate__last_name="Costa")
    row = interview(application, colleague)
    tell(InterviewScheduled, row, at)
    mails = {mail["To"].addresses[0].username: mail for mail in smtp.mails}
    text = mails["ana"].get_body(["plain"]).get_content()
    for word in ("Júlia Costa", application.job.name, f"/interviews/{row.pk}/", "scorecard", "Where: Place follows"):
        assert word in text
    assert f"/interviews/{row.pk}/" in str(_calendar(mails["ana"]).walk("VEVENT")[0]["DESCRIPTION"])
    assert "/interviews/" not in mails["cand"].get_body(["plain"]).get_content()
    assert "DESCRIPTION" not in _calendar(mails["cand"]).walk("VEVENT")[0]


def test_a_change_and_a_cancellation_follow_the_first_invitation(smtp, at):
    stays, leaves = UserFactory(email="stays@waymark.example"), UserFactory(email="leaves@waymark.example")
    row = interview(applicant("cand@mail.example"), stays, sequence=1)
    tell(InterviewRescheduled, row, at, left_panel_ids=[leaves.pk])
    methods = {mail["To"].addresses[0].username: _calendar(mail)["METHOD"] for mail in smtp.mails}
    assert methods == {"cand": "REQUEST", "stays": "REQUEST", "leaves": "CANCEL"}
    smtp.mails.clear()
    row.sequence, row.status = 2, InterviewStatus.CANCELLED
    row.save()
    tell(InterviewCancelled, row, at)
    assert {_calendar(mail).walk("VEVENT")[0]["STATUS"] for mail in smtp.mails} == {"CANCELLED"}
    assert len(smtp.mails) == 2


def _calendar(mail):
    (part,) = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    return Calendar.from_ical(part.get_content())


def test_an_event_that_is_overtaken_says_nothing(smtp, at):
    row = interview(applicant(), sequence=3)
    emit(InterviewScheduled(subject_id=row.pk, application_id=row.application_id, sequence=0, occurred_at=at))
    pump.drain(at)
    assert not Message.objects.exists()


def offer(application, status, at):
    until = at + timedelta(days=5)
    return OfferFactory(application=application, status=status, approved_version=1, sent_at=at, expires_at=until)


def test_an_offer_goes_out_with_its_link_and_its_answer_comes_back(smtp, at):
    owner = UserFactory(email="maya@waymark.example")
    application = applicant(owner=owner, candidate__first_name="Ana", candidate__last_name="Sousa")
    row = offer(application, OfferStatus.SENT, at)
    emit(OfferSent(subject_id=row.pk, application_id=application.pk, version=1, occurred_at=at))
    pump.drain(at)
    assert "/o/" in smtp.mails[0].get_body(["plain"]).get_content()
    row.status, row.resolved_at, row.signed_name = OfferStatus.ACCEPTED, at, "Ana Sousa"
    row.save()
    emit(OfferAccepted(subject_id=row.pk, application_id=application.pk, version=1, occurred_at=at))
    pump.drain(at)
    told = {mail["To"].addresses[0].addr_spec: mail["Subject"] for mail in smtp.mails[1:]}
    assert told["maya@waymark.example"] == "Ana Sousa accepted the offer"
    assert told["ana@mail.example"] == f"You accepted our offer: {application.job.name}"


def test_an_offer_that_was_withdrawn_meanwhile_is_held_back(smtp, at):
    application = applicant()
    row = offer(application, OfferStatus.SENT, at)
    message = Message.objects.create(
        key="o",
        purpose="offer",
        message_class="transactional",
        application=application,
        candidate=application.candidate,
        to_address="ana@mail.example",
        subject="s",
        body_text="b",
        send_at=at,
        due_at=at,
    )
    row.status = OfferStatus.WITHDRAWN
    row.save()
    sender.run(at)
    message.refresh_from_db()
    assert (message.status, message.status_reason) == (MessageStatus.SUPPRESSED, "The offer no longer stands.")
