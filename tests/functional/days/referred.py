"""Somebody whom a colleague recommended: asked by mail, agrees on a phone; the colleague hears how it stands, no more."""

import re
from typing import Any

from playwright.sync_api import expect

from tests.functional.days.house import DOMAIN, Day, House
from tests.functional.days.recruiter import JOB

PETRA = "petra@mail.example"
REASON = "Ran the night shift with me, and never lost a berth."


def refers(house: House, page: Any, day: Day) -> None:
    """A colleague's own steps: the form, its refusal, the list of those whom one referred."""
    page.goto("/referrals/")
    page.locator("main").get_by_role("link", name="Refer somebody").locator("visible=true").first.click()
    page.get_by_label("Job", exact=True).select_option(label=JOB)
    page.get_by_label("First name").fill("Petra")
    page.get_by_label("Last name").fill("Voss")
    page.get_by_label("E-mail").fill(PETRA)
    page.get_by_label("How do you know them?").select_option(label="Worked together")
    page.get_by_role("button", name="Refer them").click()
    expect(page.get_by_label("Why this person for this job?")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("E-mail")).to_have_value(PETRA)
    assert not house.rows("select 1 from ats_referral")
    day.step(page, "a referral says why, and nothing typed is lost")
    page.get_by_label("Why this person for this job?").fill(REASON)
    page.get_by_role("button", name="Refer them").click()
    page.wait_for_url("**/referrals/")
    expect(page.locator("#referrals li")).to_have_count(1)
    expect(page.locator("#referrals li")).to_contain_text("Received")
    assert house.rows("select first_name, relation, reason, joined from ats_referral") == [
        ("Petra", "worked_together", REASON, False)
    ]
    day.step(page, "Petra is referred")


def agrees(house: House) -> None:
    day = Day("referred")
    mail = house.mail(PETRA, "Tom Adeyemi recommended you")
    assert JOB in mail["subject"]
    assert not house.rows("select 1 from comms_consent c join ats_referral r using (application_id)")
    page = house.at_desk("referred", house.link(PETRA, "/status/", "recommended you"), phone=True)
    question = page.get_by_role("region", name="Do you agree?")
    expect(question).to_contain_text("Tom Adeyemi recommended you for this job. Shall we go on?")
    day.step(page, "the mail's link says who recommended her")
    expect(question.get_by_role("checkbox").first).not_to_be_checked()
    expect(page.locator("main")).not_to_contain_text(REASON)
    day.step(page, "nothing is agreed to in advance")
    page.get_by_role("link", name="No, thank you").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Withdraw your application?")
    day.step(page, "no is as near as yes")
    page.get_by_role("link", name="Keep it").click()
    question.get_by_role("checkbox").first.check()
    day.step(page, "she ticks that we may go on")
    question.get_by_role("button", name="Yes, go on").click()
    expect(page.locator("main").get_by_role("status")).to_contain_text("We go on with your application")
    expect(page.get_by_role("region", name="Do you agree?")).to_have_count(0)
    consents = "select c.purpose, c.status, c.locale from comms_consent c join ats_referral r using (application_id)"
    assert ("application", "granted", "en") in house.rows(consents)
    day.step(page, "thanked, and asked no more")
    expect(page.get_by_role("region", name="What you agreed to")).to_contain_text("You agreed")
    day.step(page, "what she agreed to can be taken back")
    page.get_by_role("button", name="Mail me all you have on me").click()
    expect(page.locator("main").get_by_role("status")).to_be_visible()
    held = page.request.get(house.link(PETRA, "/own-data/"))
    assert held.ok and REASON in held.text() and "Voss" in held.text()
    day.step(page, "a copy of her data came by mail, the colleague's words in it")
    the_company_sees(house, day)
    day.ends(page)


def the_company_sees(house: House, day: Day) -> None:
    recruiter = house.at_desk("recruiter", "/inbox/")
    recruiter.get_by_role("button", name=re.compile("^Tom Adeyemi referred somebody: Petra Voss")).click()
    panel = recruiter.get_by_role("region", name="Referral", exact=True)
    expect(panel).to_contain_text(REASON)
    expect(panel).to_contain_text("Worked together")
    told = (
        "select u.email, n.read_at is not null from kernel_notice n join ats_user u on u.id = n.user_id where kind = %s"
    )
    assert house.rows(told, "application.referred") == [(f"recruiter@{DOMAIN}", True)]
    day.step(recruiter, "the recruiter reads who recommended her, and why")
    petra = recruiter.url.removeprefix(house.address)
    tom = house.at_desk("interviewer", petra)
    expect(tom.get_by_role("heading", level=1)).not_to_contain_text("Petra")
    day.step(tom, "her application is none of Tom's business")
    tom.goto("/referrals/")
    expect(tom.locator("#referrals li")).to_contain_text("Petra Voss")
    expect(tom.locator("#referrals li")).to_contain_text("Received")
    day.step(tom, "how it stands is")
