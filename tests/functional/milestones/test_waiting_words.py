"""What somebody waits for in the Offer milestone: whoever has the offer now, on the board, the record and the lists."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from ats.actions import offers
from ats.kernel import reading
from ats.models import OfferStatus
from milestones.actions import applications
from milestones.queries.offer_words import asked_of, offer_words
from milestones.queries.standing import standing_of
from milestones.queries.waiting import waits_for
from tests.factories.ats import user_in_role
from tests.factories.decisions import OfferFactory


@pytest.fixture
def in_offer(house):
    user_in_role("finance")  # the job has no pay band, so its offers ask Finance as well
    application = house.apply(first_name="Aiko", last_name="Sørensen")
    applications.bypass(application=application, to="offer", reason="Urgent", by=house.recruiter, at=house.at)
    application.refresh_from_db()
    return application


def words(application, at):
    return waits_for(standing_of(application, at))


def test_a_pending_offer_names_who_approves_and_how_long_it_is_over(house, in_offer, client):
    assert words(in_offer, house.at) == "Offer to be drafted"
    offer = OfferFactory(application=in_offer)
    assert words(in_offer, house.at) == "Offer to be submitted"
    offers.submit(offer=offer, by=house.recruiter, at=house.at, note="")
    assert words(in_offer, house.at).startswith("Rebecca Osei to approve, ")
    assert words(in_offer, house.at + timedelta(days=20)).endswith(" over")
    client.force_login(house.recruiter)
    for name, pk in (("board", house.job.pk), ("application", in_offer.pk)):
        page = client.get(reverse(name, args=[pk])).content.decode()
        assert "Rebecca Osei to approve, " in page
    assert "Rebecca Osei to approve, " in client.get(reverse("candidates") + "?view=active").content.decode()


@pytest.mark.parametrize(
    ("status", "says"),
    [
        (OfferStatus.APPROVED, "Offer to be sent"),
        (OfferStatus.SENT, "Candidate's answer, until 4 Dec"),
        (OfferStatus.EXPIRED, "Offer expired: give new terms or more time"),
        (OfferStatus.DECLINED, "Offer declined: close the application or draft another"),
    ],
)
def test_every_other_state_of_the_offer_has_its_words(house, in_offer, status, says):
    OfferFactory(application=in_offer, status=status, approved_version=1, sent_at=timezone.now())
    assert words(in_offer, house.at) == says


def test_the_words_cost_no_query_for_each(house, in_offer, django_assert_num_queries):
    rows = [in_offer]
    for _ in range(3):
        row = house.apply()
        applications.bypass(application=row, to="offer", reason="Urgent", by=house.recruiter, at=house.at)
        offers.submit(offer=OfferFactory(application=row), by=house.recruiter, at=house.at, note="")
        row.refresh_from_db()
        rows.append(row)
    with django_assert_num_queries(1):
        found = offer_words(reading.together(asked_of([row.pk for row in rows])), house.at)
    assert len(found) == 3
