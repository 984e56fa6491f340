"""Decisions in a real browser: on a phone from a mail, the candidate's answer, the scorecard; under axe as they go."""

from datetime import timedelta

import pytest

from ats import links
from ats.actions import offers
from ats.kernel import approvals, clock
from ats.kernel.approvals.models import ApprovalRequest
from ats.models import ApplicationStatus, OfferStatus
from tests.conftest import PHONE
from tests.factories.ats import user_in_role
from tests.factories.decisions import Desk, InterviewFactory, ScorecardFactory
from tests.functional import axe

PASSWORD = "a-long-password-1"


@pytest.fixture
def desk(transactional_db):
    desk = Desk()
    desk.tom = user_in_role("interviewer", first_name="Tom", last_name="Adeyemi")
    for person in (desk.manager, desk.recruiter, desk.tom):
        person.set_password(PASSWORD)
        person.save()
    desk.interview = InterviewFactory(application=desk.application, interviewers=[desk.tom])
    return desk


def submitted(desk, salary="92000"):
    offer = desk.offer(salary)
    note = "Competing offer expires Monday."
    return offers.submit(offer=offer, by=desk.recruiter, at=clock.now(), note=note)


def sent(desk):
    offer = submitted(desk)
    request = ApprovalRequest.objects.get(subject_id=offer.pk)
    approvals.decide(request=request, by=desk.manager, decision="approve", at=clock.now(), expected_step=1)
    until = clock.now() + timedelta(days=7)
    return offers.send(offer=offer, by=desk.recruiter, at=clock.now(), expires_at=until)


def sign_in(page, person):
    page.get_by_label("E-mail").fill(person.email)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")
    page.wait_for_url(lambda url: "/accounts/login/" not in url)


def looked_at(page, name):
    """The page is accessible and fits; a picture of it is kept."""
    axe.picture(page, name)
    axe.assert_accessible(page)
    axe.assert_no_sideways_scroll(page)


@pytest.mark.requirement("MS-4.2")
def test_manager_approves_on_a_phone_from_the_mails_link(new_page, desk):
    ScorecardFactory(interview=desk.interview, interviewer=desk.tom)
    offer = submitted(desk)
    page = new_page(size=PHONE)
    page.goto(f"/offers/{offer.pk}/approval/")
    sign_in(page, desk.manager)
    assert page.url.endswith(f"/offers/{offer.pk}/approval/")
    looked_at(page, "approval-phone-light")
    page.get_by_role("button", name="Approve offer").click()
    page.get_by_text("You approved this.").wait_for()
    offer.refresh_from_db()
    assert offer.status == OfferStatus.APPROVED
    looked_at(page, "approval-receipt-phone-light")


def test_approving_works_without_scripts(new_page, desk):
    offer = submitted(desk)
    page = new_page(javascript=False)
    page.goto(f"/offers/{offer.pk}/approval/")
    sign_in(page, desk.manager)
    page.get_by_role("button", name="Ask for changes").first.click()
    assert "Say what has to change" in page.content()
    page.get_by_label("Comment").fill("Add shares, please")
    page.get_by_role("button", name="Ask for changes").first.click()
    offer.refresh_from_db()
    assert offer.status == OfferStatus.DRAFT


def test_candidate_accepts(new_page, desk):
    offer = sent(desk)
    page = new_page(size=PHONE)
    token = links.sign("offer", offer.pk, version=offer.version)
    page.goto(f"/o/{token}/")
    looked_at(page, "offer-answer-phone-light")
    page.get_by_label("Type your full name").fill("Aiko Sørensen")
    page.get_by_label("I accept this offer").check()
    page.get_by_role("button", name="Accept the offer").click()
    page.get_by_role("heading", name="You accepted").wait_for()
    looked_at(page, "offer-accepted-phone-light")
    desk.application.refresh_from_db()
    assert desk.application.status == ApplicationStatus.HIRED


def test_interviewer_fills_in_a_scorecard_on_a_phone(new_page, desk):
    page = new_page(size=PHONE)
    page.goto(f"/interviews/{desk.interview.pk}/scorecard/")
    sign_in(page, desk.tom)
    looked_at(page, "scorecard-phone-light")
    for legend in ("System design", "Coding", "Should we hire"):
        page.get_by_role("group", name=legend).get_by_label("Strong yes").check()
    page.get_by_role("button", name="Submit scorecard").click()
    page.get_by_role("heading", name="Scorecards of Aiko").wait_for()
    looked_at(page, "scorecards-phone-light")
