"""The pages about people in a real browser: readable by everybody, in both themes, on a telephone too."""

import pytest
from django.conf import settings
from django.test import Client

from ats.actions import first_day, tasks
from ats.kernel import clock, pump
from ats.queries import company
from tests.conftest import DESKTOP, PHONE
from tests.factories.ats import AT, user_in_role
from tests.functional.axe import violations
from tests.functional.looks import in_each_look

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
LOOKS = [("light", DESKTOP), ("dark", PHONE)]


@pytest.fixture
def admin(live_server):
    first_day.prepare(at=AT)
    person = user_in_role("admin", first_name="Anna", last_name="Ruiz")
    maya = user_in_role("recruiter", first_name="Maya", last_name="Lindqvist")
    tasks.add(title="Check the calendar", by=maya, at=clock.now(), assigned_to=person)
    pump.drain()
    return person


def signed_in(page, person, live_server):
    client = Client(headers={"User-Agent": "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0"})
    client.force_login(person, backend="ats.accounts.Colleagues")
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])


@in_each_look
def test_everybody_can_read_them(new_page, admin, live_server, theme, size):
    page = new_page(theme=theme, size=size)
    signed_in(page, admin, live_server)
    for path in (
        "/account/",
        "/people/",
        "/people/invite/",
        "/people/away/",
        "/company/",
        "/inbox/",
        "/referrals/",
        "/referrals/new/",
    ):
        page.goto(path)
        assert violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


@in_each_look
def test_the_set_up_page_too(new_page, live_server, theme, size):
    settings.SET_UP_PAGE = True
    company.forget_set_up()
    try:
        page = new_page(theme=theme, size=size)
        page.goto("/")
        assert page.url.endswith("/set-up/")
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    finally:
        settings.SET_UP_PAGE = False
        company.forget_set_up()


def test_the_view_of_a_colleague_says_so_and_ends(new_page, admin, live_server):
    page = new_page()
    signed_in(page, admin, live_server)
    page.goto("/people/")
    page.get_by_role("button", name="View as Maya Lindqvist").click()
    page.get_by_text("You see Waymark as").wait_for()
    assert violations(page) == []
    page.get_by_role("button", name="Back to my own view").click()
    page.get_by_role("heading", name="People").wait_for()
