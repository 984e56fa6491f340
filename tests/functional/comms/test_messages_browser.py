"""Messages and consent in a real browser: the list goes on where it stands, a withdrawal is recorded; axe on each page."""

import pytest
from django.db import transaction

from ats.events import ApplicationReceived
from ats.kernel.leases import State
from ats.kernel.outbox import Delivery, emit
from comms.models import Consent, Message, MessageStatus
from tests.factories.comms import ConsentFactory, MessageFactory
from tests.factories.milestones import House
from tests.functional import axe
from tests.functional.looks import in_each_look

PASSWORD = "a-long-password-1"


@pytest.fixture
def house(transactional_db, at):
    house = House(at)
    house.recruiter.set_password(PASSWORD)
    house.recruiter.save()
    return house


def sign_in(page, person):
    page.goto("/accounts/login/")
    page.fill("[name=login]", person.email)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url(lambda url: "login" not in url)


def test_the_list_goes_on_where_it_stands(house, page):
    application = house.apply()
    for number in range(60):
        MessageFactory(
            application=application, status=MessageStatus.IN_DOUBT, status_reason="Stopped.", subject=f"Letter {number}"
        )
    sign_in(page, house.recruiter)
    page.goto("/messages/")
    assert page.locator("#results li[id^=message-]").count() == 50
    page.get_by_role("link", name="Show more").click()
    page.locator("#results li[id^=message-]").nth(59).wait_for()
    assert page.get_by_role("link", name="Show more").count() == 0
    assert page.locator("#results ul ul").count() == 0


@pytest.mark.requirement("CM-4.4")
def test_a_withdrawal_is_recorded_on_the_candidates_page(house, page):
    application = house.apply()
    ConsentFactory(application=application)
    waiting = MessageFactory(application=application)
    sign_in(page, house.recruiter)
    page.goto(f"/candidates/{application.candidate_id}/")
    page.get_by_text("Record a withdrawal").click()
    page.get_by_role("button", name="Record the withdrawal").click()
    page.get_by_text("The withdrawal is recorded.").wait_for()
    assert page.get_by_text("Record a withdrawal").count() == 0
    assert Consent.objects.first().recorded_by == house.recruiter
    assert Message.objects.get(pk=waiting.pk).status == MessageStatus.CANCELLED


def never_written(application, at):
    about = {"candidate_id": application.candidate_id, "job_id": application.job_id}
    with transaction.atomic():
        emit(ApplicationReceived(subject_id=application.pk, occurred_at=at, **about))
    problem = "MessageRefused at comms.actions.messages:138"
    Delivery.objects.filter(handler="comms.acknowledge").update(state=State.DEAD, reason=problem)


@in_each_look
def test_the_pages_are_accessible(house, new_page, theme, size, at):
    application = house.apply()
    ConsentFactory(application=application)
    MessageFactory(application=application, status=MessageStatus.IN_DOUBT, status_reason="Stopped.")
    never_written(application, at)
    page = new_page(theme=theme, size=size)
    sign_in(page, house.recruiter)
    for address in ("/messages/", f"/candidates/{application.candidate_id}/", f"/applications/{application.pk}/"):
        page.goto(address)
        fold = page.get_by_text("Record a withdrawal")
        if fold.count():
            fold.click()
        axe.assert_accessible(page)
