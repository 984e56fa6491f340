"""The sourcer: adds a person, imports a few more after a dry run, and puts one forward."""

import re
from typing import Any

from playwright.sync_api import expect

from tests.functional.days.house import Day, House
from tests.functional.days.recruiter import JOB

PEOPLE = b"""First name,Last name,Email,Title,Company,Tags
Nadia,Farouk,nadia@mail.example,Port planner,Delta Ports,planner
Bruno,Keller,bruno.keller@work.example,Berth engineer,Lunar Ferries,
,,broken,,,
"""


def work(house: House) -> None:
    day = Day("sourcer")
    page = house.at_desk("sourcer")
    expect(page.get_by_role("navigation", name="At a glance")).to_contain_text("Open jobs")
    day.step(page, "one job is open")
    adds(house, page, day)
    imports(page, day)
    puts_forward(house, page, day)
    day.ends(page)


def adds(house: House, page: Any, day: Day) -> None:
    page.goto("/candidates/new/")
    page.get_by_label("First name").fill("Bruno")
    page.get_by_label("Last name").fill("Keller")
    page.get_by_label("E-mail").fill("bruno@mail.example")
    page.get_by_label("Title").fill("Berth engineer")
    page.get_by_label("Company").fill("Lunar Ferries")
    page.get_by_label("Sailing licence").fill("Master 500 GT")
    page.get_by_role("button", name="Add candidate").click()
    expect(page.get_by_role("region", name="Further details")).to_contain_text("Master 500 GT")
    house.made["bruno"] = page.url.removeprefix(house.address)
    day.step(page, "a new candidate, with the company's own field")
    page.goto(house.made["bruno"] + "edit/")
    page.locator("[name=tags]").fill("berths")
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_url(lambda url: "/edit/" not in url)
    expect(page.locator("main")).to_contain_text("berths")
    day.step(page, "tagged")


def imports(page: Any, day: Day) -> None:
    page.goto("/candidates/import/")
    page.set_input_files("[type=file]", {"name": "people.csv", "mimeType": "text/csv", "buffer": PEOPLE})
    page.get_by_role("button", name="Try it").click()
    expect(page.get_by_role("button", name="Import 2 candidates")).to_be_visible()
    expect(page.get_by_role("region", name="Refused cells").first).to_contain_text("broken")
    day.step(page, "a dry run: two would come in, one row is refused")
    page.get_by_role("button", name="Import 2 candidates").click()
    roll_back = page.get_by_role("button", name="Roll back")
    for _ in range(30):
        if roll_back.count():
            break
        page.wait_for_timeout(300)
        page.reload()
    expect(roll_back).to_be_visible()
    day.step(page, "imported, and could be rolled back")
    page.goto("/candidates/?view=all")
    expect(page.get_by_role("link", name="Nadia Farouk")).to_be_visible()
    day.step(page, "they stand among the candidates")


def puts_forward(house: House, page: Any, day: Day) -> None:
    page.goto(house.made["bruno"])
    page.get_by_role("button", name="Follow").click()
    expect(page.get_by_role("button", name="Unfollow")).to_be_visible()
    day.step(page, "follows him")
    page.goto(house.made["bruno"] + "reminder/")
    page.get_by_role("button", name="Remind me").click()
    page.wait_for_url(lambda url: "/reminder/" not in url)
    page.goto("/tasks/")
    expect(page.locator("main")).to_contain_text("Get back to Bruno Keller")
    day.step(page, "a reminder among the tasks")
    page.goto(house.made["bruno"])
    page.get_by_label("Note", exact=True).fill("Met at the port fair.")
    page.get_by_role("button", name="Add note").click()
    expect(page.get_by_role("list", name="Timeline")).to_contain_text("Met at the port fair.")
    day.step(page, "a note for the team")
    page.goto(house.made["bruno"] + "applications/new/")
    page.get_by_label("Job").select_option(label=f"REQ-1001 {JOB}")
    page.get_by_label("Source").select_option(label="Event")
    page.get_by_role("button", name="Put forward").click()
    page.wait_for_url(lambda url: "/applications/" not in url)
    expect(page.get_by_role("region", name="Applications")).to_contain_text(JOB)
    day.step(page, "put forward for the job")
    page.goto("/candidates/duplicates/")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("You may not do that"))
    day.step(page, "merging is the recruiter's")
