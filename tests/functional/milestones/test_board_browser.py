"""The board and the application's page in a real Chromium: drag, keys, dialogs."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from ats.kernel import clock
from ats.models import RejectionReason
from milestones.actions import applications, gate_items
from tests.factories.milestones import House, place_of
from tests.functional.axe import assert_accessible, picture


@pytest.fixture
def story(transactional_db):
    """People in several milestones, some late, by the real clock, since that is what the server reads."""
    now = clock.now()
    house = House(now - timedelta(days=6))
    house.late = house.apply(first_name="Hannah", last_name="Okafor", title="Software Engineer", company="Flutterwave")
    house.fresh = house.apply(now - timedelta(minutes=20), first_name="Jonas", last_name="Weber", company="Zalando")
    house.ready = house.apply(now - timedelta(hours=1), first_name="Priya", last_name="Raman", company="Razorpay")
    gate_items.complete(application=house.ready, key="cv-read", by=house.recruiter, at=now - timedelta(minutes=30))
    house.screened = house.apply(now - timedelta(days=3), first_name="Daniel", last_name="Kim", company="Toss")
    applications.bypass(
        application=house.screened, to="screen", reason="Known", by=house.recruiter, at=now - timedelta(days=2)
    )
    return house


@pytest.fixture
def as_recruiter(story, new_page, live_server):
    """`as_recruiter(theme=…, size=…)`: a page signed in as the recruiter."""

    def open_page(**options):
        client = Client()
        client.force_login(story.recruiter)
        page = new_page(**options)
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
        page.context.add_cookies([cookie])
        return page

    return open_page


def card(page, application):
    return page.locator(f"#card-{application.pk}")


def test_a_card_is_dragged_and_the_server_agrees(story, as_recruiter):
    page = as_recruiter()
    page.goto(reverse("board", args=[story.job.pk]))
    with page.expect_response(lambda answer: "/placement/" in answer.url) as answered:
        card(page, story.ready).drag_to(page.locator("#col-screen [data-list]"))
    assert answered.value.status == 200
    page.locator(f"#col-screen #card-{story.ready.pk}").wait_for()
    page.wait_for_function("() => document.querySelector('#head-screen [data-count]').textContent === '2'")
    assert place_of(story.ready) == "screen"


def test_a_refused_card_asks_and_goes_back(story, as_recruiter):
    page = as_recruiter()
    page.goto(reverse("board", args=[story.job.pk]))
    card(page, story.fresh).drag_to(page.locator("#col-screen [data-list]"))
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("CV read").first.wait_for()
    assert_accessible(page)
    dialog.get_by_role("button", name="Leave where they are").click()
    page.locator(f"#col-applied #card-{story.fresh.pk}").wait_for()
    assert place_of(story.fresh) == "applied"


def test_after_a_filter_cards_are_dragged_as_before(story, as_recruiter):
    page = as_recruiter()
    page.goto(reverse("board", args=[story.job.pk]))
    page.get_by_label("Find on this board").press_sequentially("Priya")
    card(page, story.late).wait_for(state="detached")
    card(page, story.ready).drag_to(page.locator("#col-screen [data-list]"))
    page.locator(f"#col-screen #card-{story.ready.pk}").wait_for()
    page.wait_for_function("() => !document.querySelector('[data-busy]')")
    assert place_of(story.ready) == "screen"
    assert page.locator("nav.views").count() == page.locator("#results").count() == 1


def test_the_keys_move_a_card_forward(story, as_recruiter):
    page = as_recruiter()
    page.goto(reverse("board", args=[story.job.pk]))
    card(page, story.ready).locator(".name").focus()
    with page.expect_response(lambda answer: "/placement/" in answer.url):
        page.keyboard.press("]")
    page.locator(f"#col-screen #card-{story.ready.pk}").wait_for()
    assert place_of(story.ready) == "screen"


def test_the_menu_asks_in_a_dialog_and_escape_brings_the_focus_back(story, as_recruiter):
    page = as_recruiter()
    page.goto(reverse("board", args=[story.job.pk]))
    card(page, story.fresh).locator(".grip").click()
    card(page, story.fresh).get_by_role("button", name="Move to Screen").click()
    page.get_by_role("dialog").get_by_text("CV read").first.wait_for()
    picture(page, "board-refused-desk-light", full=False)
    assert_accessible(page)
    page.keyboard.press("Escape")
    page.locator(f"#col-applied #card-{story.fresh.pk} .name:focus").wait_for()
    card(page, story.ready).locator(".grip").click()
    card(page, story.ready).get_by_role("button", name="Move to Screen").click()
    page.locator(f"#col-screen #card-{story.ready.pk} .name:focus").wait_for()
    assert place_of(story.ready) == "screen"


def test_the_bulk_move_proposes_the_next_milestone(story, as_recruiter):
    page = as_recruiter()
    page.goto(reverse("board", args=[story.job.pk]))
    choice = page.locator("#move-many-to")
    card(page, story.ready).get_by_role("checkbox").check()
    assert choice.input_value() == "screen"
    card(page, story.screened).get_by_role("checkbox").check()
    assert choice.input_value() == "interviews"


def test_two_are_picked_by_mouse_and_key_and_moved_together(story, as_recruiter):
    gate_items.complete(application=story.fresh, key="cv-read", by=story.recruiter, at=clock.now())
    page = as_recruiter()
    page.goto(reverse("board", args=[story.job.pk]))
    bar = page.get_by_role("region", name="Selected")
    assert not bar.is_visible()
    card(page, story.ready).get_by_role("checkbox").check()
    card(page, story.fresh).locator(".name").focus()
    page.keyboard.press("x")
    assert bar.locator("[data-n]").inner_text() == "2"
    page.evaluate("document.querySelector('[data-board]').dispatchEvent(new CustomEvent('live'))")
    page.wait_for_load_state("networkidle")
    assert card(page, story.ready).get_by_role("checkbox").is_checked()
    assert bar.locator("[data-n]").inner_text() == "2"
    picture(page, "board-picked-desk-light", full=False)
    assert_accessible(page)
    bar.get_by_role("button", name="Move…").press("Enter")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Move to").select_option("screen")
    dialog.get_by_role("button", name="Move").press("Enter")
    page.locator(f"#col-screen #card-{story.fresh.pk}").wait_for()
    assert (place_of(story.ready), place_of(story.fresh)) == ("screen", "screen")
    assert page.locator("#toasts").get_by_text("2 moved.").is_visible()
    page.wait_for_function("() => document.getElementById('live').textContent === '2 moved.'")


def test_a_card_that_was_rejected_meanwhile_goes_back_with_a_sentence(story, as_recruiter):
    page = as_recruiter()
    page.goto(reverse("board", args=[story.job.pk]))
    applications.reject(
        application=story.ready,
        reason=RejectionReason.objects.get(key="lacks-skill"),
        by=story.manager,
        at=clock.now(),
    )
    card(page, story.ready).drag_to(page.locator("#col-screen [data-list]"))
    page.locator("#toasts").get_by_text("the application was rejected in Applied").wait_for()
    card(page, story.ready).wait_for(state="detached")
    story.ready.refresh_from_db()
    assert story.ready.status == "rejected"


def test_without_scripts_many_are_moved_by_a_form(story, as_recruiter):
    page = as_recruiter(javascript=False)
    page.goto(reverse("board", args=[story.job.pk]))
    card(page, story.ready).get_by_role("checkbox").check()
    page.get_by_label("Move those who are ticked to").select_option("screen")
    page.get_by_role("button", name="Move", exact=True).click()
    assert page.get_by_text("1 moved.").is_visible()
    assert place_of(story.ready) == "screen"


def test_without_scripts_the_address_of_each_verb_is_a_page(story, as_recruiter):
    page = as_recruiter(javascript=False)
    page.goto(reverse("application", args=[story.ready.pk]))
    page.get_by_role("link", name="Move to Screen").first.click()
    page.get_by_role("button", name="Move on").click()
    here = page.get_by_role("list", name="Milestones", exact=True).locator("[aria-current=step]")
    expect(here).to_have_text(re.compile(r"^Screen(, \w+)?$"))
    expect(page.get_by_text("Priya Raman moved on.", exact=True)).to_be_visible()
    assert place_of(story.ready) == "screen"
