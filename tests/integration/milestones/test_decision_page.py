"""The decision page: evidence side by side, who is late, what is hidden, and the deeds that start there."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from ats.actions import interviews, offers, scorecards
from ats.models import OfferStatus
from milestones.actions import applications, gate_items
from milestones.models import Visit, VisitSignal
from tests.factories.ats import NoteFactory, user_in_role
from tests.factories.milestones import place_of


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def page(user, application):
    return signed_in(user).get(reverse("application_decision", args=[application.pk]))


@pytest.fixture
def panel(house):
    return [house.interviewer, user_in_role("interviewer", first_name="Pooja", last_name="Shah")]


@pytest.fixture
def held(house, panel):
    """An interview of two, over; Pooja's scorecard is in, Tom's isn't."""
    application = house.apply(first_name="Noor", last_name="Haddad")
    meeting = interviews.schedule(
        application=application,
        starts_at=house.at - timedelta(hours=3),
        ends_at=house.at - timedelta(hours=2),
        interviewers=panel,
        attributes=["Coding"],
        name="Coding talk",
        by=house.recruiter,
        at=house.at,
    )
    submit(house, meeting, panel[1], "Wrote the retry with a test first.")
    return application


def submit(house, meeting, by, note):
    return scorecards.submit(
        interview=meeting,
        by=by,
        at=house.at,
        attributes=[{"name": "Coding", "rating": 4, "note": note}],
        overall_recommendation="strong_yes",
    )


def test_all_evidence_stands_on_one_page_with_who_is_late(house, held):
    NoteFactory(candidate=held.candidate, application=held, author=house.recruiter, body="Asks about remote work.")
    answer = page(house.recruiter, held)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "1 of 2 in" in text and "Wrote the retry with a test first." in text and "Strong yes" in text
    assert "Tom Adeyemi" in text and "Not in yet" in text and "Asks about remote work." in text
    assert [late.person for late in answer.context["table"].late] == [house.interviewer]


def test_nobody_on_the_panel_sees_others_before_their_own_is_in(house, held):
    before = page(house.interviewer, held).content.decode()
    assert "Wrote the retry" not in before and "Strong yes" not in before
    assert "In, hidden until yours is" in before and "Fill in yours" in before
    submit(house, held.interviews.get(), house.interviewer, "Clear.")
    after = page(house.interviewer, held).content.decode()
    assert "Wrote the retry" in after and "2 of 2 in" in after


def test_going_on_starts_here_with_the_reason_kept(house, held):
    blocked = page(house.recruiter, held).content.decode()
    assert 'aria-disabled="true"' in blocked and "Missing:" in blocked
    gate_items.complete(application=held, key="cv-read", by=house.recruiter, at=house.at)
    ready = page(house.recruiter, held)
    further = ready.context["advance_to"]
    body = {"to": further.key, "expected": ready.context["expected"], "note": "Two strong voices."}
    sent = signed_in(house.recruiter).post(reverse("application_advancement", args=[held.pk]), body)
    assert sent.status_code == 303 and place_of(held) == further.key
    assert Visit.objects.filter(application=held, note="Two strong voices.").exists()


def test_who_may_not_decide_sees_no_deeds(house, held, panel):
    context = page(panel[1], held).context
    assert not (context["advance_to"] or context["blocked"] or context["rejection"] or context["offer_new"])
    stranger = user_in_role("interviewer")
    assert page(stranger, held).status_code == 404
    assert page(user_in_role("finance"), held).status_code in (403, 404)


@pytest.mark.parametrize("door", ["page", "rest"])
def test_a_hire_by_hand_takes_back_the_offer_that_is_still_out(house, door):
    """Otherwise the candidate could still answer, or sign other terms than those they start under."""
    application = house.apply()
    applications.bypass(application=application, to="offer", reason="Known to us.", by=house.recruiter, at=house.at)
    offer = offers.draft(
        application=application, by=house.recruiter, at=house.at, salary_amount=Decimal(90000), bonus="10 %"
    )
    VisitSignal.objects.create(
        visit=Visit.objects.get(application=application, exited_at=None), code="offer.accepted", received_at=house.at
    )
    address = f"/applications/{application.pk}/hire/"
    client = signed_in(house.recruiter)
    body = {"opening": str(house.opening.pk)}
    answer = (
        client.post(address, body)
        if door == "page"
        else client.post(f"/api/v1{address}", body, content_type="application/json")
    )
    assert answer.status_code in (200, 303), answer.content
    offer.refresh_from_db()
    assert (offer.status, offer.withdrawal_reason) == (OfferStatus.WITHDRAWN, "Hired without this offer.")
