"""The coordinator: times for a candidate to pick from, a booked interview, its reminders."""

from playwright.sync_api import expect

from tests.functional.days import candidate
from tests.functional.days.house import DOMAIN, Day, House

PLACE = "https://meet.northlight.example/aiko"


def work(house: House) -> None:
    day = Day("coordinator")
    page = house.at_desk("coordinator")
    waiting = page.get_by_role("region", name="To be scheduled")
    expect(waiting).to_contain_text("Aiko Sorensen")
    day.step(page, "who is to be scheduled")
    waiting.get_by_role("link", name="Schedule an interview with Aiko Sorensen").click()
    page.get_by_label("Kit").select_option(label="Systems talk, 45 minutes")
    page.get_by_label("Place").fill(PLACE)
    for name in ("Tom Adeyemi", "Rebecca Osei"):
        page.get_by_label(name).check()
    day.step(page, "which interview, with whom")
    page.get_by_role("button", name="Find times").click()
    expect(page.locator("[name=times]:checked").first).to_be_visible()
    day.step(page, "times that suit all of them")
    page.get_by_role("button", name="Send the booking link").click()
    page.wait_for_url(lambda url: "/new/" not in url)
    interviews = page.get_by_role("region", name="Interviews")
    expect(interviews).to_contain_text("times offered")
    day.step(page, "the times are offered")
    assert house.mail(candidate.AIKO, "Pick a time")
    page.goto("/interviews/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Interviews")
    day.step(page, "no interview yet")
    candidate.picks_a_time(house)
    day.step(house.pages["candidate"], "Aiko picked a time on her phone")
    page.goto("/interviews/?whose=all&when=next")
    expect(page.locator("main")).to_contain_text("Systems talk")
    people = "select count(*) from ats_interview_interviewers"
    assert house.rows("select name, status, location from ats_interview") == [("Systems talk", "scheduled", PLACE)]
    assert house.rows(people) == [(2,)]
    day.step(page, "it is booked")
    page.get_by_role("link", name="Aiko Sorensen: Systems talk").click()
    expect(page.get_by_role("region", name="Panel")).to_contain_text("Tom Adeyemi")
    house.made["interview"] = page.url.removeprefix(house.address)
    day.step(page, "when, where and with whom")
    page.goto(house.made["interview"] + "change/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    day.step(page, "it could be changed")
    house.later("4d")
    assert house.mail(candidate.AIKO, "Reminder: interview")
    assert house.mail(f"interviewer@{DOMAIN}", "Reminder: interview")
    page.goto("/interviews/?whose=all&when=past")
    expect(page.locator("main")).to_contain_text("Systems talk")
    day.step(page, "everybody was reminded, and it took place")
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ines")
    day.step(page, "her home page in the evening")
    day.ends(page)
