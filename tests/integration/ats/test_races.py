"""People who act in the same moment, as real threads on a real database: one outcome, and losers who are told plainly."""

from datetime import timedelta

import pytest
from rest_framework.test import APIClient

from ats.actions import applications, jobs, offers
from ats.extension_points import Submission
from ats.kernel import approvals
from ats.kernel.approvals.models import ApprovalRequest
from ats.kernel.crowding import Busy, insist
from ats.kernel.errors import DomainError
from ats.models import Application, ApplicationStatus, Candidate, Job, JobStatus, Offer, OfferStatus, Opening
from tests.crowds import at_once
from tests.factories.ats import AT, JobPostFactory
from tests.factories.decisions import EXPIRY, Desk

TIMES = 6


@pytest.fixture
def desk(transactional_db):
    return Desk()


def refusals(outcomes):
    return [each for each in outcomes if isinstance(each, DomainError)]


def sent(desk, application=None, opening=None):
    offer = offers.submit(offer=desk.offer(application=application, opening=opening), by=desk.recruiter, at=AT)
    request = ApprovalRequest.objects.get(subject_id=offer.pk)
    approvals.decide(request=request, by=desk.manager, decision="approve", at=AT, expected_step=1)
    return offers.send(offer=offer, by=desk.recruiter, at=AT)


def accept(offer, at=AT):
    return lambda: offers.accept(offer=offer, signed_name="Aiko Sørensen", at=at)


def test_a_candidate_who_accepts_many_times_at_once_is_hired_once(desk):
    offer = sent(desk)
    outcomes = at_once(*[accept(offer)] * TIMES)
    assert len(refusals(outcomes)) == TIMES - 1
    assert {type(each) for each in refusals(outcomes)} <= {offers.NotOpenToAnswer, Busy}
    assert Offer.objects.get().status == OfferStatus.ACCEPTED
    assert Opening.objects.filter(application=desk.application).count() == 1


@pytest.mark.parametrize("turn", range(3))
def test_of_accepting_declining_and_withdrawing_at_once_one_happens(desk, turn):
    offer = sent(desk)
    deeds = [
        accept(offer),
        lambda: offers.decline(offer=offer, at=AT),
        lambda: offers.withdraw(offer=offer, by=desk.recruiter, at=AT),
    ]
    outcomes = at_once(*deeds[turn:], *deeds[:turn])
    assert len(refusals(outcomes)) == 2
    hired = Application.objects.get(pk=desk.application.pk).status == ApplicationStatus.HIRED
    assert hired == (Offer.objects.get().status == OfferStatus.ACCEPTED)
    assert hired == Opening.objects.filter(application=desk.application).exists()


def test_the_expiry_never_overtakes_an_answer_in_time(desk):
    offer = sent(desk)
    at_once(accept(offer, EXPIRY - timedelta(seconds=1)), *[lambda: offers.expire(offer=offer, at=EXPIRY)] * 3)
    offer.refresh_from_db()
    hired = Application.objects.get(pk=desk.application.pk).status == ApplicationStatus.HIRED
    assert offer.status in {OfferStatus.ACCEPTED, OfferStatus.EXPIRED}
    assert hired == (offer.status == OfferStatus.ACCEPTED)


def test_one_opening_takes_one_of_those_who_are_hired_into_it_at_once(desk):
    people = [desk.application, *(desk.applicant("Ana", f"Sousa {number}") for number in range(TIMES - 1))]
    opening = desk.openings[0]

    def hire(application):
        return lambda: applications.hire(
            application=application, opening=opening, start_date=None, by=desk.recruiter, at=AT
        )

    outcomes = at_once(*map(hire, people))
    assert len(refusals(outcomes)) == TIMES - 1
    assert Application.objects.filter(status=ApplicationStatus.HIRED).count() == 1


def test_who_accepts_after_the_opening_was_closed_is_told_that_it_is_taken(desk):
    offer = sent(desk)
    jobs.close(job=desk.job, outcome=JobStatus.CANCELLED, reason="No budget", by=desk.recruiter, at=AT)
    with pytest.raises(offers.OpeningTaken):
        accept(offer)()
    offer.refresh_from_db()
    assert offer.status == OfferStatus.SENT


def test_forms_sent_while_the_job_closes_are_in_or_refused(desk):
    post = JobPostFactory(job=desk.job)

    def apply(number):
        who = {"first_name": "Ana", "last_name": "Sousa", "email": f"ana{number}@mail.example", "phone": ""}
        submission = Submission(**who, consents={}, answers={})
        return lambda: insist(lambda: applications.receive(post=post, submission=submission, at=AT))

    def close():
        return jobs.close(job=desk.job, outcome=JobStatus.CLOSED, reason="Enough", by=desk.recruiter, at=AT)

    before = Application.objects.count()
    outcomes = at_once(close, *map(apply, range(TIMES)))
    assert Application.objects.count() - before == TIMES - len(refusals(outcomes))


def test_the_same_person_who_sends_the_form_many_times_at_once_applies_once(desk):
    post = JobPostFactory(job=desk.job)
    spellings = ["Ana@Mail.example", "ana@mail.example", " ANA@MAIL.EXAMPLE"]

    def apply(number):
        who = {"first_name": "Ana", "last_name": "Sousa", "email": spellings[number % 3].strip(), "phone": ""}
        submission = Submission(**who, consents={}, answers={})
        return lambda: insist(lambda: applications.receive(post=post, submission=submission, at=AT))

    outcomes = at_once(*map(apply, range(TIMES)))
    assert not refusals(outcomes)
    assert len({each.pk for each in outcomes}) == 1


def test_two_systems_that_write_one_external_id_at_once_make_one_person(desk):
    def put(number):
        def send():
            client = APIClient()
            client.force_authenticate(desk.recruiter)
            body = {"first_name": f"Ana {number}", "last_name": "Sousa"}
            return client.put("/api/v1/candidates/external/hris-1/", body, format="json").status_code

        return send

    codes = at_once(*map(put, range(TIMES)))
    assert Candidate.objects.filter(external_id="hris-1").count() == 1
    assert sorted(codes) == [200] * (TIMES - 1) + [201], "the later ones bring up to date what the first created"


def test_jobs_that_are_created_at_once_each_get_a_number_of_their_own(desk):
    department = str(desk.job.department_id)

    def create(number):
        def send():
            client = APIClient()
            client.force_authenticate(desk.recruiter)
            body = {"name": f"Job {number}", "department": department, "openings": [{}, {}]}
            return client.post("/api/v1/jobs/", body, format="json").status_code

        return send

    assert at_once(*map(create, range(TIMES))) == [201] * TIMES
    assert Job.objects.filter(name__startswith="Job ").count() == TIMES


def test_of_two_jobs_with_one_requisition_id_one_is_refused_by_its_field(desk):
    facts = {"name": "Data engineer", "department": desk.job.department, "requisition_id": "DATA-1"}
    outcomes = at_once(*[lambda: jobs.create(by=desk.recruiter, at=AT, **facts)] * 3)
    lost = refusals(outcomes)
    assert len(lost) == 2 and all(each.status == 400 and "requisition_id" in each.details["errors"] for each in lost)
