"""Filters, saved views and custom fields in a real browser: with scripts, without them, and accessible in both themes."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from ats.models import CustomField, RequiredFieldRule
from tests.conftest import THEMES
from tests.factories.ats import user_in_role
from tests.factories.milestones import House
from tests.functional.axe import violations
from tests.functional.looks import in_each_look

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow, pytest.mark.requirement("SR-1.3")]
WIDE = "document.documentElement.scrollWidth <= window.innerWidth"


@pytest.fixture
def house(at):
    house = House(at)
    for key, kind, choices in (("visa", "choice", ["Has", "Needs"]), ("tongues", "multi_choice", ["Dutch", "Welsh"])):
        CustomField.objects.create(entity="candidate", key=key, label=key.capitalize(), type=kind, choices=choices)
    RequiredFieldRule.objects.create(name="Before the screen", fields=["candidate.custom.visa"], milestone="screen")
    house.apply(first_name="Ana", custom_fields={"visa": "Has"})
    house.apply(first_name="Ben", custom_fields={"visa": "Needs"})
    return house


def sign_in(page, user, live_server):
    client = Client()
    client.force_login(user, backend="ats.accounts.Colleagues")
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])
def test_a_filter_is_built_and_saved_as_a_view(new_page, house, live_server, javascript):
    page = new_page(javascript=javascript)
    sign_in(page, house.recruiter, live_server)
    page.goto("/candidates/?view=all")
    page.get_by_label("Add filter").select_option("candidate.custom.visa")
    if not javascript:
        page.get_by_role("button", name="Find", exact=True).click()
    page.get_by_label("Visa: value").select_option("Has")
    if not javascript:
        page.get_by_role("button", name="Find", exact=True).click()
    page.get_by_role("link", name="Ben").wait_for(state="detached")
    page.get_by_role("link", name="Ana").wait_for()
    page.get_by_role("link", name="Save view").click()
    page.get_by_label("Name").fill("With a visa")
    page.get_by_role("button", name="Save view").click()
    page.get_by_role("link", name="With a visa").wait_for()
    assert page.locator("nav.views a[aria-current]").inner_text() == "With a visa"
    page.get_by_role("button", name="Take away the filter Visa").click()
    page.get_by_role("link", name="Ben").wait_for()


@in_each_look
def test_pages_are_accessible_and_fit(new_page, house, live_server, theme, size):
    page = new_page(theme=theme, size=size)
    sign_in(page, house.recruiter, live_server)
    row = house.apply(first_name="Cem")
    filters = "c0=candidate.custom.tongues&c0op=in&c1=candidate.added_at&c1op=gte&c1v=soon&add=candidate.custom.visa"
    for address in (
        f"/candidates/?view=all&{filters}",
        "/jobs/?view=all&c0=job.status&c0op=eq&c0v=open&add=job.level",
        "/views/candidates/new/?query=view%3Dall",
        f"/applications/{row.pk}/fields/?need=candidate.custom.visa,job.level&to=screen",
        f"/applications/{row.pk}/",
        "/reports/required-fields/",
        "/candidates/new/",
    ):
        page.goto(address)
        assert violations(page) == [], address
        assert page.evaluate(WIDE), address


@pytest.mark.parametrize("theme", THEMES)
def test_the_administrations_pages_are_accessible(new_page, house, live_server, theme):
    page = new_page(theme=theme)
    sign_in(page, user_in_role("admin", is_staff=True), live_server)
    rule = RequiredFieldRule.objects.get()
    rule.condition = {"any": [{"field": "job.status", "op": "in", "value": ["open"]}]}
    rule.save()
    for address in (
        reverse("admin:ats_requiredfieldrule_change", args=[rule.pk]),
        reverse("admin:ats_requiredfieldrule_changelist"),
        reverse("admin:ats_customfield_add"),
        reverse("admin:ats_customfield_changelist"),
    ):
        page.goto(address)
        assert violations(page) == [], address
