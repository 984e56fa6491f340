"""The way of an offer: drafted, approved in steps, sent, answered."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from ats.actions import offers
from ats.kernel import approvals
from ats.kernel.approvals.models import ApprovalRequest, RequestStatus, StepStatus
from ats.kernel.errors import NotAllowed, Stale
from ats.kernel.models import Event, Timer
from ats.kernel.timers import firing
from ats.models import ApplicationStatus, JobStatus, Offer, OfferStatus
from tests.factories.decisions import EXPIRY, Desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return Desk()


def asked(offer):
    return ApprovalRequest.objects.get(subject_id=offer.pk, status=RequestStatus.PENDING)


def approve(offer, by, at, **more):
    return approvals.decide(request=asked(offer), by=by, decision="approve", at=at, expected_step=None, **more)


def sent_offer(desk, at, **kwargs):
    offer = offers.submit(offer=desk.offer(**kwargs), by=desk.recruiter, at=at)
    approve(offer, desk.manager, at)
    return offers.send(offer=offer, by=desk.recruiter, at=at)


def test_draft_takes_the_currency_of_the_job_and_its_first_free_opening(desk, at):
    offer = offers.draft(application=desk.application, by=desk.recruiter, at=at, salary_amount=Decimal(90000))
    assert (offer.terms.salary_currency, offer.terms.salary_unit) == ("EUR", "year")
    assert offer.opening == desk.openings[0]
    assert offer.history.get().history_user == desk.recruiter


def test_one_live_offer_for_an_application(desk, at):
    desk.offer()
    with pytest.raises(offers.OfferRefused, match="already"):
        offers.draft(application=desk.application, by=desk.recruiter, at=at, salary_amount=Decimal(90000))


def test_within_the_band_the_hiring_manager_alone_approves(desk, at):
    offer = offers.submit(offer=desk.offer("98000"), by=desk.recruiter, at=at)
    finance = asked(offer).steps.get(order=2)
    assert finance.status == StepStatus.SKIPPED
    assert "Offered salary is more than Top of the pay range" in finance.reason
    approve(offer, desk.manager, at)
    offer.refresh_from_db()
    assert (offer.status, offer.approved_version) == (OfferStatus.APPROVED, 1)


def test_above_the_band_finance_comes_after_the_hiring_manager(desk, at):
    offer = offers.submit(offer=desk.offer("98000.01"), by=desk.recruiter, at=at)
    with pytest.raises(NotAllowed):
        approve(offer, desk.finance, at)
    approve(offer, desk.manager, at)
    offer.refresh_from_db()
    assert offer.status == OfferStatus.PENDING_APPROVAL
    approve(offer, desk.finance, at)
    offer.refresh_from_db()
    assert offer.status == OfferStatus.APPROVED


def test_other_currency_than_the_band_counts_as_above_it(desk, at):
    offer = desk.offer("90000")
    offer.terms.__class__.objects.filter(offer=offer).update(salary_currency="GBP")
    offer = offers.submit(offer=Offer.objects.get(pk=offer.pk), by=desk.recruiter, at=at)
    assert asked(offer).steps.get(order=2).status == StepStatus.WAITING


def test_changed_terms_need_a_new_approval(desk, at):
    offer = offers.submit(offer=desk.offer(), by=desk.recruiter, at=at)
    approve(offer, desk.manager, at)
    revised = offers.revise(offer=offer, by=desk.recruiter, at=at, salary_amount=Decimal(95000))
    assert (revised.status, revised.version, revised.approved_version) == (OfferStatus.DRAFT, 2, None)
    assert [version.salary_amount for version in revised.versions.all()] == [95000, 92000]
    with pytest.raises(offers.OfferRefused):
        offers.send(offer=revised, by=desk.recruiter, at=at)


def test_revising_takes_the_pending_approval_back(desk, at):
    offer = offers.submit(offer=desk.offer(), by=desk.recruiter, at=at)
    pending = asked(offer)
    offers.revise(offer=offer, by=desk.recruiter, at=at, bonus="12 %")
    with pytest.raises(Stale):
        approvals.decide(request=pending, by=desk.manager, decision="approve", at=at, expected_step=1)


def test_database_refuses_a_sent_offer_whose_terms_nobody_approved(desk):
    offer = desk.offer()
    offer.status, offer.sent_at = OfferStatus.SENT, EXPIRY
    with pytest.raises(IntegrityError, match="offer_in_hand_is_approved"), transaction.atomic():
        offer.save()


def test_asked_for_changes_makes_it_a_draft_again(desk, at):
    offer = offers.submit(offer=desk.offer(), by=desk.recruiter, at=at)
    approvals.decide(
        request=asked(offer), by=desk.manager, decision="request_changes", at=at, expected_step=1, note="Add shares"
    )
    offer.refresh_from_db()
    assert offer.status == OfferStatus.DRAFT
    assert Event.objects.get(type="offer.returned").data["outcome"] == "request_changes"


def test_accepting_hires_and_fills_in_one_go(desk, at):
    offer = offers.accept(offer=sent_offer(desk, at), signed_name=" Aiko Sørensen ", at=at)
    desk.application.refresh_from_db()
    desk.job.refresh_from_db()
    assert (offer.status, offer.signed_name) == (OfferStatus.ACCEPTED, "Aiko Sørensen")
    assert desk.application.status == ApplicationStatus.HIRED
    assert desk.application.opening == desk.openings[0]
    assert desk.application.start_date == offer.terms.start_date
    assert desk.job.status == JobStatus.FILLED


def test_job_stays_open_while_it_has_free_openings(at):
    desk = Desk(openings=2)
    offers.accept(offer=sent_offer(desk, at), signed_name="Aiko Sørensen", at=at)
    desk.job.refresh_from_db()
    assert desk.job.status == JobStatus.OPEN


def test_second_acceptance_changes_nothing(desk, at):
    offer = offers.accept(offer=sent_offer(desk, at), signed_name="Aiko Sørensen", at=at)
    with pytest.raises(offers.NotOpenToAnswer, match="accepted already"):
        offers.accept(offer=offer, signed_name="Somebody Else", at=at)
    with pytest.raises(offers.NotOpenToAnswer):
        offers.decline(offer=offer, at=at)


def test_two_offers_on_one_opening_hire_one(at):
    desk = Desk(openings=2)
    other = desk.applicant("Ines", "Ferreira")
    first, second = sent_offer(desk, at), sent_offer(desk, at, application=other)
    offers.accept(offer=first, signed_name="Aiko Sørensen", at=at)
    with pytest.raises(offers.OpeningTaken, match="filled"):
        offers.accept(offer=second, signed_name="Ines Ferreira", at=at)
    other.refresh_from_db()
    assert other.status == ApplicationStatus.ACTIVE


def test_failing_hire_leaves_the_offer_unanswered(desk, at):
    offer = sent_offer(desk, at)
    desk.application.status = ApplicationStatus.WITHDRAWN
    desk.application.withdrawn_at = at
    desk.application.save()
    with pytest.raises(offers.NotOpenToAnswer, match="withdrawn"):
        offers.accept(offer=offer, signed_name="Aiko", at=at)
    offer.refresh_from_db()
    assert offer.status == OfferStatus.SENT


def test_offer_expires_at_its_time_and_not_before(desk, at):
    offer = sent_offer(desk, at)
    firing.run(EXPIRY - timedelta(seconds=1))
    offer.refresh_from_db()
    assert offer.status == OfferStatus.SENT
    firing.run(EXPIRY)
    offer.refresh_from_db()
    assert offer.status == OfferStatus.EXPIRED


def test_extended_offer_expires_at_the_new_time_only(desk, at):
    offer = sent_offer(desk, at)
    later = EXPIRY + timedelta(days=3)
    offers.extend(offer=offer, expires_at=later, by=desk.recruiter, at=at, reason="Asked for the weekend")
    firing.run(EXPIRY + timedelta(hours=1))
    offer.refresh_from_db()
    assert offer.status == OfferStatus.SENT
    assert Timer.objects.filter(kind="offers.expiry").count() == 1
    firing.run(later)
    offer.refresh_from_db()
    assert offer.status == OfferStatus.EXPIRED


def test_late_expiry_of_an_answered_offer_is_recorded_as_stale(desk, at):
    offer = sent_offer(desk, at)
    Offer.objects.filter(pk=offer.pk).update(status=OfferStatus.DECLINED, resolved_at=at)
    firing.run(EXPIRY)
    timer = Timer.objects.get(kind="offers.expiry")
    assert (timer.state, timer.reason[:22]) == ("stale", "The offer was answered")


def test_expired_offer_cannot_be_accepted_even_before_its_timer_ran(desk, at):
    offer = sent_offer(desk, at)
    with pytest.raises(offers.NotOpenToAnswer, match="expired"):
        offers.accept(offer=offer, signed_name="Aiko Sørensen", at=EXPIRY)


def test_withdrawn_offer_takes_its_approval_along(desk, at):
    offer = offers.submit(offer=desk.offer(), by=desk.recruiter, at=at)
    offers.withdraw(offer=offer, by=desk.recruiter, at=at, reason="Budget")
    assert ApprovalRequest.objects.get(subject_id=offer.pk).status == RequestStatus.CANCELLED
