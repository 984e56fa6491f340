"""The command menu in a real browser: by key, by button, without scripts."""

import pytest
from django.conf import settings
from django.test import Client

from ats.kernel.access import Scope
from ats.permissions import CorePermission as C
from tests.factories.ats import ApplicationFactory, CandidateFactory, user_with
from tests.functional.axe import violations
from tests.functional.looks import in_each_look

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def recruiter():
    for first, last in (("Aiko", "Sørensen"), ("Aino", "Virtanen")):
        ApplicationFactory(candidate=CandidateFactory(first_name=first, last_name=last))
    return user_with(C.CANDIDATES_VIEW, C.APPLICATIONS_VIEW, C.JOBS_VIEW, scope=Scope.ALL)


def sign_in(page, user, live_server):
    client = Client()
    client.force_login(user, backend="ats.accounts.Colleagues")
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
    page.goto("/help/")


def test_by_keys_alone(new_page, recruiter, live_server):
    page = new_page()
    sign_in(page, recruiter, live_server)
    page.keyboard.press("Control+k")
    page.get_by_role("link", name="Candidates", exact=True).last.wait_for()
    page.keyboard.type("sør")
    page.get_by_role("dialog").get_by_role("link", name="Aiko Sørensen").wait_for()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Aiko Sørensen").wait_for()
    page.keyboard.press("Control+k")
    page.keyboard.type("ai")
    page.get_by_role("dialog").get_by_role("link", name="Aino Virtanen").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.press("Escape")
    assert page.get_by_role("dialog").count() == 0


@in_each_look
def test_it_is_accessible(new_page, recruiter, live_server, theme, size):
    page = new_page(theme=theme, size=size)
    sign_in(page, recruiter, live_server)
    assert violations(page) == []
    page.locator(".cmdk").click()
    page.keyboard.type("ai")
    page.get_by_role("dialog").get_by_role("link", name="Aiko Sørensen").wait_for()
    assert violations(page) == []
    page.goto("/search/?q=ai")
    assert violations(page) == []


def test_without_scripts_the_button_leads_to_the_search_page(new_page, recruiter, live_server):
    page = new_page(javascript=False)
    sign_in(page, recruiter, live_server)
    page.locator(".cmdk").click()
    page.locator("main").get_by_role("searchbox").fill("aiko")
    page.locator("main").get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Aiko Sørensen").wait_for()


def test_two_keys_go_to_a_place_and_one_to_the_list_of_keys(new_page, recruiter, live_server):
    page = new_page()
    sign_in(page, recruiter, live_server)
    page.keyboard.press("g")
    page.keyboard.press("j")
    page.get_by_role("heading", name="Jobs", level=1).wait_for()
    page.keyboard.press("?")
    page.get_by_role("heading", name="Keys").wait_for()
    page.keyboard.press("Control+k")
    page.keyboard.type("gj?")
    assert page.get_by_role("dialog").get_by_role("searchbox").input_value() == "gj?"
