"""The hiring manager, on a phone: her own scorecard, the decision, the approval of the offer, an absence."""

from datetime import datetime, timedelta
from typing import Any

from playwright.sync_api import expect

from tests.functional.days.house import DOMAIN, Day, House
from tests.functional.days.interviewer import score


def work(house: House) -> None:
    day = Day("hiring-manager")
    page = house.at_desk("manager")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Rebecca")
    day.step(page, "her home page")
    page.goto(house.made["job"] + "board/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    day.step(page, "the board on a phone")
    decides(house, page, day)
    offer(house)
    page.goto("/")
    expect(page.locator("main")).to_contain_text("1 approval waits for you")
    day.step(page, "an approval waits")
    page.goto(house.link(f"manager@{DOMAIN}", "/offers/", "Please decide"))
    expect(page.locator("main")).to_contain_text("above the band")
    day.step(page, "the offer beside its band, and why")
    page.get_by_role("button", name="Approve offer").click()
    expect(page.get_by_text("You approved this")).to_be_visible()
    day.step(page, "approved")
    page.goto("/account/")
    page.get_by_label("Who covers").select_option(label="Maya Lindqvist")
    page.get_by_role("button", name="Plan the absence").click()
    expect(page.get_by_role("region", name="Absence")).to_contain_text("Maya Lindqvist covers")
    covers = "select d.email from kernel_absence a join ats_user d on d.id = a.deputy_id"
    assert house.rows(covers) == [(f"recruiter@{DOMAIN}",)]
    day.step(page, "away today, and somebody covers")
    page.goto("/approvals/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Approvals")
    day.step(page, "nothing waits any more")
    day.ends(page)


def decides(house: House, page: Any, day: Day) -> None:
    page.goto(house.made["aiko"] + "decision/")
    expect(page.locator("main")).to_contain_text("Missing")
    day.step(page, "a scorecard is missing: her own")
    page.goto(house.made["interview"] + "scorecard/")
    score(page, "Strong yes")
    page.get_by_role("button", name="Submit scorecard").click()
    page.wait_for_url("**/scorecards/")
    expect(page.locator("main")).to_contain_text("2 of 2 in favour")
    assert house.rows("select count(*) from ats_scorecard where submitted_at is not null") == [(2,)]
    day.step(page, "hers is in, and now she sees the other one")
    page.goto(house.made["aiko"] + "decision/")
    page.get_by_label("Reason, kept with the decision").fill("Kept planners running.")
    day.step(page, "the reason of her decision")
    page.get_by_role("button", name="Move to Offer").click()
    page.wait_for_url(lambda url: "/decision/" not in url)
    expect(page.get_by_role("list", name="Milestones").locator("[aria-current=step]")).to_contain_text("Offer")
    assert ("offer",) in house.rows("select stage from ats_application where id = %s", house.made["aiko"].split("/")[2])
    day.step(page, "Aiko is to have an offer")


def offer(house: House) -> None:
    """The recruiter drafts it above the band and submits it."""
    page = house.at_desk("recruiter", house.made["aiko"] + "offers/new/")
    page.get_by_label("Base salary").fill("104000")
    page.get_by_label("Start date").fill((datetime.now() + timedelta(days=90)).strftime("%Y-%m-%d"))  # noqa: DTZ005
    page.get_by_label("Answer until").fill((datetime.now() + timedelta(days=14)).strftime("%Y-%m-%dT12:00"))  # noqa: DTZ005
    page.get_by_role("button", name="Save draft").click()
    page.wait_for_url("**/offers/*-*/")
    house.made["offer"] = page.url.removeprefix(house.address)
    page.get_by_role("button", name="Submit for approval").first.click()
    expect(page.get_by_text("Pending approval", exact=True).first).to_be_visible()
