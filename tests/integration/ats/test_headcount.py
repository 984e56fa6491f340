"""Nobody is hired into a job that is over, or beyond its headcount."""

from datetime import timedelta
from decimal import Decimal

import pytest
from rest_framework.test import APIClient

from ats.actions import applications, interviews, offers
from ats.kernel import approvals, clock
from ats.kernel.approvals.models import ApprovalRequest, RequestStatus
from ats.models import ApplicationStatus, JobStatus, Offer, OfferStatus
from ats.permissions import CorePermission
from ats.policies.applications import JobOver, OpeningTaken
from tests.factories.ats import user_with
from tests.factories.decisions import Desk

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("MS-4.2")]
OVER = [JobStatus.FILLED, JobStatus.CLOSED, JobStatus.CANCELLED]


@pytest.fixture
def desk():
    return Desk()


def set_status(job, status):
    """The state alone: a free opening is left, so that the state is what refuses."""
    job.status = status
    job.save()


def draft(desk, application=None):
    return offers.draft(
        application=application or desk.application,
        by=desk.recruiter,
        at=clock.now(),
        salary_amount=Decimal(90000),
        expires_at=clock.now() + timedelta(days=7),
    )


def approved(desk, offer=None):
    offer = offers.submit(offer=offer or draft(desk), by=desk.recruiter, at=clock.now())
    request = ApprovalRequest.objects.get(subject_id=offer.pk, status=RequestStatus.PENDING)
    approvals.decide(request=request, by=desk.manager, decision="approve", at=clock.now(), expected_step=None)
    return Offer.objects.get(pk=offer.pk)


def sent(desk, offer=None):
    return offers.send(offer=approved(desk, offer), by=desk.recruiter, at=clock.now())


def hire(desk, application):
    return applications.hire(application=application, opening=None, start_date=None, by=desk.recruiter, at=clock.now())


@pytest.mark.parametrize("status", OVER)
def test_a_job_that_is_over_takes_no_offer_interview_or_hire(desk, status):
    waiting, ready = draft(desk), approved(desk, draft(desk, desk.applicant("Ana", "Sousa")))
    other = desk.applicant("Bo", "Li")
    set_status(desk.job, status)
    with pytest.raises(JobOver):
        draft(desk, other)
    with pytest.raises(JobOver):
        offers.submit(offer=waiting, by=desk.recruiter, at=clock.now())
    with pytest.raises(JobOver):
        offers.send(offer=ready, by=desk.recruiter, at=clock.now())
    with pytest.raises(JobOver):
        hire(desk, other)
    with pytest.raises(JobOver):
        interviews.schedule(
            application=other,
            starts_at=clock.now() + timedelta(days=1),
            ends_at=clock.now() + timedelta(days=1, hours=1),
            interviewers=[desk.manager],
            by=desk.recruiter,
            at=clock.now(),
        )


@pytest.mark.parametrize("status", OVER)
def test_an_offer_in_hand_is_not_accepted_into_a_job_that_is_over(desk, status):
    offer = sent(desk)
    set_status(desk.job, status)
    assert not Offer.objects.get(pk=offer.pk).is_open_to_answer(clock.now())
    with pytest.raises(OpeningTaken):
        offers.accept(offer=offer, signed_name="Aiko", at=clock.now())
    desk.application.refresh_from_db()
    assert desk.application.status == ApplicationStatus.ACTIVE


def test_on_hold_an_offer_is_prepared_but_not_sent(desk):
    set_status(desk.job, JobStatus.ON_HOLD)
    offer = approved(desk)
    with pytest.raises(JobOver, match="on hold"):
        offers.send(offer=offer, by=desk.recruiter, at=clock.now())


def test_nobody_is_hired_beyond_the_headcount(desk):
    second = desk.applicant("Ana", "Sousa")
    late = draft(desk, second)
    hire(desk, desk.application)
    with pytest.raises(OpeningTaken, match="no free opening"):
        hire(desk, second)
    with pytest.raises(OpeningTaken):
        offers.submit(offer=late, by=desk.recruiter, at=clock.now())
    with pytest.raises(OpeningTaken):
        draft(desk, desk.applicant("Bo", "Li"))
    client = APIClient()
    client.force_authenticate(desk.recruiter)
    answer = client.post(f"/api/v1/applications/{second.pk}/hire/", {"start_date": "2027-01-04"}, format="json")
    assert answer.status_code == 422
    second.refresh_from_db()
    assert second.status == ApplicationStatus.ACTIVE


def test_a_draft_without_opening_takes_a_free_one_when_it_is_submitted(desk):
    offer = draft(desk)
    Offer.objects.filter(pk=offer.pk).update(opening=None)
    assert offers.submit(offer=offer, by=desk.recruiter, at=clock.now()).opening == desk.openings[0]


def test_an_opening_promised_to_nobody_is_chosen_first():
    desk = Desk(openings=2)
    first, second = draft(desk), draft(desk, desk.applicant("Ana", "Sousa"))
    assert {first.opening, second.opening} == set(desk.openings)


def test_offers_without_opening_fill_no_more_than_there_is(desk):
    """Such drafts were kept before every offer had to stand on an opening."""
    offer = sent(desk)
    Offer.objects.filter(pk=offer.pk).update(opening=None)
    hire(desk, desk.applicant("Ana", "Sousa"))
    with pytest.raises(OpeningTaken):
        offers.accept(offer=offer, signed_name="Aiko", at=clock.now())
    offer.refresh_from_db()
    assert offer.status == OfferStatus.SENT


def test_who_filled_an_opening_is_named_to_those_who_see_the_application(client, desk):
    hire(desk, desk.application)
    person = desk.application.candidate.name
    for reader, is_named in (
        (user_with(CorePermission.JOBS_VIEW), False),
        (user_with(CorePermission.JOBS_VIEW, CorePermission.APPLICATIONS_VIEW), True),
    ):
        client.force_login(reader)
        page = client.get(f"/jobs/{desk.job.pk}/").content.decode()
        assert "1 of 1 filled" in page
        assert (person in page) is is_named
        assert (f'href="/applications/{desk.application.pk}/"' in page) is is_named
