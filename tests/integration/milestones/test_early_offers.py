"""An offer is sent from its milestone on, so that an acceptance leaves no mandatory milestone out."""

from datetime import timedelta

import pytest

from ats.actions import offers
from ats.kernel.approvals.models import ApprovalRequest, RequestStatus
from ats.models import OfferStatus
from milestones.actions import applications
from milestones.engine import MoveRefused
from milestones.models import Milestone
from tests.factories.ats import user_in_role
from tests.factories.decisions import OfferFactory


@pytest.fixture
def approved(house):
    """`approved(application)`: an offer for it, approved as it stands; without a pay band it takes Finance."""
    user_in_role("finance")

    def make(application):
        offer = OfferFactory(application=application, expires_at=house.at + timedelta(days=5))
        offer = offers.submit(offer=offer, by=house.recruiter, at=house.at)
        request = ApprovalRequest.objects.get(subject_id=offer.pk)
        request.status, request.resolved_at = RequestStatus.APPROVED, house.at
        request.save()
        offers.decided(offer, request=request, by=house.manager, at=house.at)
        return offer

    return make


def test_an_offer_from_before_its_milestone_is_refused_by_name(house, approved):
    application = house.apply()
    offer = approved(application)
    with pytest.raises(MoveRefused, match=r"in Applied.*to Offer first") as refused:
        offers.send(offer=offer, by=house.recruiter, at=house.at)
    assert (refused.value.status, refused.value.details["missing"][0]["key"]) == (422, "offer")
    offer.refresh_from_db()
    assert offer.status == OfferStatus.APPROVED
    applications.bypass(application=application, to="offer", reason="Known", by=house.recruiter, at=house.at)
    assert offers.send(offer=offer, by=house.recruiter, at=house.at).is_sent


def test_a_workflow_that_may_leave_the_offer_out_asks_for_nothing(house, approved):
    Milestone.objects.filter(definition__stage="offer").update(is_mandatory=False)
    offer = approved(house.apply())
    assert offers.send(offer=offer, by=house.recruiter, at=house.at).is_sent
