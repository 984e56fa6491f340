"""The next-action bar of the application's page, and what its "Why" tells: who did what, when, and what was left out."""

import pytest
from django.test import Client
from django.urls import reverse

from milestones.actions import applications, gate_items
from tests.factories.ats import AttachmentFactory
from tests.factories.decisions import InterviewFactory, OfferFactory


@pytest.fixture
def steps(house):
    """`steps(user, application)`: the labels of the bar's buttons, in their order; their addresses answer."""

    def labels(user, application):
        client = Client()
        client.force_login(user)
        shown = client.get(reverse("application", args=[application.pk])).context["next_steps"]
        for step in shown:
            if not step.posts and "/files/" not in step.href:
                assert client.get(step.href).status_code == 200, step.href
        return [step.label for step in shown]

    return labels


def test_reading_comes_first_then_the_move(house, steps):
    application = house.apply()
    assert steps(house.recruiter, application) == ["CV read: done"]
    AttachmentFactory(candidate=application.candidate)
    assert steps(house.recruiter, application) == ["Read CV", "CV read: done"]
    gate_items.complete(application=application, key="cv-read", by=house.recruiter, at=house.at)
    assert steps(house.recruiter, application) == ["Move to Screen", "Read CV"]
    applications.advance(application=application, to="screen", by=house.recruiter, at=house.at)
    assert steps(house.recruiter, application) == ["Read CV", "Write call notes…"]


def test_in_interviews_one_plans_or_hands_in(house, steps):
    application = house.apply()
    applications.bypass(application=application, to="interviews", reason="Urgent", by=house.recruiter, at=house.at)
    assert steps(house.recruiter, application) == ["Schedule interview"]
    InterviewFactory(application=application, interviewers=[house.interviewer, house.manager])
    assert steps(house.recruiter, application) == ["See scorecards"]
    assert steps(house.manager, application) == ["Fill in scorecard"]


def test_in_offer_one_drafts_or_opens_it(house, steps):
    application = house.apply()
    applications.bypass(application=application, to="offer", reason="Urgent", by=house.recruiter, at=house.at)
    assert steps(house.recruiter, application) == ["Draft offer"]
    OfferFactory(application=application)
    assert steps(house.recruiter, application) == ["Open the offer"]


def test_a_closed_one_is_taken_up_again_by_who_may(house, steps):
    application = house.apply()
    applications.withdraw(application=application, by=house.recruiter, at=house.at)
    assert steps(house.recruiter, application) == ["Take up again"]


def test_why_names_what_was_bypassed_and_who_completed_what_when(house, client):
    client.force_login(house.recruiter)
    application = house.apply(first_name="Aiko")
    gate_items.complete(application=application, key="cv-read", by=house.manager, at=house.at)
    applications.bypass(application=application, to="interviews", reason="Urgent", by=house.recruiter, at=house.at)
    page = client.get(reverse("application_why", args=[application.pk])).content.decode()
    assert "brought them past the rules from Applied to Interviews. Screen was bypassed." in page
    assert "Rebecca Osei, Fri 20 Nov 2026, 10:02" in page
    applications.bypass(application=application, to="offer", reason="Urgent", by=house.recruiter, at=house.at)
    page = client.get(reverse("application_why", args=[application.pk])).content.decode()
    assert "Scorecards in" in page and "0 of 2" in page and "was bypassed" not in page


def test_the_gate_says_who_and_when_on_the_record_too(house, client):
    client.force_login(house.recruiter)
    application = house.apply()
    gate_items.complete(application=application, key="cv-read", by=house.manager, at=house.at)
    page = client.get(reverse("application", args=[application.pk])).content.decode()
    assert "Rebecca Osei, Fri 20 Nov 2026, 10:02" in page
