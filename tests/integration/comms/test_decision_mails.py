"""What the product writes about decisions and offers: to who asked, to the candidate, to the recruiter."""

from datetime import timedelta

import pytest

from ats import extension_points
from ats.actions import offers
from ats.kernel import approvals, pump
from ats.kernel.approvals.models import ApprovalRequest
from comms.models import Message
from comms.permissions import CommsPermission as C
from tests.factories.ats import HiringTeamMemberFactory, UserFactory, user_with
from tests.factories.decisions import EXPIRY, Desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(at):
    extension_points.seed(at=at)
    return Desk()


def decided(desk, at, decision, note=""):
    offer = offers.submit(offer=desk.offer(), by=desk.recruiter, at=at)
    request = ApprovalRequest.objects.get(subject_id=offer.pk)
    approvals.decide(request=request, by=desk.manager, decision=decision, at=at, expected_step=None, note=note)
    return offer


def sent(desk, at):
    return offers.send(offer=decided(desk, at, "approve"), by=desk.recruiter, at=at)


def written(purpose):
    return Message.objects.filter(purpose=purpose).order_by("created_at")


@pytest.mark.parametrize(
    ("decision", "word", "note"),
    [("approve", "Approved", ""), ("reject", "Declined", "Too much."), ("request_changes", "Changes asked", "Less.")],
)
def test_who_asked_is_told_the_decision_with_its_comment_and_a_link(desk, at, decision, word, note):
    offer = decided(desk, at, decision, note)
    pump.drain(at)
    message = written("approval_decided").get()
    assert message.recipient == desk.recruiter
    assert message.subject.startswith(word)
    assert "Offer for Aiko Sørensen" in message.subject
    assert (f"Rebecca Osei: {note}" if note else "No comment") in message.body_text
    assert f"/offers/{offer.pk}/" in message.body_text


def test_taking_a_request_back_tells_nobody(desk, at):
    offer = offers.submit(offer=desk.offer(), by=desk.recruiter, at=at)
    offers.withdraw(offer=offer, by=desk.recruiter, at=at)
    pump.drain(at)
    assert not written("approval_decided").exists()


def test_more_time_tells_the_candidate_the_new_date(desk, at):
    offers.extend(offer=sent(desk, at), expires_at=EXPIRY + timedelta(days=7), by=desk.recruiter, at=at)
    pump.drain(at)
    first, second = written("offer")
    assert (first.template.key, second.template.key) == ("offer", "offer-extended")
    assert second.candidate == desk.application.candidate
    assert "11 December 2026" in second.body_text
    assert "/o/" in second.body_text


@pytest.mark.parametrize("has_owner", [True, False])
def test_an_expired_offer_is_told_to_its_owner_or_the_jobs_recruiters(desk, at, has_owner):
    offer = sent(desk, at)
    HiringTeamMemberFactory(job=desk.job, user=UserFactory(), role="sourcer")
    if not has_owner:
        desk.application.owner = None
        desk.application.save()
    late = EXPIRY + timedelta(minutes=1)
    offers.expire(offer=offer, at=late)
    pump.drain(late)
    message = written("offer_answer").get()
    assert (message.recipient, message.template.key) == (desk.recruiter, "offer-expired")
    assert str(desk.application.pk) in message.body_text


def test_what_was_signed_is_confirmed_and_no_colleague_reads_pay_in_it(desk, at, client):
    offers.accept(offer=sent(desk, at), signed_name="Aiko Sørensen", at=at)
    pump.drain(at)
    message = written("offer_confirmation").get()
    for term in ("€92,000", "10 %", "1 Feb 2027", "Aiko Sørensen", "Senior Backend Engineer", "/o/"):
        assert term in message.body_text
    client.force_login(user_with(*C, "applications.view"))
    page = client.get(f"/api/v1/messages/{message.pk}/").content.decode()
    assert "as the candidate signed them" in page
    assert "92,000" not in page
    assert "92,000" not in client.get(f"/api/v1/applications/{desk.application.pk}/timeline/").content.decode()
