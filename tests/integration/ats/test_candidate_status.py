"""A candidate's own page: status, details, withdrawal, data, voluntary questions; by signed link and nothing else."""

import json
import re
from datetime import timedelta

import pytest
from django.urls import reverse

from ats import links
from ats.kernel.audit.models import AuditEntry
from ats.kernel.outbox import delivering
from ats.models import (
    ApplicationStatus,
    InterviewStatus,
    RejectionReason,
    SelfIdentification,
    Task,
)
from comms.models import Consent, ConsentStatus, Message
from milestones.actions import applications as moves
from milestones.permissions import MilestonePermission
from tests.factories.ats import LocationFactory, RegionFactory
from tests.factories.comms import ConsentFactory
from tests.factories.decisions import InterviewFactory
from tests.factories.milestones import House

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(at):
    return House(at)


@pytest.fixture
def application(house):
    return house.apply()


def path(application, name="application_status"):
    return reverse(name, args=[links.sign("status", application.pk)])


def text_of(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_the_page_speaks_of_phases_and_never_of_milestones(client, application):
    answer = client.get(path(application))
    assert answer.status_code == 200
    assert "First look" in text_of(answer) and "Screen" not in text_of(answer)
    assert answer["Cache-Control"] == "no-store"


def test_browsers_say_where_the_page_s_forms_come_from(client, application):
    """With “no-referrer” they send `Origin: null`, which is refused as a forgery: no wish or consent would get through."""
    assert client.get(path(application))["Referrer-Policy"] == "same-origin"


def test_a_forged_link_and_one_for_another_purpose_lead_nowhere(client, application):
    assert client.get(path(application)[:-3] + "x/").status_code == 404
    other = reverse("application_status", args=[links.sign("offer", application.pk)])
    assert client.get(other).status_code == 404


def test_who_was_turned_down_reads_it_no_earlier_than_in_our_mail(client, house, application, at):
    reason = RejectionReason.objects.filter(type="we_declined").first()
    later = {"template": "rejection", "send_at": at + timedelta(hours=20)}
    moves.reject(application=application, reason=reason, by=house.recruiter, at=at, message=later)
    assert "did not go on" not in text_of(client.get(path(application)))
    Message.objects.filter(purpose="rejection").update(status="sent", sent_at=at)
    assert "did not go on" in text_of(client.get(path(application)))


def test_the_candidate_withdraws_once_and_interviews_end(client, application, at):
    interview = InterviewFactory(application=application, starts_at=at + timedelta(days=2))
    withdrawal = path(application, "application_status_withdrawal")
    assert client.get(withdrawal).status_code == 200
    application.refresh_from_db()
    assert application.status == ApplicationStatus.ACTIVE
    assert client.post(withdrawal).status_code == 303
    application.refresh_from_db()
    interview.refresh_from_db()
    assert application.status == ApplicationStatus.WITHDRAWN
    assert interview.status == InterviewStatus.CANCELLED
    assert AuditEntry.objects.filter(subject_id=application.pk, deed=str(MilestonePermission.WITHDRAW), actor_id=None)
    assert application.history.first().history_user is None
    assert client.post(withdrawal).status_code == 409


def test_details_are_corrected_with_history_and_nothing_known_goes(client, application):
    candidate = application.candidate
    answer = client.post(
        path(application, "application_status_details"),
        {"first_name": "Aiko", "last_name": "Tanaka-Reis", "location": "Porto", "phone": "+351 912 345 678"},
    )
    assert answer.status_code == 303
    candidate.refresh_from_db()
    assert (candidate.last_name, candidate.location) == ("Tanaka-Reis", "Porto")
    assert candidate.phone_numbers.filter(candidate=candidate).count() >= 1
    assert candidate.history.first().history_change_reason == "By the candidate's own link"


def test_bad_details_are_refused_in_words(client, application):
    answer = client.post(path(application, "application_status_details"), {"first_name": "", "phone": "12"})
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"first_name", "phone"}


def test_a_copy_of_the_data_goes_to_the_known_address_and_its_link_ends(client, application, at, monkeypatch):
    client.post(path(application, "application_status_wish"), {"wish": "access"})
    delivering.run(at)
    message = Message.objects.get(candidate=application.candidate, purpose="own_data")
    address = re.search(r"http\S+/own-data/\S+", message.body_text).group()
    local = address.split("//", 1)[1].split("/", 1)[1]
    held = json.loads(client.get("/" + local).content)
    assert held["email_addresses"] == [application.candidate.main_email]
    assert held["applications"][0]["job"] == application.job.name
    assert "notes" not in held and "scorecards" not in json.dumps(held)
    monkeypatch.setattr("ats.views.candidate_status.COPY_SECONDS", -1)
    assert client.get("/" + local).status_code == 404


def test_a_wish_to_be_deleted_becomes_one_to_do_with_its_day(client, application, at, settings):
    settings.STATUS_WISHES_PER_MINUTE = 100
    for _ in range(2):
        assert client.post(path(application, "application_status_wish"), {"wish": "erasure"}).status_code == 303
    task = Task.objects.get(application=application)
    assert "deleted" in task.title
    assert task.due_date == at.date() + timedelta(days=settings.DATA_REQUEST_DAYS)


def test_a_link_can_not_fill_a_mailbox(client, application, settings):
    settings.STATUS_WISHES_PER_MINUTE = 2
    codes = [
        client.post(path(application, "application_status_wish"), {"wish": "access"}).status_code for _ in range(4)
    ]
    assert codes == [303, 303, 429, 429]


@pytest.mark.requirement("CM-4.4")
def test_consent_is_taken_back_by_the_person_and_stays_on_record(client, application):
    ConsentFactory(candidate=application.candidate, application=application)
    purpose = Consent.objects.get().purpose
    for _ in range(2):
        answer = client.post(path(application, "own_consent_withdraw"), {"purpose": purpose})
        assert answer.status_code == 303
    assert [row.status for row in Consent.objects.order_by("captured_at")] == [
        ConsentStatus.GRANTED,
        ConsentStatus.WITHDRAWN,
    ]
    assert Consent.objects.order_by("captured_at").last().recorded_by is None


def test_voluntary_questions_are_asked_only_where_the_law_has_them(client, application):
    assert not client.get(path(application, "self_identification")).context["form"].questions
    application.job.locations.add(LocationFactory(region=RegionFactory(key="us")))
    page = client.get(path(application, "self_identification"))
    assert "I do not want to answer" in text_of(page) and "OMB 1250-0005" in text_of(page)
    assert (
        client.post(path(application, "self_identification"), {"disability": "NO", "race": ["ASIAN"]}).status_code
        == 303
    )
    assert client.post(path(application, "self_identification"), {"disability": "MAYBE"}).status_code == 422
    kept = json.loads(SelfIdentification.objects.get().answers)
    assert kept["disability"] == {"answer": "NO", "version": 1}
    assert "checked" not in client.get(path(application, "self_identification")).content.decode()


def test_who_was_turned_down_and_withdraws_before_our_mail_learns_nothing(client, house, application, at):
    reason = RejectionReason.objects.filter(type="we_declined").first()
    later = {"template": "rejection", "send_at": at + timedelta(hours=20)}
    application.owner = house.recruiter
    application.save()
    moves.reject(application=application, reason=reason, by=house.recruiter, at=at, message=later)
    assert "Withdraw the application" in text_of(client.get(path(application)))
    answer = client.post(path(application, "application_status_withdrawal"))
    assert (answer.status_code, answer["Location"][-15:]) == (303, "done=withdrawal")
    todo = Task.objects.get()
    assert todo.assigned_to == house.recruiter and "withdraws" in todo.title
    application.refresh_from_db()
    assert application.status == ApplicationStatus.REJECTED


def test_details_that_are_sent_too_often_are_not_dropped_in_silence(client, application, settings):
    settings.STATUS_WISHES_PER_MINUTE = 1
    said = {"first_name": "Ana", "last_name": "Sousa"}
    assert client.post(path(application, "application_status_details"), said).status_code == 303
    again = client.post(path(application, "application_status_details"), said)
    assert again.status_code == 422 and "wait a minute" in text_of(again)
