"""Offers, approvals, interviews and scorecards over REST: shapes, verbs, codes, and pay only for those who may see it."""

from datetime import timedelta

import pytest
from rest_framework.test import APIClient

from ats.actions import offers
from ats.kernel import clock
from ats.kernel.approvals.models import ApprovalRequest
from ats.models import ApplicationStatus
from tests.factories.ats import UserFactory, user_in_role
from tests.factories.decisions import Desk, InterviewFactory, ScorecardFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return Desk()


def client_of(user):
    client = APIClient()
    client.force_authenticate(user)
    return client


def test_way_of_an_offer(desk):
    recruiter, manager = client_of(desk.recruiter), client_of(desk.manager)
    until = (clock.now() + timedelta(days=7)).isoformat()
    body = {"application": str(desk.application.pk), "salary": {"amount": "92000.00"}, "expires_at": until}
    made = recruiter.post("/api/v1/offers/", body, format="json")
    assert made.status_code == 201, made.content
    assert made.data["salary"] == {"amount": "92000.00", "currency": "EUR", "unit": "year"}
    address = f"/api/v1/offers/{made.data['id']}"
    assert recruiter.post(f"{address}/sending", {}, format="json").status_code == 422
    assert recruiter.post(f"{address}/submission/", {"note": "x"}, format="json").data["status"] == "pending_approval"
    asked = manager.get("/api/v1/approvals/", {"subject_id": made.data["id"]}).data["results"][0]
    assert asked["subject"] == {"type": "offer", "id": made.data["id"]}
    assert asked["steps"][0]["approvers"][0]["user"] == desk.manager.pk
    decision = {"decision": "approve", "expected_step": 1}
    decided = manager.post(f"/api/v1/approvals/{asked['id']}/decision/", decision, format="json")
    assert (decided.status_code, decided.data["status"]) == (200, "approved")
    stale = manager.post(f"/api/v1/approvals/{asked['id']}/decision/", decision, format="json")
    assert (stale.status_code, stale.data["current"]["status"]) == (409, "approved")
    assert recruiter.post(f"{address}/sending/", {}, format="json").data["status"] == "sent"
    assert recruiter.post(f"{address}/acceptance/", {}, format="json").status_code == 400
    done = recruiter.post(f"{address}/acceptance/", {"signed_name": "Aiko Sørensen"}, format="json")
    assert done.data["status"] == "accepted"
    desk.application.refresh_from_db()
    assert desk.application.status == ApplicationStatus.HIRED


def test_pay_is_left_out_for_those_who_may_not_see_it(desk):
    offer = desk.offer()
    answer = client_of(desk.admin).get(f"/api/v1/offers/{offer.pk}/")
    assert answer.status_code == 200
    assert not {"salary", "bonus", "equity"} & set(answer.data)
    assert client_of(desk.admin).get(f"/api/v1/offers/{offer.pk}/?as_of=2026-11-20T10:00:00Z").status_code == 403


@pytest.mark.requirement("PF-4.4")
def test_offer_as_of(desk, move_clock):
    offer = desk.offer()
    move_clock(timedelta(hours=1))
    before = clock.now().isoformat()
    move_clock(timedelta(hours=1))
    offers.revise(offer=offer, by=desk.recruiter, at=clock.now(), salary_amount=96000)
    recruiter = client_of(desk.recruiter)
    assert recruiter.get(f"/api/v1/offers/{offer.pk}/").data["salary"]["amount"] == "96000.00"
    was = recruiter.get(f"/api/v1/offers/{offer.pk}/", {"as_of": before}).data
    assert (was["salary"]["amount"], was["version"]) == ("92000.00", 1)
    assert recruiter.get(f"/api/v1/offers/{offer.pk}/", {"as_of": "2020-01-01T00:00:00Z"}).status_code == 404


@pytest.mark.requirement("MS-4.1")
def test_only_those_who_are_asked_can_decide(desk):
    offer = offers.submit(offer=desk.offer(), by=desk.recruiter, at=clock.now())
    address = f"/api/v1/approvals/{ApprovalRequest.objects.get(subject_id=offer.pk).pk}/decision/"
    body = {"decision": "approve", "expected_step": 1}
    codes = {
        "asker": client_of(desk.recruiter).post(address, body, format="json").status_code,
        "another manager": client_of(user_in_role("manager")).post(address, body, format="json").status_code,
        "finance, not asked yet": client_of(desk.finance).post(address, body, format="json").status_code,
        "admin": client_of(desk.admin).post(address, body, format="json").status_code,
        "the hiring manager": client_of(desk.manager).post(address, body, format="json").status_code,
    }
    assert codes == {
        "asker": 403,
        "another manager": 404,
        "finance, not asked yet": 403,
        "admin": 403,
        "the hiring manager": 200,
    }


def test_interview_and_scorecards(desk):
    recruiter = client_of(desk.recruiter)
    tom, jon = user_in_role("interviewer"), user_in_role("interviewer")
    body = {
        "application": str(desk.application.pk),
        "interviewers": [str(tom.pk), str(jon.pk)],
        "starts_at": "2026-12-01T15:00:00Z",
        "ends_at": "2026-12-01T16:00:00Z",
        "attributes": ["Coding"],
    }
    made = recruiter.post("/api/v1/interviews/", body, format="json")
    assert made.status_code == 201, made.content
    moved = recruiter.patch(f"/api/v1/interviews/{made.data['id']}/", {"location": "Room 4"}, format="json")
    assert moved.data["location"] == "Room 4"
    card = {
        "interview": made.data["id"],
        "overall_recommendation": "yes",
        "attributes": [{"name": "Coding", "rating": 3, "note": "Clean"}],
    }
    assert client_of(jon).post("/api/v1/scorecards/", card, format="json").status_code == 201
    assert client_of(tom).get("/api/v1/scorecards/").data["results"] == []
    assert client_of(tom).post("/api/v1/scorecards/", card, format="json").status_code == 201
    assert len(client_of(tom).get("/api/v1/scorecards/").data["results"]) == 2
    assert client_of(tom).post("/api/v1/scorecards/", card, format="json").status_code == 409


def test_scorecard_of_somebody_off_the_panel_is_refused(desk):
    interview = InterviewFactory(application=desk.application)
    card = {"interview": str(interview.pk), "overall_recommendation": "yes"}
    assert client_of(desk.recruiter).post("/api/v1/scorecards/", card, format="json").status_code == 403
    assert client_of(user_in_role("interviewer")).post("/api/v1/scorecards/", card, format="json").status_code == 400
    assert client_of(UserFactory()).get("/api/v1/scorecards/").status_code == 403


@pytest.mark.parametrize("noun", ["offers", "approvals", "interviews", "scorecards"])
def test_lists_ask_the_same_number_of_queries_for_any_number_of_rows(desk, noun, django_assert_max_num_queries):
    def grow():
        application = desk.applicant("Ines", "Ferreira")
        offers.submit(offer=desk.offer(application=application), by=desk.recruiter, at=clock.now())
        ScorecardFactory(interview=InterviewFactory(application=application))

    def count():
        with django_assert_max_num_queries(40) as captured:
            assert client_of(desk.recruiter).get(f"/api/v1/{noun}/").status_code == 200
        return len(captured)

    grow()
    count()  # The reader's grants are read once.
    few = count()
    grow()
    grow()
    assert count() == few
