"""The executive: how hiring goes by department, and not by person."""

from playwright.sync_api import expect

from tests.functional.days.house import Day, House
from tests.functional.days.recruiter import JOB

NAMES = ("Aiko", "Bruno", "Nadia", "Petra")


def work(house: House) -> None:
    day = Day("executive")
    page = house.at_desk("executive")
    table = page.get_by_role("region", name="Hiring by department").first
    expect(table).to_contain_text("Engineering")
    nobody_named(page)
    day.step(page, "hiring by department, without a name")
    table.get_by_role("link", name="Engineering").click()
    expect(page.locator("main")).to_contain_text(JOB)
    nobody_named(page)
    day.step(page, "the jobs of a department")
    page.get_by_role("link", name=JOB).first.click()
    expect(page.get_by_role("region", name="From application to hire")).to_be_visible()
    nobody_named(page)
    day.step(page, "a job: how many stand where")
    page.goto("/jobs/?view=pending")
    nobody_named(page)
    day.step(page, "what waits for approval")
    for path, seen in (
        ("/candidates/", "the list of candidates is shut"),
        ("/interviews/", "so are interviews"),
        ("/people/", "and the administration of colleagues"),
        (house.made["offer"], "and the offer"),
    ):
        page.goto(path)
        expect(page.get_by_role("heading", level=1)).to_have_text("You may not do that")
        nobody_named(page)
        day.step(page, seen)
    page.goto("/reports/bypasses/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    day.step(page, "how often rules were bypassed")
    page.goto("/approvals/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Approvals")
    day.step(page, "approvals")
    page.goto("/")
    expect(page.get_by_role("region", name="Hiring by department").first).to_be_visible()
    day.step(page, "home again")
    day.ends(page)


def nobody_named(page: object) -> None:
    """No candidate's name stands on the page."""
    text = page.locator("body").inner_text()  # type: ignore[attr-defined]
    assert not [name for name in NAMES if name in text], text
