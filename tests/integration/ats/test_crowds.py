"""Sixty-four in the same moment, as real threads with connections of their own: exactly one decision each time."""

from datetime import UTC, datetime, timedelta

import pytest

from ats.actions import bookings, first_day, jobs, offers, scorecards
from ats.kernel import approvals
from ats.kernel.approvals.models import ApprovalRequest, Approver, RequestStatus
from ats.kernel.crowding import Busy, insist
from ats.kernel.errors import DomainError, Stale
from ats.kernel.outbox import StoredEvent
from ats.models import Booking, BookingStatus, Interview, InterviewStatus, Job, JobStatus, Offer, OfferStatus, Scorecard
from tests.factories.ats import AT, DepartmentFactory, user_in_role
from tests.factories.decisions import Desk, InterviewFactory
from tests.integration.ats.test_races import at_once, refusals

CROWD = 64
MONDAY = datetime(2026, 11, 23, 10, tzinfo=UTC)


@pytest.fixture
def desk(transactional_db):
    first_day.job_flow()
    return Desk()


def decisions(request, by):
    """Half of the crowd says yes, half no, all of them looking at the first step."""

    def decide(number):
        said = "approve" if number % 2 else "reject"
        return lambda: approvals.decide(request=request, by=by, decision=said, note="Because.", at=AT, expected_step=1)

    return [decide(number) for number in range(CROWD)]


def one_won(outcomes, losers=(Stale, Busy, DomainError)):
    lost = refusals(outcomes)
    assert len(lost) == CROWD - 1, [type(each).__name__ for each in outcomes if not isinstance(each, DomainError)]
    assert all(isinstance(each, losers) for each in lost)


@pytest.mark.requirement("MS-4.2")
def test_an_offer_is_decided_once(desk):
    offer = offers.submit(offer=desk.offer(), by=desk.recruiter, at=AT)
    request = ApprovalRequest.objects.get(subject_id=offer.pk)
    one_won(at_once(*decisions(request, desk.manager)))
    request.refresh_from_db()
    offer.refresh_from_db()
    approved = request.status == RequestStatus.APPROVED
    assert offer.status == (OfferStatus.APPROVED if approved else OfferStatus.DRAFT)
    assert Approver.objects.filter(step__request=request, decided_at__isnull=False).count() == 1
    assert StoredEvent.objects.filter(type__in=["offer.approved", "offer.returned"]).count() == 1
    assert Offer.objects.count() == 1


@pytest.mark.requirement("MS-4.2")
def test_a_job_is_decided_once(desk):
    hrbp = user_in_role("hrbp")
    draft = jobs.create(
        by=desk.recruiter, at=AT, requisition_id="REQ-64", name="Planner", department=DepartmentFactory()
    )
    job = jobs.submit(job=draft, by=desk.recruiter, at=AT)
    request = ApprovalRequest.objects.get(subject_id=job.pk)
    one_won(at_once(*decisions(request, hrbp)))
    request.refresh_from_db()
    job.refresh_from_db()
    assert (job.status == JobStatus.DRAFT) == (request.status == RequestStatus.REJECTED)
    assert StoredEvent.objects.filter(type__in=["job.approved", "job.returned"]).count() == 1
    assert Job.objects.filter(pk=job.pk).exclude(status=JobStatus.PENDING_APPROVAL).exists()


def test_one_candidate_gets_the_hour_that_all_of_them_pick(desk):
    """Each has a link of their own for the same interviewer and the same hour."""
    tom = user_in_role("interviewer")
    links = [
        bookings.offer(
            application=desk.applicant("Ana", f"Sousa {number}"),
            windows=[(MONDAY, MONDAY + timedelta(hours=1))],
            interviewers=[tom],
            by=desk.recruiter,
            at=AT,
        )
        for number in range(CROWD)
    ]

    def pick(booking):
        return lambda: insist(lambda: bookings.book(booking=booking, starts_at=MONDAY, at=AT))

    one_won(at_once(*map(pick, links)))
    assert Interview.objects.count() == 1
    assert Booking.objects.filter(status=BookingStatus.BOOKED).count() == 1


def test_one_link_that_is_pressed_many_times_books_one_interview(desk):
    """All press the same link; the ones that come later find the interview where they want it, or are told."""
    booking = bookings.offer(
        application=desk.application,
        windows=[(MONDAY, MONDAY + timedelta(hours=3))],
        interviewers=[user_in_role("interviewer")],
        by=desk.recruiter,
        at=AT,
    )
    hours = [MONDAY + timedelta(hours=number) for number in range(3)]

    def pick(number):
        return lambda: insist(lambda: bookings.book(booking=booking, starts_at=hours[number % 3], at=AT))

    at_once(*map(pick, range(CROWD)))
    interview = Interview.objects.get()
    assert interview.status == InterviewStatus.SCHEDULED and interview.starts_at in hours
    moves = StoredEvent.objects.filter(type="interview.rescheduled").count()
    assert interview.sequence == moves, "each move raised SEQUENCE by one, and none was lost"


def test_a_scorecard_is_handed_in_once(desk):
    tom = user_in_role("interviewer")
    interview = InterviewFactory(application=desk.application, interviewers=[tom], attributes=[])

    def submit(number):
        said = "strong_yes" if number % 2 else "no"
        return lambda: scorecards.submit(interview=interview, by=tom, at=AT, attributes=[], overall_recommendation=said)

    one_won(at_once(*map(submit, range(CROWD))))
    assert Scorecard.objects.filter(submitted_at__isnull=False).count() == 1
    assert StoredEvent.objects.filter(type="scorecard.submitted").count() == 1
