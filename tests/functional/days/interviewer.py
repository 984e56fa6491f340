"""The interviewer, on a phone: the invitation, the kit, the scorecard."""

from typing import Any

from playwright.sync_api import expect

from tests.functional.days import referred
from tests.functional.days.house import DOMAIN, Day, House


def work(house: House) -> None:
    day = Day("interviewer")
    invitation = house.mail(f"interviewer@{DOMAIN}", "Interview with Aiko Sorensen:")
    assert [one["filename"] for one in invitation["attachments"]] == ["invite.ics"]
    calendar = invitation["attachments"][0]["text"]
    assert "METHOD:REQUEST" in calendar and 'ORGANIZER;CN="Northlight Ferries"' in calendar
    page = house.at_desk("interviewer")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Tom")
    day.step(page, "his home page")
    page.goto("/interviews/?whose=mine&when=past")
    expect(page.locator("main")).to_contain_text("Systems talk")
    day.step(page, "his interviews")
    page.goto(house.made["interview"])
    expect(page.get_by_role("region", name="Interview kit")).to_contain_text("Tell us of an outage.")
    day.step(page, "what to ask")
    expect(page.get_by_role("link", name="Read the CV")).to_be_visible()
    day.step(page, "the CV is at hand")
    page.goto(house.made["interview"] + "scorecard/")
    expect(page.locator("main")).to_contain_text("You see the other scorecards when yours is in")
    day.step(page, "an empty scorecard")
    score(page, "Yes")
    day.step(page, "rated")
    page.get_by_label("Why, in two sentences").fill("Knows outages. Talks well.")
    page.get_by_role("button", name="Save draft").click()
    page.goto(house.made["interview"] + "scorecard/")
    expect(page.get_by_label("Why, in two sentences")).to_have_value("Knows outages. Talks well.")
    kept = "select overall_recommendation, note, submitted_at is not null from ats_scorecard"
    assert house.rows(kept) == [("yes", "Knows outages. Talks well.", False)]
    day.step(page, "the draft was kept")
    page.get_by_role("button", name="Submit scorecard").click()
    page.wait_for_url("**/scorecards/")
    expect(page.locator("main")).to_contain_text("Tom Adeyemi")
    assert house.rows(kept) == [("yes", "Knows outages. Talks well.", True)]
    day.step(page, "handed in")
    referred.refers(house, page, day)
    page.goto("/people/")
    expect(page.get_by_role("heading", level=1)).to_have_text("You may not do that")
    day.step(page, "what is not his stays shut")
    page.goto("/account/")
    expect(page.get_by_role("region", name="Notifications")).to_be_visible()
    day.step(page, "how he is told")
    page.goto("/")
    expect(page.locator("main")).not_to_contain_text("Fill in")
    day.step(page, "home again, with no scorecard left to fill in")
    day.ends(page)


def score(page: Any, wish: str) -> None:
    """Rate everything that the scorecard asks with `wish`."""
    for group in page.get_by_role("group").all():
        if group.get_by_label(wish, exact=True).count():
            group.get_by_label(wish, exact=True).check()
