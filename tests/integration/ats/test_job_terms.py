"""What was approved about a job stays until something newer is: over pages, REST and in the offers that it measures."""

from datetime import timedelta

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from ats.actions import first_day, jobs, offers
from ats.kernel import approvals, clock
from ats.kernel.approvals.models import ApprovalRequest, RequestStatus, StepStatus
from ats.kernel.errors import Stale
from ats.models import Job, JobStatus
from ats.policies.jobs import TermsRefused
from tests.factories.ats import DepartmentFactory, user_in_role
from tests.factories.decisions import Desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    first_day.job_flow()
    return Desk()


@pytest.fixture
def hrbp(desk):
    return user_in_role("hrbp")


def rest(user):
    client = APIClient()
    client.force_authenticate(user)
    return client


def asked(subject):
    return ApprovalRequest.objects.get(subject_id=subject.pk, status=RequestStatus.PENDING)


def decide(subject, by, decision="approve", note=""):
    request = asked(subject)
    return approvals.decide(request=request, by=by, decision=decision, at=clock.now(), expected_step=None, note=note)


def drafted(desk, **facts):
    given = {"requisition_id": "REQ-9", "name": "Planner", "department": DepartmentFactory(), **facts}
    return jobs.create(by=desk.recruiter, at=clock.now(), **given)


CHANGES = [
    ("pay_max", 150000),
    ("pay_min", 1),
    ("pay_currency", "USD"),
    ("pay_unit", "hour"),
    ("level", "9"),
]


@pytest.mark.requirement("MS-4.2")
@pytest.mark.parametrize(("name", "value"), CHANGES)
@pytest.mark.parametrize("status", [JobStatus.PENDING_APPROVAL, JobStatus.APPROVED, JobStatus.OPEN, JobStatus.ON_HOLD])
def test_what_was_approved_is_not_edited(desk, status, name, value):
    desk.job.status = status
    desk.job.save()
    with pytest.raises(TermsRefused):
        jobs.edit(job=desk.job, by=desk.recruiter, at=clock.now(), **{name: value})
    with pytest.raises(TermsRefused):
        jobs.add_opening(job=desk.job, by=desk.recruiter, at=clock.now())
    desk.job.refresh_from_db()
    assert getattr(desk.job, name) != value
    assert desk.job.openings.count() == 1


@pytest.mark.requirement("MS-4.2")
def test_a_wider_band_measures_offers_only_once_it_is_approved(desk, hrbp):
    """Raising the band oneself and offering 150,000 in it skipped Finance."""
    client = rest(desk.recruiter)
    address = f"/api/v1/jobs/{desk.job.pk}"
    pay = {"min": "78000", "max": "160000", "currency": "EUR", "unit": "year"}
    refused = client.patch(f"{address}/", {"pay_range": pay}, format="json")
    assert (refused.status_code, refused.data["fields"]) == (422, ["pay_max"])
    answer = client.post(f"{address}/submission/", {"note": "Market moved", "pay_range": pay}, format="json")
    assert (answer.status_code, answer.data["status"]) == (200, "open")
    assert answer.data["pay_range"]["max"] == "98000.00"
    offer = offers.submit(offer=desk.offer("150000"), by=desk.recruiter, at=clock.now())
    assert asked(offer).steps.get(order=2).status == StepStatus.WAITING
    decide(desk.job, hrbp)
    assert client.get(f"{address}/").data["pay_range"]["max"] == "160000.00"
    offers.withdraw(offer=offer, by=desk.recruiter, at=clock.now())
    inside = offers.submit(offer=desk.offer("150000"), by=desk.recruiter, at=clock.now())
    assert asked(inside).steps.get(order=2).status == StepStatus.SKIPPED


def test_a_change_that_is_refused_leaves_the_job_as_it_was(desk, hrbp):
    jobs.amend(job=desk.job, by=desk.recruiter, at=clock.now(), openings=3, level="7")
    with pytest.raises(Stale, match="already"):
        jobs.amend(job=desk.job, by=desk.recruiter, at=clock.now(), level="8")
    decide(desk.job, hrbp, "reject", "No budget")
    desk.job.refresh_from_db()
    assert (desk.job.status, desk.job.level, desk.job.openings.count()) == (JobStatus.OPEN, "6", 1)


def test_an_approved_headcount_becomes_openings(desk, hrbp):
    jobs.amend(job=desk.job, by=desk.recruiter, at=clock.now(), openings=3)
    decide(desk.job, hrbp)
    desk.job.refresh_from_db()
    assert desk.job.openings.free().filter(opened_at__isnull=False).count() == 3
    assert (desk.job.version, desk.job.approved_version) == (1, 1)


@pytest.mark.parametrize("openings", [0, None])
def test_nothing_and_less_can_not_be_asked_for(desk, openings):
    with pytest.raises(TermsRefused):
        jobs.amend(job=desk.job, by=desk.recruiter, at=clock.now(), openings=openings)


def test_a_submission_is_withdrawn_changed_and_submitted_anew(client, desk, hrbp):
    """Whoever looked at the first asking can't approve the second with that page."""
    job = jobs.submit(job=drafted(desk, pay_max=90000), by=desk.recruiter, at=clock.now())
    client.force_login(hrbp)
    page = reverse("job_approval", args=[job.pk])
    version = client.get(page).context["form"].initial["version"]
    assert rest(desk.recruiter).delete(f"/api/v1/jobs/{job.pk}/submission/").data["status"] == "draft"
    jobs.edit(job=job, by=desk.recruiter, at=clock.now(), pay_max=150000)
    jobs.submit(job=job, by=desk.recruiter, at=clock.now())
    looked_at = {"decision": "approve", "expected_step": 1, "version": version}
    assert client.post(page, looked_at).status_code == 409
    assert client.post(page, {**looked_at, "version": version + 1}).status_code == 303
    job.refresh_from_db()
    assert (job.status, job.pay_max, job.approved_version) == (JobStatus.OPEN, 150000, 2)


def test_a_decision_on_an_older_version_is_stale(desk, hrbp):
    job = jobs.submit(job=drafted(desk), by=desk.recruiter, at=clock.now())
    Job.objects.filter(pk=job.pk).update(version=5)
    with pytest.raises(Stale, match="changed after this was asked"):
        decide(job, hrbp)
    job.refresh_from_db()
    assert job.status == JobStatus.PENDING_APPROVAL


def test_closing_the_job_asks_nobody_any_more(desk, hrbp):
    jobs.amend(job=desk.job, by=desk.recruiter, at=clock.now(), openings=2)
    jobs.close(job=desk.job, outcome="closed", reason="Enough", by=desk.recruiter, at=clock.now())
    assert ApprovalRequest.objects.get(subject_id=desk.job.pk).status == RequestStatus.CANCELLED


def test_pages_of_a_change_of_terms(client, desk, hrbp, move_clock):
    client.force_login(desk.recruiter)
    form = client.get(reverse("job_edit", args=[desk.job.pk])).context["form"]
    assert not {"pay_max", "level", "department"} & set(form.fields)
    page = reverse("job_terms", args=[desk.job.pk])
    given = {
        "openings": "2",
        "level": "6",
        "department": desk.job.department_id,
        "pay_min": "78000",
        "pay_max": "120000",
        "pay_currency": "EUR",
        "pay_unit": "year",
        "note": "Market moved",
    }
    assert client.get(page).status_code == 200
    assert client.post(page, {**given, "pay_max": "1"}).status_code == 422
    assert client.post(page, given).status_code == 303
    assert "A change waits for approval." in client.get(reverse("job", args=[desk.job.pk])).content.decode()
    client.force_login(hrbp)
    proof = client.get(reverse("job_approval", args=[desk.job.pk])).content.decode()
    assert "€78,000 to €120,000 a year" in proof and "€78,000 to €98,000 a year" in proof
    assert "2 openings, €78,000 to €120,000 a year" in client.get("/approvals/").content.decode()
    client.force_login(desk.recruiter)
    assert client.post(reverse("job_submission_withdrawal", args=[desk.job.pk])).status_code == 303
    assert client.post(reverse("job_submission_withdrawal", args=[desk.job.pk])).status_code == 409
    move_clock(timedelta(minutes=1))
    desk.job.refresh_from_db()
    assert (desk.job.status, desk.job.pay_max) == (JobStatus.OPEN, 98000)


def test_who_may_not_see_pay_sees_none_of_the_change(client, desk, hrbp):
    jobs.amend(job=desk.job, by=desk.recruiter, at=clock.now(), pay_max=123456, openings=2)
    client.force_login(desk.admin)
    for address in (reverse("job_approval", args=[desk.job.pk]), reverse("job", args=[desk.job.pk])):
        page = client.get(address)
        assert page.status_code == 200
        assert "123,456" not in page.content.decode() and "98,000" not in page.content.decode()
