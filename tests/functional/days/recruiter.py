"""The recruiter's days: a job is drafted and submitted; later its applications are read and moved on."""

import re
from typing import Any

from playwright.sync_api import expect

from tests.functional.days.house import Day, House

JOB = "Harbour Systems Manager"
TEAM = {
    "Hiring manager": "Rebecca Osei",
    "Recruiter": "Maya Lindqvist",
    "Coordinator": "Ines Prado",
    "Sourcer": "Leo Marchetti",
    "Interviewer": "Tom Adeyemi",
    "HR business partner": "Sara Whitlock",
}


def opens_a_job(house: House) -> None:
    day = Day("recruiter")
    page = house.join("recruiter", "Maya", "Lindqvist")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Maya")
    day.step(page, "her home page, empty so far")
    page.goto("/account/")
    page.get_by_label("Title").fill("Senior recruiter")
    page.get_by_role("button", name="Keep profile").click()
    expect(page.get_by_label("Title")).to_have_value("Senior recruiter")
    day.step(page, "her own profile")
    page.goto("/jobs/")
    expect(page.get_by_role("heading", level=1, name="Jobs")).to_be_visible()
    day.step(page, "no job yet")
    draft(page, day)
    house.made["job"] = page.url.removeprefix(house.address)
    kit(house, page, day)
    page.get_by_role("button", name="Submit for approval").first.click()
    expect(page.get_by_role("region", name="Next: Waits for approval.")).to_be_visible()
    day.step(page, "the job waits for approval")
    page.goto("/careers/")
    expect(page.locator("main")).not_to_contain_text(JOB)
    day.step(page, "nobody outside sees it yet")
    page.goto("/tasks/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    day.step(page, "her tasks")
    page.goto(house.made["job"] + "history/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    day.step(page, "the job as it was on any day")
    day.ends(page)


def draft(page: Any, day: Day) -> None:
    page.goto("/jobs/new/")
    page.get_by_label("Title", exact=True).fill(JOB)
    page.get_by_label("Department").select_option(label="Engineering")
    page.get_by_label("Level").fill("P4")
    page.get_by_role("group", name="Places", exact=True).get_by_label("Lisbon").check()
    page.get_by_label("Description").fill("You keep the berth planner running.")
    page.get_by_label("FLSA status").select_option(label="Non-exempt")
    page.get_by_label("Pay from").fill("78000")
    page.get_by_label("Pay to").fill("98000")
    for role, name in TEAM.items():
        page.get_by_role("group", name=role, exact=True).get_by_label(name, exact=True).check()
    day.step(page, "the form, filled in")
    page.locator("main form button[type=submit]").last.click()
    expect(page.get_by_role("alert").first).to_contain_text("The title lets expect")
    day.step(page, "a warning before anything is saved")
    page.get_by_label("Why it is right as it is").fill("Manages systems, not people.")
    page.locator("main form button[type=submit]").last.click()
    expect(page.get_by_role("region", name="Saved despite warnings")).to_contain_text("Manages systems")
    day.step(page, "saved despite the warning, which the page says")


def kit(house: House, page: Any, day: Day) -> None:
    page.get_by_role("link", name="Write a kit").click()
    page.get_by_label("Name").fill("Systems talk")
    page.get_by_label("Minutes").fill("45")
    page.get_by_label("Questions").fill("Tell us of an outage.\nHow do you plan maintenance?")
    page.get_by_label("The scorecard asks about").fill("Operations: keeps things running\nCommunication")
    page.get_by_role("button", name="Save the kit").click()
    expect(page.get_by_role("region", name="Interview kits")).to_contain_text("Systems talk")
    day.step(page, "what the interview is to find out")


def reads_applications(house: House) -> None:
    day = Day("recruiter-again")
    page = house.at_desk("recruiter")
    expect(page.get_by_role("region", name="New applications")).to_contain_text("Aiko Sorensen")
    day.step(page, "two new applications")
    merge(page, day)
    page.goto("/review/")
    expect(page.get_by_role("heading", level=1, name="Aiko Sorensen")).to_be_visible()
    day.step(page, "the longest waiting first, beside the CV")
    page.get_by_role("button", name="CV read: done").click()
    expect(page.get_by_role("button", name="Move to Screen")).to_be_visible()
    day.step(page, "what was missing is done")
    page.get_by_label("Goes with the move").fill("Knows ferries.")
    page.get_by_role("button", name="Move to Screen").click()
    expect(page.get_by_role("heading", level=1, name="Bruno Keller")).to_be_visible()
    day.step(page, "the next one follows at once")
    page.goto(house.made["job"] + "board/")
    page.locator("#col-screen").get_by_role("link", name="Aiko Sorensen").click()
    page.wait_for_url("**/applications/*/")
    house.made["aiko"] = page.url.removeprefix(house.address)
    day.step(page, "everything about Aiko")
    move_on(house, page, day)


def merge(page: Any, day: Day) -> None:
    page.goto("/candidates/duplicates/")
    page.get_by_role("button", name="Search now").click()
    compare = page.get_by_role("link", name=re.compile("^Compare"))
    for _ in range(30):
        if compare.count():
            break
        page.wait_for_timeout(300)
        page.goto("/candidates/duplicates/")
    expect(page.locator("main")).to_contain_text("98 %")
    day.step(page, "two records that look like one person")
    compare.first.click()
    expect(page.get_by_role("heading", level=1, name="Merge two records")).to_be_visible()
    day.step(page, "both side by side")
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_url(lambda url: "/merge/" not in url)
    expect(page.get_by_role("heading", level=1, name="Bruno Keller")).to_be_visible()
    day.step(page, "one record is left")


def move_on(house: House, page: Any, day: Day) -> None:
    page.goto(house.made["aiko"] + "gate-items/call-notes/completion/")
    page.get_by_label("Note").first.fill("Lives in Lisbon, two months of notice.")
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_url(lambda url: "/completion/" not in url)
    expect(page.get_by_role("region", name="What it takes to move on")).to_contain_text("1 of 1")
    day.step(page, "the call is noted")
    page.goto(house.made["aiko"] + "advancement/")
    page.get_by_role("button", name="Move on").click()
    page.wait_for_url(lambda url: "/advancement/" not in url)
    expect(page.get_by_role("list", name="Milestones").locator("[aria-current=step]")).to_contain_text("Interviews")
    day.step(page, "Aiko is to be interviewed")
    day.ends(page)
