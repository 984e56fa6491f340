"""The HR business partner approves a job, looks at what it is, and plans an absence."""

from playwright.sync_api import expect

from tests.functional.days.house import DOMAIN, Day, House
from tests.functional.days.recruiter import JOB


def work(house: House) -> None:
    day = Day("hrbp")
    page = house.at_desk("hrbp")
    expect(page.locator("main")).to_contain_text("1 approval waits for you")
    day.step(page, "what waits for her comes first")
    page.get_by_role("link", name=f"Review {JOB}").click()
    expect(page.get_by_role("region", name="Your decision")).to_be_visible()
    day.step(page, "all that she needs to decide")
    page.goto("/approvals/")
    expect(page.locator("main")).to_contain_text("1 waits for you")
    day.step(page, "the list says the same")
    page.goto(house.link(f"hrbp@{DOMAIN}", "/jobs/", "Please decide"))
    day.step(page, "the mail leads to the same page")
    page.get_by_label("Comment").fill("Within the plan.")
    page.get_by_role("button", name="Approve job").first.click()
    expect(page.get_by_text("You approved this")).to_be_visible()
    day.step(page, "approved")
    assert house.mail(f"recruiter@{DOMAIN}", "Approved")
    page.goto(house.made["job"])
    expect(page.get_by_role("region", name="Job posts")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text(JOB)
    day.step(page, "the job is open")
    page.goto("/careers/")
    expect(page.get_by_role("link", name=JOB)).to_be_visible()
    day.step(page, "and on the careers site")
    page.goto("/people/away/")
    expect(page.get_by_role("heading", level=1)).to_have_text("You may not do that")
    day.step(page, "others' absences are not hers to plan")
    page.goto("/account/")
    page.get_by_label("I am asked for an approval").select_option(label="In the product")
    day.step(page, "how she is told")
    page.goto("/help/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    day.step(page, "help")
    page.goto("/")
    expect(page.locator("main")).not_to_contain_text("waits for you.")
    day.step(page, "nothing waits any more")
    day.ends(page)
