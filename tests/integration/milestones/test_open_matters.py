"""What ends with an application, and which moves a job that is over still lets people make."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from ats import links
from ats.actions import applications as core
from ats.actions import interviews, jobs, offers
from ats.kernel import approvals
from ats.kernel.approvals.models import ApprovalRequest, RequestStatus
from ats.kernel.models import Event, Timer
from ats.models import ApplicationStatus, InterviewStatus, JobStatus, OfferStatus, RejectionReason
from ats.policies.applications import JobOver
from milestones import policies
from milestones.actions import applications, gate_items
from milestones.engine import events
from tests.factories.ats import user_in_role
from tests.factories.milestones import place_of

HOUR = timedelta(hours=1)


@pytest.fixture
def house(house):
    """The job has no pay band, so its offers need Finance."""
    house.finance = user_in_role("finance")
    return house


def offered(house, application, *, sent):
    offer = offers.draft(
        application=application,
        by=house.recruiter,
        at=house.at,
        salary_amount=Decimal(90000),
        expires_at=house.at + timedelta(days=7),
    )
    offers.submit(offer=offer, by=house.recruiter, at=house.at)
    if sent:
        applications.bypass(application=application, to="offer", reason="Known", by=house.recruiter, at=house.at)
        request = ApprovalRequest.objects.get(subject_id=offer.pk)
        for person in (house.manager, house.finance):
            approvals.decide(request=request, by=person, decision="approve", at=house.at, expected_step=None)
        offers.send(offer=offer, by=house.recruiter, at=house.at)
    return offer


def invited(house, application, starts_at):
    return interviews.schedule(
        application=application,
        starts_at=starts_at,
        ends_at=starts_at + HOUR,
        interviewers=[house.interviewer],
        by=house.recruiter,
        at=house.at,
    )


def reject(house, application):
    reason = RejectionReason.objects.get(key="less-experience")
    return applications.reject(
        application=application, reason=reason, by=house.recruiter, at=house.at + HOUR, note="Others were closer."
    )


def withdraw(house, application):
    reason = RejectionReason.objects.get(key="withdrew-other-job")
    return applications.withdraw(
        application=application, reason=reason, by=house.recruiter, at=house.at + HOUR, note="Took another job."
    )


@pytest.mark.parametrize("leave", [reject, withdraw])
@pytest.mark.parametrize("sent", [True, False])
def test_offer_and_coming_interviews_end_with_the_application(house, leave, sent):
    application = house.apply()
    offer = offered(house, application, sent=sent)
    coming = invited(house, application, house.at + timedelta(days=2))
    held = invited(house, application, house.at + HOUR / 2)
    leave(house, application)
    for row in (offer, coming, held):
        row.refresh_from_db()
    assert offer.status == OfferStatus.WITHDRAWN
    assert not ApprovalRequest.objects.filter(subject_id=offer.pk, status=RequestStatus.PENDING).exists()
    assert not Timer.objects.filter(kind="offers.expiry", state="waiting").exists()
    assert (coming.status, coming.sequence) == (InterviewStatus.CANCELLED, 1)
    assert held.status == InterviewStatus.SCHEDULED
    assert Event.objects.filter(type="interview.cancelled", subject_id=coming.pk).exists()


def test_the_link_of_a_dead_offer_says_that_it_is_no_longer_open(client, house):
    application = house.apply()
    offer = offered(house, application, sent=True)
    reject(house, application)
    offer.refresh_from_db()
    link = reverse("offer_answer", args=[links.sign("offer", offer.pk, version=offer.version)])
    answer = client.post(link, {"answer": "accept", "signed_name": "Aiko", "agree": "on"})
    assert answer.status_code == 409
    assert "This offer was withdrawn" in answer.content.decode()
    with pytest.raises(offers.NotOpenToAnswer, match="withdrawn"):
        offers.accept(offer=offer, signed_name="Aiko", at=house.at + HOUR)


def test_the_link_says_so_where_the_application_ended_without_its_offer(client, house):
    """Rows from before offers ended with their application."""
    application = house.apply()
    offer = offered(house, application, sent=True)
    reason = RejectionReason.objects.get(key="less-experience")
    core.mark_rejected(application=application, reason=reason, by=house.recruiter, at=house.at)
    offer.refresh_from_db()
    link = reverse("offer_answer", args=[links.sign("offer", offer.pk, version=offer.version)])
    page = client.get(link).content.decode()
    assert "This offer is no longer open" in page and "Accept the offer" not in page
    with pytest.raises(offers.NotOpenToAnswer, match="rejected"):
        offers.accept(offer=offer, signed_name="Aiko", at=house.at + HOUR)


@pytest.mark.parametrize("status", [JobStatus.FILLED, JobStatus.CLOSED, JobStatus.CANCELLED])
def test_nobody_goes_forward_in_a_job_that_is_over(client, house, status):
    application, gone = house.apply(), house.apply()
    gate_items.complete(application=application, key="cv-read", by=house.recruiter, at=house.at)
    reject(house, gone)
    jobs.close(job=house.job, outcome=status, reason="Enough", by=house.recruiter, at=house.at + HOUR)
    who = {"application": application, "to": "screen", "by": house.recruiter, "at": house.at + 2 * HOUR}
    with pytest.raises(JobOver):
        applications.advance(**who)
    with pytest.raises(JobOver):
        applications.bypass(**who, reason="In a hurry")
    with pytest.raises(JobOver):
        applications.reopen(application=gone, by=house.recruiter, at=house.at + 2 * HOUR)
    rest = APIClient()
    rest.force_authenticate(house.recruiter)
    assert rest.post(f"/api/v1/applications/{application.pk}/advancement/", {"to": "screen"}).status_code == 422
    client.force_login(house.recruiter)
    page = client.get(reverse("application", args=[application.pk])).content.decode()
    assert "Move to Screen" not in page and "Reject…" in page
    assert reject(house, application).status == ApplicationStatus.REJECTED


def test_on_hold_people_still_move_inside(house):
    application = house.apply()
    gate_items.complete(application=application, key="cv-read", by=house.recruiter, at=house.at)
    jobs.hold(job=house.job, on=True, reason="Budget", by=house.recruiter, at=house.at)
    applications.advance(application=application, to="screen", by=house.recruiter, at=house.at + HOUR)
    assert place_of(application) == "screen"


def test_the_hired_still_move_when_the_job_is_filled(house):
    application, other = house.apply(), house.apply()
    offer = offered(house, application, sent=True)
    offers.accept(offer=offer, signed_name="Aiko", at=house.at)
    house.job.refresh_from_db()
    application.refresh_from_db()
    assert house.job.is_over and application.status == ApplicationStatus.HIRED
    policies.job_goes_on(application, events.Advance(to="started"))
    other.refresh_from_db()
    with pytest.raises(JobOver):
        policies.job_goes_on(other, events.Advance(to="screen"))
