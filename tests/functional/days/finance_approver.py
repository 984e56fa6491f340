"""The finance approver, on a phone: an offer above the band."""

from playwright.sync_api import expect

from tests.functional.days.house import DOMAIN, Day, House


def work(house: House) -> None:
    day = Day("finance-approver")
    page = house.at_desk("finance")
    expect(page.locator("main")).to_contain_text("1 approval waits for you")
    day.step(page, "one approval waits")
    expect(page.get_by_role("region", name="What you do here")).to_contain_text("Approves what is above the band")
    day.step(page, "what he is here for")
    page.goto("/approvals/")
    expect(page.locator("main")).to_contain_text("104,000")
    day.step(page, "the number that matters, in the list")
    page.goto(house.link(f"finance@{DOMAIN}", "/offers/", "Please decide"))
    expect(page.locator("main")).to_contain_text("€6,000 above the band")
    day.step(page, "how far above the band")
    expect(page.get_by_role("list", name="Approvals")).to_contain_text("Rebecca Osei")
    day.step(page, "who approved before him")
    page.get_by_label("Comment").fill("Within the yearly plan.")
    day.step(page, "his comment")
    page.get_by_role("button", name="Approve offer").click()
    expect(page.get_by_text("You approved this")).to_be_visible()
    assert house.rows("select status from ats_offer") == [("approved",)]
    assert house.mail(f"recruiter@{DOMAIN}", "Approved")
    day.step(page, "approved")
    page.goto("/candidates/")
    expect(page.get_by_role("heading", level=1)).to_have_text("You may not do that")
    day.step(page, "candidates are not his")
    page.goto("/jobs/")
    expect(page.locator("main")).to_contain_text("Harbour Systems Manager")
    day.step(page, "the jobs and their pay are")
    page.goto("/account/")
    expect(page.get_by_role("region", name="Signing in")).to_be_visible()
    day.step(page, "his account")
    page.goto("/")
    expect(page.locator("main")).not_to_contain_text("1 approval waits")
    day.step(page, "nothing waits any more")
    recruiter = house.at_desk("recruiter", house.made["offer"])
    recruiter.get_by_role("button", name="Send").first.click()
    expect(recruiter.get_by_text("Sent", exact=True).first).to_be_visible()
    assert house.rows("select status, sent_at is not null from ats_offer") == [("sent", True)]
    day.ends(page)
