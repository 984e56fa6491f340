"""Only colleagues who can hand in a scorecard are asked to interview; the job's own come first."""

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from ats.models import Interview, TeamRole
from tests.factories.ats import HiringTeamMemberFactory, UserFactory, user_in_role
from tests.factories.decisions import Desk, InterviewFactory

pytestmark = pytest.mark.django_db
WHEN = {"starts_at": "2026-12-01T15:00:00Z", "ends_at": "2026-12-01T16:00:00Z"}


@pytest.fixture
def desk():
    desk = Desk()
    desk.tom = user_in_role("interviewer", first_name="Tom")
    desk.pooja = user_in_role("interviewer", first_name="Pooja")
    HiringTeamMemberFactory(job=desk.job, user=desk.pooja, role=TeamRole.INTERVIEWER)
    return desk


def client_of(user):
    client = APIClient()
    client.force_login(user)
    return client


def offered(desk, address, *args):
    field = client_of(desk.recruiter).get(reverse(address, args=args)).context["form"].fields["interviewers"]
    return [(person, field.label_from_instance(person)) for person in field.queryset]


def test_the_form_offers_who_may_answer_and_the_jobs_interviewers_first(desk):
    people = offered(desk, "interview_new", desk.application.pk)
    assert people[0] == (desk.pooja, f"{desk.pooja.name}, interviewer for this job")
    assert {person for person, _ in people[1:3]} == {desk.recruiter, desk.manager}
    assert people[3] == (desk.tom, desk.tom.name)
    assert not {desk.finance, desk.admin} & {person for person, _ in people}


def test_whoever_is_on_the_panel_stays_when_the_interview_moves(desk):
    interview = InterviewFactory(application=desk.application, interviewers=[desk.finance, desk.tom])
    assert desk.finance in [person for person, _ in offered(desk, "interview_change", interview.pk)]
    body = {"interviewers": [str(desk.finance.pk), str(desk.pooja.pk)]}
    moved = client_of(desk.recruiter).patch(f"/api/v1/interviews/{interview.pk}/", body, format="json")
    assert moved.status_code == 200
    assert set(interview.interviewers.all()) == {desk.finance, desk.pooja}


def test_nobody_else_can_be_chosen_by_page_or_rest(desk):
    client = client_of(desk.recruiter)
    for unfit in (desk.finance, UserFactory(), user_in_role("dei")):
        body = {**WHEN, "application": str(desk.application.pk), "interviewers": [str(unfit.pk), str(desk.tom.pk)]}
        refused = client.post("/api/v1/interviews/", body, format="json")
        assert (refused.status_code, list(refused.json()["errors"])) == (400, ["interviewers"])
        assert unfit.name in refused.json()["errors"]["interviewers"][0]
        page = client.post(
            reverse("interview_new", args=[desk.application.pk]),
            {**WHEN, "name": "Call", "time_zone": "Europe/Lisbon", "interviewers": [unfit.pk]},
        )
        assert page.status_code == 422 and "interviewers" in page.context["form"].errors
    assert not Interview.objects.exists()


@pytest.mark.parametrize("role", ["sourcer", "coordinator", "hrbp"])
def test_roles_that_may_be_asked_to_interview_can_hand_in(desk, role):
    asked = user_in_role(role)
    body = {**WHEN, "application": str(desk.application.pk), "interviewers": [str(asked.pk)]}
    made = client_of(desk.recruiter).post("/api/v1/interviews/", body, format="json")
    assert made.status_code == 201
    client = client_of(asked)
    assert client.get(reverse("scorecard", args=[made.json()["id"]])).status_code == 200
    card = {"interview": made.json()["id"], "overall_recommendation": "yes"}
    assert client.post("/api/v1/scorecards/", card, format="json").status_code == 201
    assert client.get(reverse("scorecards", args=[desk.application.pk])).status_code == 200
