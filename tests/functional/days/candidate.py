"""The candidate, on a phone: applies, looks how it stands, and in the end accepts an offer with its letter."""

from typing import Any

from playwright.sync_api import expect

from tests.functional.days.house import Day, House
from tests.functional.days.recruiter import JOB
from tests.functional.story import resume

AIKO = "aiko@mail.example"


def applies(house: House) -> None:
    day = Day("candidate")
    page = house.at_desk("candidate", "/careers/", phone=True)
    expect(page.get_by_role("heading", level=1)).to_have_text("Work where the sea begins")
    day.step(page, "the company's own words")
    page.get_by_role("link", name=JOB).click()
    expect(page.get_by_role("heading", level=1, name=JOB)).to_be_visible()
    day.step(page, "what the job is")
    page.goto("/careers/privacy/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    day.step(page, "what happens to one's data")
    page.go_back()
    page.get_by_role("link", name="Apply").first.click()
    page.get_by_role("button", name="Send application").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Apply")
    day.step(page, "nothing goes out while answers are missing")
    fill_in(page)
    day.step(page, "filled in, with a CV")
    page.get_by_role("button", name="Send application").click()
    page.wait_for_url("**/thanks/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
    day.step(page, "thanks, and what happens next")
    how_it_stands(house, page, day)


def fill_in(page: Any) -> None:
    cv = resume("Aiko Sorensen", "Staff Engineer, Lunar Ferries", "Kept a planner running for six years.")
    page.set_input_files("[name=resume]", {"name": "cv.pdf", "mimeType": "application/pdf", "buffer": cv})
    page.get_by_label("First name").fill("Aiko")
    page.get_by_label("Last name").fill("Sorensen")
    page.get_by_label("E-mail").fill(AIKO)
    page.get_by_label("Phone").fill("+351 912 345 678")
    page.locator("[name=consent]").first.check()


def how_it_stands(house: House, page: Any, day: Day) -> None:
    house.made["status"] = house.link(AIKO, "/status/", "We have your application")
    page.goto(house.made["status"])
    expect(page.get_by_role("list", name="Where you are")).to_contain_text("Application")
    day.step(page, "where the application is")
    page.get_by_role("link", name="Change your details").click()
    page.get_by_label("Where you live").fill("Lisbon")
    page.get_by_role("button", name="Save").click()
    page.goto(house.made["status"] + "details/")
    expect(page.get_by_label("Where you live")).to_have_value("Lisbon")
    day.step(page, "the details are mended")
    page.goto(house.made["status"] + "about-you/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Voluntary questions")
    day.step(page, "voluntary questions, kept apart")
    page.goto(house.made["status"] + "withdrawal/")
    page.get_by_role("link", name="Keep it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(JOB)
    day.step(page, "thought of withdrawing, kept it")
    day.ends(page)


def picks_a_time(house: House) -> None:
    """The booking link that the coordinator sent."""
    page = house.pages["candidate"]
    page.goto(house.link(AIKO, "/i/", "Pick a time"))
    page.locator(".slot").first.click()
    page.get_by_role("button", name="Book this time").locator("visible=true").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("is booked")


def accepts(house: House) -> None:
    day = Day("candidate-accepts")
    page = house.pages["candidate"]
    page.goto(house.made["status"])
    expect(page.get_by_role("heading", level=1)).to_have_text(JOB)
    day.step(page, "an offer is out")
    letter = house.mail(AIKO, "offer")
    day.step(page, "the mail came")
    page.goto(house.link(AIKO, "/o/"))
    expect(page.locator("main")).to_contain_text("104,000")
    day.step(page, "the terms")
    answer = page.request.get(page.url.rstrip("/") + "/letter/")
    assert answer.headers["content-type"].startswith("application/pdf") and answer.body().startswith(b"%PDF"), letter
    day.step(page, "the letter is a PDF")
    page.get_by_role("button", name="Accept the offer").click()
    expect(page.get_by_label("Type your full name")).to_be_visible()
    day.step(page, "nothing is accepted without a name")
    page.get_by_label("Type your full name").fill("Aiko Sorensen")
    day.step(page, "the name")
    page.get_by_label("I accept this offer").check()
    day.step(page, "and the wish")
    page.get_by_role("button", name="Accept the offer").click()
    page.get_by_role("heading", name="You accepted").wait_for()
    assert house.rows("select status, signed_name from ats_offer") == [("accepted", "Aiko Sorensen")]
    day.step(page, "accepted")
    recruiter = house.at_desk("recruiter", house.made["aiko"])
    expect(recruiter.get_by_role("heading", level=1, name="Aiko").locator("xpath=..")).to_contain_text("Hired")
    day.step(recruiter, "the recruiter sees a hire")
    recruiter.goto(house.made["job"])
    expect(recruiter.locator("main")).to_contain_text("1 of 1")
    filled = "select a.status from ats_opening o join ats_application a on a.id = o.application_id"
    assert house.rows(filled) == [("hired",)]
    day.step(recruiter, "the opening is filled")
    page.goto(house.made["status"])
    day.step(page, "the candidate's own page says it too")
    day.ends(page)
