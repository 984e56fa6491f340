"""A permission held here says nothing about there: bodies that name other rows, and lists of the administration."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from rest_framework.test import APIClient

from ats.kernel.access import KernelPermission, Role, RoleAssignment, Scope, seed_roles
from ats.models import Application, Candidate, HiringTeamMember, ReasonType, TeamRole
from ats.permissions import CorePermission as C
from milestones.permissions import MilestonePermission
from tests.factories.ats import (
    ApplicationFactory,
    CandidateFactory,
    JobFactory,
    RejectionReasonFactory,
    user_in_role,
    user_with,
)
from tests.factories.decisions import InterviewFactory, OfferFactory

pytestmark = pytest.mark.django_db


def client_of(user):
    client = APIClient()
    client.force_authenticate(user)
    return client


def team_and_company(on_team, everywhere):
    """Somebody who may do `on_team` with the jobs of their team, and `everywhere` in the whole company."""
    user = user_with(*everywhere)
    role = Role.objects.create(key="own-jobs", name="Own jobs", permissions=[str(each) for each in on_team])
    RoleAssignment.objects.create(user=user, role=role, scope=Scope.TEAM)
    return user


def test_an_application_is_made_only_for_a_job_where_one_may():
    user = team_and_company([C.APPLICATIONS_CREATE], [C.JOBS_VIEW, C.CANDIDATES_VIEW, C.APPLICATIONS_VIEW])
    own, other = JobFactory(), JobFactory()
    HiringTeamMember.objects.create(job=own, user=user, role=TeamRole.RECRUITER)
    body = {"candidate": str(CandidateFactory().pk)}
    refused = client_of(user).post("/api/v1/applications/", {**body, "job": str(other.pk)}, format="json")
    assert (refused.status_code, Application.objects.count()) == (403, 0)
    made = client_of(user).post("/api/v1/applications/", {**body, "job": str(own.pk)}, format="json")
    assert made.status_code == 201, made.content


def test_a_reference_to_nothing_and_to_what_one_may_not_see_answer_alike():
    user, hidden = team_and_company([], [C.APPLICATIONS_CREATE, C.CANDIDATES_VIEW]), JobFactory()
    body = {"candidate": str(CandidateFactory().pk)}
    for job in (hidden.pk, uuid.uuid4()):
        answer = client_of(user).post("/api/v1/applications/", {**body, "job": str(job)}, format="json")
        assert answer.json()["errors"] == {"job": ["There is no such row, or none that you may see."]}


def test_a_put_by_external_id_asks_for_the_candidate_it_finds():
    user = team_and_company([C.CANDIDATES_EDIT], [C.CANDIDATES_VIEW])
    candidate = CandidateFactory(external_id="hris-7", first_name="Aiko")
    answer = client_of(user).put("/api/v1/candidates/external/hris-7/", {"first_name": "Mine"}, format="json")
    candidate.refresh_from_db()
    assert (answer.status_code, candidate.first_name) == (403, "Aiko")
    assert Candidate.objects.count() == 1


@pytest.mark.parametrize(("verb", "wrong"), [("rejection", "they_withdrew"), ("withdrawal", "we_declined")])
def test_a_reason_of_the_other_kind_is_refused(verb, wrong):
    recruiter = user_with(C.APPLICATIONS_VIEW, MilestonePermission.REJECT, MilestonePermission.WITHDRAW)
    application, reason = ApplicationFactory(), RejectionReasonFactory(type=ReasonType(wrong))
    address = f"/api/v1/applications/{application.pk}/{verb}/"
    answer = client_of(recruiter).post(address, {"rejection_reason": str(reason.pk)}, format="json")
    assert (answer.status_code, list(answer.data["errors"])) == (400, ["rejection_reason"])


def test_the_administration_shows_offers_and_interviews_only_to_those_who_see_them_elsewhere(client):
    seed_roles()
    offer, interview = OfferFactory(), InterviewFactory()
    addresses = [
        reverse("admin:ats_offer_change", args=[offer.pk]),
        reverse("admin:ats_interview_change", args=[interview.pk]),
    ]
    unit_admin = user_in_role("unitadmin", unit_id=JobFactory().department_id, is_staff=True)
    for user in (user_in_role("comms", is_staff=True), unit_admin):
        client.force_login(user)
        assert 200 not in [client.get(address).status_code for address in addresses]
    client.force_login(user_with(KernelPermission.ADMIN_VIEW, C.OFFERS_VIEW, C.INTERVIEWS_VIEW, is_staff=True))
    assert [client.get(address).status_code for address in addresses] == [200, 200]


def test_a_request_reads_its_roles_once(client):
    """The user of a request is a lazy wrapper; what was read for it must be kept on the user inside."""
    client.force_login(user_with(C.JOBS_VIEW, C.CANDIDATES_VIEW))
    with CaptureQueriesContext(connection) as spent:
        assert client.get("/jobs/").status_code == 200
    assert len([query for query in spent.captured_queries if 'FROM "kernel_roleassignment"' in query["sql"]]) == 1
