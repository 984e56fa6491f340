"""The history of a person and of an application comes once the page stands: by itself with scripts, by a link without."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.conftest import PHONE
from tests.factories.ats import NoteFactory
from tests.factories.milestones import House
from tests.functional.axe import violations

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
NOTES = 40


@pytest.fixture
def house(at):
    return House(at)


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])
@pytest.mark.parametrize("noun", ["candidate", "application"])
def test_the_history_is_there(new_page, house, live_server, noun, javascript):
    application = house.apply(first_name="Ana")
    for number in range(NOTES):
        NoteFactory(
            candidate=application.candidate, application=application, body=f"Note {number}.", author=house.recruiter
        )
    page = new_page(javascript=javascript, size=PHONE)
    sign_in(page, house.recruiter, live_server)
    page.goto(reverse(noun, args=[application.candidate_id if noun == "candidate" else application.pk]))
    history = page.get_by_role("list", name="Timeline")
    if not javascript:
        assert history.count() == 0
        page.get_by_role("link", name="Show history").click()
    history.wait_for()
    assert page.get_by_role("link", name="Show history").count() == 0
    if noun == "candidate":
        shown = history.locator("li[id]").count()
        page.get_by_role("link", name="Show earlier").click()
        history.get_by_text("Note 0.", exact=True).wait_for()
        assert history.locator("li[id]").count() > shown
        assert page.get_by_role("heading", level=1).count() == 1
    page.get_by_role("link", name="Moves", exact=True).click()
    history.get_by_text("Note 1.", exact=True).wait_for(state="detached")
    history.wait_for()  # between what stood there and what comes there is a moment with neither
    if javascript:
        assert not violations(page)


def test_only_the_history_is_fetched(house):
    """The part says nothing that the page would not, to nobody whom the page refuses."""
    application, client = house.apply(first_name="Ana"), Client()
    address = reverse("application", args=[application.pk])
    asked = {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "history"}
    assert client.get(address, {"history": "all"}, **asked).status_code == 401
    client.force_login(house.recruiter)
    part = client.get(address, {"history": "all"}, **asked).content.decode()
    assert "Applied for" in part
    assert "<h1" not in part
    assert "Applied for" not in client.get(address).content.decode()


def sign_in(page, user, live_server):
    client = Client()
    client.force_login(user, backend="ats.accounts.Colleagues")
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
