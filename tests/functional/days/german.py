"""A sourcer who reads German: one choice on the account page, and every page of the day is in German."""

import re
from typing import Any

from playwright.sync_api import expect

from tests.functional.days.house import DOMAIN, Day, House
from tests.functional.days.recruiter import JOB

ENGLISH = re.compile(
    r"\b(?:the|and|your|with|from|what|who|waits?|is|are|of|no|nothing|open|days?|all|new)\b", re.IGNORECASE
)
"""Words that a German sentence has no use for."""
OF_PEOPLE = ("option", ".prose", "main h1", "#trotz-warnungen-gespeichert")
"""What people wrote, and what is kept as it was worded when they decided."""
WORDS = """(left) => {
  const said = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const own = [...left, "script", "style", "[hidden]"].join();
  while (walk.nextNode()) if (!walk.currentNode.parentElement.closest(own)) said.push(walk.currentNode.data.trim());
  for (const one of document.body.querySelectorAll("[aria-label], [placeholder], [title]"))
    if (!one.closest(own)) said.push(one.ariaLabel, one.getAttribute("placeholder"), one.title);
  return said.filter(Boolean);
}"""


def work(house: House) -> None:
    day = Day("german")
    page = house.at_desk("sourcer", "/account/")
    page.get_by_label("Language").select_option(label="Deutsch")
    page.get_by_role("button", name="Keep profile").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ihr Konto")
    assert house.rows("select language from ats_user where email = %s", f"sourcer@{DOMAIN}") == [("de",)]
    in_german(page)
    day.step(page, "the account page answers in German at once")
    page.get_by_label("Jemand erwähnt mich in einer Notiz").select_option(label="Im Produkt und sofort per E-Mail")
    page.get_by_role("button", name="Benachrichtigungen speichern").click()
    expect(page.get_by_label("Jemand erwähnt mich in einer Notiz")).to_have_value("mail")
    ways = "select p.way from kernel_noticepreference p join ats_user u on u.id = p.user_id where u.email = %s and p.kind = %s"
    assert house.rows(ways, f"sourcer@{DOMAIN}", "note.mentioned") == [("mail",)]
    day.step(page, "mentions are to come by mail")
    reads(house, page, day)
    writes(house, page, day)
    goes_back(house, page, day)
    day.ends(page)


def reads(house: House, page: Any, day: Day) -> None:
    for path, heading, seen in (
        ("/", "Leo", "home"),
        ("/inbox/", "Posteingang", "the inbox"),
        ("/tasks/", "Aufgaben", "tasks"),
        ("/jobs/", "Stellen", "jobs"),
        (house.made["job"], JOB, "a job"),
        ("/candidates/?view=all", "Kandidat:innen", "candidates"),
        (house.made["bruno"], "Bruno Keller", "a candidate"),
        ("/help/", "Hilfe", "help"),
    ):
        page.goto(path)
        expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
        in_german(page)
        day.step(page, seen)


def writes(house: House, page: Any, day: Day) -> None:
    """A refusal, a note and a mail in German; what people wrote stays as they wrote it."""
    page.goto("/candidates/new/")
    page.get_by_role("button", name="Kandidat:in hinzufügen").click()
    expect(page.get_by_label("Vorname")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("main")).to_contain_text("Dieses Feld ist zwingend erforderlich.")
    in_german(page)
    day.step(page, "a refusal")
    recruiter = house.at_desk("recruiter", house.made["bruno"])
    note = recruiter.get_by_label("Note", exact=True)
    note.press_sequentially("@Leo")
    recruiter.get_by_role("list", name="Colleagues").get_by_role("button", name="Leo Marchetti").click()
    note.press_sequentially("please ask him about berths.")
    recruiter.get_by_role("button", name="Add note").click()
    mail = house.mail(f"sourcer@{DOMAIN}", "hat Sie bei Bruno Keller erwähnt")
    assert not ENGLISH.search(mail["subject"]), mail["subject"]
    day.step(recruiter, "a colleague who reads English mentions him; his mail is in German")
    page.goto("/inbox/")
    page.get_by_role("button", name=re.compile("^Maya Lindqvist hat Sie bei Bruno Keller erwähnt")).click()
    expect(page.get_by_role("list", name="Chronik")).to_contain_text("please ask him about berths.")
    day.step(page, "the mention leads to the note, in the words of its writer")


def goes_back(house: House, page: Any, day: Day) -> None:
    """A visitor finds German at the foot of the careers site; his own choice is taken back where it was made."""
    visitor = house.open_page(phone=True)
    visitor.goto("/careers/")
    expect(visitor.locator("html")).to_have_attribute("lang", "en")
    visitor.get_by_role("button", name="Deutsch").click()
    expect(visitor.get_by_role("link", name=JOB)).to_be_visible()
    in_german(visitor)
    day.step(visitor, "the careers site, as German visitors read it")
    page.goto("/account/")
    page.get_by_label("Sprache").select_option(label="English")
    page.locator("main form button[type=submit]").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your account")
    assert house.rows("select language from ats_user where email = %s", f"sourcer@{DOMAIN}") == [("en",)]
    day.step(page, "and back to English")


def in_german(page: Any) -> None:
    """The page says that it is German, and no words of the product on it are English."""
    expect(page.locator("html")).to_have_attribute("lang", "de")
    left = [words for words in page.evaluate(WORDS, list(OF_PEOPLE)) if ENGLISH.search(words)]
    assert not left, f"{page.url} still says in English: {left}"
