"""Who needs an approval doesn't choose who gives it: only people whose role lets them decide are asked."""

import pytest
from rest_framework.test import APIClient

from ats.actions import first_day, jobs, offers
from ats.kernel import clock
from ats.kernel.approvals.models import ApprovalRequest, Approver
from ats.models import HiringTeamMember, JobStatus, OfferStatus, TeamRole
from ats.policies.approvals import NobodyToAsk, SeatRefused
from tests.factories.ats import DepartmentFactory, HiringTeamMemberFactory, user_in_role
from tests.factories.decisions import Desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    first_day.job_flow()
    return Desk()


def drafted(by, **facts):
    given = {"requisition_id": "REQ-9", "name": "Planner", "department": DepartmentFactory(), **facts}
    return jobs.create(by=by, at=clock.now(), **given)


def asked(subject):
    return {seat.user for seat in Approver.objects.filter(step__request__subject_id=subject.pk)}


@pytest.mark.requirement("MS-4.1")
@pytest.mark.parametrize("role", [TeamRole.HRBP, TeamRole.EXECUTIVE, TeamRole.HIRING_MANAGER])
def test_an_interviewer_gets_no_deciding_seat(desk, role):
    friend = user_in_role("interviewer")
    with pytest.raises(SeatRefused, match=str(role.label)):
        drafted(desk.manager, team={role: [friend]})
    with pytest.raises(SeatRefused):
        jobs.edit(job=desk.job, by=desk.manager, at=clock.now(), team={role: [friend]})
    assert not HiringTeamMember.objects.filter(user=friend).exists()


@pytest.mark.requirement("MS-4.1")
def test_a_friendly_manager_is_no_business_partner(desk):
    with pytest.raises(SeatRefused):
        drafted(desk.manager, team={TeamRole.HRBP: [user_in_role("manager")]})
    assert drafted(desk.manager, team={TeamRole.HRBP: [user_in_role("hrbp")]})


@pytest.mark.requirement("MS-4.1")
def test_the_refusal_over_rest_names_the_seat(desk):
    client = APIClient()
    client.force_authenticate(desk.manager)
    body = {"hiring_team": [{"user": str(user_in_role("interviewer").pk), "role": "hrbp"}]}
    answer = client.patch(f"/api/v1/jobs/{desk.job.pk}/", body, format="json")
    assert (answer.status_code, answer.json()["role"]) == (400, "hrbp")


@pytest.mark.requirement("MS-4.1")
def test_who_sits_there_already_without_the_role_is_not_asked(desk):
    partner, friend = user_in_role("hrbp"), user_in_role("interviewer")
    job = drafted(desk.manager)
    HiringTeamMemberFactory(job=job, user=friend, role=TeamRole.HRBP)
    jobs.submit(job=job, by=desk.manager, at=clock.now())
    assert asked(job) == {partner}


def test_a_business_partner_of_another_department_is_not_asked(desk):
    elsewhere = user_in_role("hrbp", scope="department", unit_id=DepartmentFactory().pk)
    here = user_in_role("hrbp", scope="department", unit_id=desk.job.department_id)
    jobs.amend(job=desk.job, by=desk.recruiter, at=clock.now(), openings=2)
    assert asked(desk.job) == {here} and elsewhere not in asked(desk.job)


@pytest.mark.requirement("MS-4.1")
def test_with_nobody_to_ask_nothing_is_submitted_and_the_missing_role_is_named(desk):
    job = drafted(desk.recruiter)
    with pytest.raises(NobodyToAsk, match="HR business partner") as refusal:
        jobs.submit(job=job, by=desk.recruiter, at=clock.now())
    assert [item["key"] for item in refusal.value.details["missing"]] == ["hrbp"]
    job.refresh_from_db()
    assert job.status == JobStatus.DRAFT
    assert not ApprovalRequest.objects.filter(subject_id=job.pk).exists()


@pytest.mark.requirement("MS-4.1")
def test_an_offer_asks_only_who_may_see_its_pay(desk):
    role = desk.manager.role_assignments.get().role
    role.permissions = [permission for permission in role.permissions if permission != "pay.view"]
    role.save()
    offer = desk.offer()
    with pytest.raises(NobodyToAsk, match="Hiring manager"):
        offers.submit(offer=offer, by=desk.recruiter, at=clock.now())
    offer.refresh_from_db()
    assert offer.status == OfferStatus.DRAFT
