"""The main pages in another language in a real browser, and in one that is read from right to left."""

import pytest
from django.conf import settings as django_settings
from django.test import Client

from ats.actions import first_day, tasks
from ats.kernel import clock, pump
from ats.models import User
from tests.conftest import PHONE
from tests.factories.ats import AT, user_in_role

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.slow]
BEHIND_SIGN_IN = ("/", "/tasks/", "/jobs/", "/candidates/", "/account/", "/notifications/", "/search/", "/help/")
FOR_ALL = ("/careers/", "/careers/privacy/", "/accounts/login/")


@pytest.fixture
def recruiter(live_server):
    first_day.prepare(at=AT)
    person = user_in_role("recruiter", first_name="Maya", last_name="Lindqvist")
    tasks.add(title="Check the calendar", by=person, at=clock.now(), assigned_to=person)
    pump.drain()
    return person


def signed_in(page, person, live_server):
    client = Client()
    client.force_login(person, backend="ats.accounts.Colleagues")
    name = django_settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])


def frame(page):
    """The page's language and direction, and whether it fits the window."""
    return page.evaluate(
        "[document.documentElement.lang, document.documentElement.dir, document.documentElement.scrollWidth <= innerWidth]"
    )


def test_german_is_german_everywhere_and_can_be_left_without_scripts(new_page, recruiter, live_server):
    page = new_page(size=PHONE, locale="de-DE", javascript=False)
    for path in FOR_ALL:
        page.goto(path)
        assert page.get_attribute("html", "lang") == "de", path
    page.get_by_role("button", name="English").click()
    assert page.url.endswith("/accounts/login/")
    assert page.get_attribute("html", "lang") == "en"
    User.objects.filter(pk=recruiter.pk).update(language="de")
    page = new_page(size=PHONE, locale="en-US")
    signed_in(page, recruiter, live_server)
    for path in BEHIND_SIGN_IN:
        page.goto(path)
        assert frame(page) == ["de", "ltr", True], path


def test_pages_turn_round_and_fit_a_telephone(new_page, recruiter, live_server, settings):
    settings.LANGUAGES = [*settings.LANGUAGES, ("ar", "العربية")]
    User.objects.filter(pk=recruiter.pk).update(language="ar")
    page = new_page(size=PHONE)
    signed_in(page, recruiter, live_server)
    for path in (*BEHIND_SIGN_IN, *FOR_ALL[:2]):
        page.goto(path)
        assert frame(page) == ["ar", "rtl", True], path
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto("/")
    nav, main = page.locator("nav.side").bounding_box(), page.locator("main").bounding_box()
    assert nav["x"] > main["x"], "the navigation stands where the lines begin"
