"""The story of the README in a real browser, from a job that needs approval to a candidate who accepts on a phone.

With `STORY_PICTURES=1` it writes the README's pictures to docs/pictures.
"""

import os
import re
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from PIL import Image
from playwright.sync_api import expect

from ats.kernel import clock, pump
from ats.models import Application, User
from tests.conftest import PHONE
from tests.factories.ats import DepartmentFactory, LocationFactory, user_in_role
from tests.functional.axe import assert_accessible
from tests.functional.story import START, link_in, resume, start_at

PICTURES = Path(__file__).parent.parent.parent / "docs/pictures"
PASSWORD = "waymark-demo"
CAST = {
    "recruiter": ("Maya", "Lindqvist"),
    "manager": ("Rebecca", "Osei"),
    "hrbp": ("Sara", "Whitlock"),
    "finance": ("Miguel", "Duarte"),
    "interviewer": ("Tom", "Adeyemi"),
}


class Story:
    """The people, each with a browser of their own, and the mail that reached them."""

    def __init__(self, new_page: Any) -> None:
        self.new_page = new_page
        self.pages: dict[str, Any] = {}

    def cast(self, role: str, first_name: str, last_name: str, of: str = "") -> User:
        user = user_in_role(of or role, first_name=first_name, last_name=last_name, email=f"{role}@waymark.example")
        user.set_password(PASSWORD)
        user.save()
        return user

    def at_desk(self, role: str, path: str, **window: Any) -> Any:
        """The page of `role`, signed in through the sign-in page the first time, at `path`."""
        if role not in self.pages:
            page = self.pages[role] = self.new_page(**window)
            page.goto(path)
            page.locator("[name=login]").fill(f"{role}@waymark.example")
            page.locator("[name=password]").fill(PASSWORD)
            page.locator("[name=password]").press("Enter")
            page.wait_for_url(lambda url: "/accounts/login/" not in url)
        else:
            self.pages[role].goto(path)
        return self.pages[role]

    def later(self, **step: float) -> None:
        """Time passes, and everything that falls due happens."""
        clock.move(clock.offset() + timedelta(**step))
        pump.drain()

    @staticmethod
    def newest_mail(to: str) -> Any:
        pump.drain()
        return next(message for message in reversed(mail.outbox) if message.to == [to])

    def link_from_mail(self, to: str) -> str:
        """The path of the first link in the newest mail to an address."""
        return link_in(self.newest_mail(to).body, r"https?://[^/\s]+(/\S+)")


def looks_right(page: Any, name: str) -> None:
    """The page is accessible; its picture is kept for the README when that is asked for."""
    assert_accessible(page)
    if os.environ.get("STORY_PICTURES") == "1":
        PICTURES.mkdir(parents=True, exist_ok=True)
        image = Image.open(BytesIO(page.screenshot()))
        image.save(PICTURES / f"{name}.webp", quality=82, method=6)


def stands_in(page: Any, milestone: str) -> None:
    """The page says that this is the milestone in which the candidate stands, and perhaps for how long."""
    here = page.get_by_role("list", name="Milestones", exact=True).locator("[aria-current=step]")
    expect(here).to_have_text(re.compile(rf"^{milestone}(, \w+( \w+)?)?$"))


@pytest.fixture
def story(transactional_db: None, move_clock: Any, new_page: Any) -> Story:
    start_at(START)
    call_command("seed")
    DepartmentFactory(name="Engineering")
    LocationFactory(name="Lisbon")
    story = Story(new_page)
    for role, names in CAST.items():
        story.cast(role, *names)
    story.cast("second", "Pooja", "Shah", of="interviewer")
    return story


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.requirement("MS-1.1", "MS-2.4", "MS-4.2", "PF-2.2", "CM-2.4", "CM-4.1", "SR-5.1", "SR-5.3")
def test_from_a_job_to_a_hire(story: Story, tmp_path: Path) -> None:
    open_a_job(story)
    apply_on_a_phone(story, tmp_path)
    application = Application.objects.get()
    read_and_move_on(story, application)
    escalate(story, application)
    reject_and_think_again(story, application)
    interview(story, application)
    offer(story, application)
    accept_on_a_phone(story, application)


def open_a_job(story: Story) -> None:
    """Drafted by the recruiter, approved by the HR business partner from her mail, live on the careers site."""
    page = story.at_desk("recruiter", "/jobs/new/")
    page.get_by_label("Title", exact=True).fill("Senior Backend Engineer, Berths")
    page.get_by_label("Department").select_option(label="Engineering")
    page.get_by_role("group", name="Places", exact=True).get_by_label("Lisbon").check()
    page.get_by_label("Description").fill("You build the service that tells a ship when its berth is free.")
    page.get_by_label("Pay from").fill("78000")
    page.get_by_label("Pay to").fill("98000")
    team = {"Hiring manager": "Rebecca Osei", "Recruiter": "Maya Lindqvist", "HR business partner": "Sara Whitlock"}
    for seat, name in team.items():
        page.get_by_role("group", name=seat, exact=True).get_by_label(name, exact=True).check()
    page.locator("main form button[type=submit]").last.click()
    page.get_by_role("heading", name="Senior Backend Engineer, Berths").wait_for()
    page.get_by_role("button", name="Submit for approval").first.click()
    page.get_by_text("Pending approval", exact=True).first.wait_for()

    partner = story.at_desk("hrbp", story.link_from_mail("hrbp@waymark.example"))
    looks_right(partner, "01-job-approval")
    partner.get_by_role("button", name="Approve job").first.click()
    partner.get_by_text("You approved this").wait_for()


def apply_on_a_phone(story: Story, tmp_path: Path) -> None:
    """A stranger finds the job and applies with a real PDF; the mail arrives."""
    cv = tmp_path / "cv.pdf"
    cv.write_bytes(resume("Aiko Sørensen", "Staff Engineer, Lunar Bank", "Led a ledger migration with no downtime."))
    page = story.pages["candidate"] = story.new_page(size=PHONE)
    page.goto("/careers/")
    page.get_by_role("link", name="Senior Backend Engineer, Berths").click()
    page.get_by_role("link", name="Apply").first.click()
    page.set_input_files("[name=resume]", cv)
    page.get_by_label("First name").fill("Aiko")
    page.get_by_label("Last name").fill("Sørensen")
    page.get_by_label("E-mail").fill("aiko@mail.example")
    page.locator("[name=consent]").first.check()
    looks_right(page, "02-apply")
    page.get_by_role("button", name="Send application").click()
    page.wait_for_url("**/thanks/")
    assert "Senior Backend Engineer" in story.newest_mail("aiko@mail.example").subject


def read_and_move_on(story: Story, application: Application) -> None:
    """The gate refuses until the CV is read; then the card is dragged to the next milestone."""
    page = story.at_desk("recruiter", f"/jobs/{application.job_id}/board/")
    card = page.locator(f"#card-{application.pk}")
    card.drag_to(page.locator("#col-screen [data-list]"))
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("CV read").first.wait_for()
    page.goto(f"/applications/{application.pk}/")
    page.get_by_role("button", name="Mark as done").click()
    page.get_by_text("1 of 1").first.wait_for()
    page.goto(f"/jobs/{application.job_id}/board/")
    looks_right(page, "03-board")
    with page.expect_response(lambda answer: "/placement/" in answer.url) as answered:
        page.locator(f"#card-{application.pk}").drag_to(page.locator("#col-screen [data-list]"))
    assert answered.value.status == 200
    page.locator(f"#col-screen #card-{application.pk}").wait_for()


def escalate(story: Story, application: Application) -> None:
    """Half of the limit reminds the owner, all of it tells the manager; the page says so."""
    story.later(days=3)
    assert "Aiko" in story.newest_mail("recruiter@waymark.example").body
    story.later(days=6)
    assert "Aiko" in story.newest_mail("manager@waymark.example").body
    page = story.at_desk("recruiter", f"/applications/{application.pk}/")
    stands_in(page, "Screen, 9d")
    expect(page.get_by_role("region", name="Time limit", exact=True).locator(".sla")).to_have_text("2d over")
    looks_right(page, "04-past-time-limit")
    page.goto(f"/applications/{application.pk}/advancement/")
    page.get_by_label("Note").first.fill("Knows ledgers, wants to live in Lisbon, two months' notice.")
    page.get_by_role("button", name="Move on").click()
    page.wait_for_url(lambda url: "/advancement/" not in url)
    stands_in(page, "Interviews")
    page.goto(f"/applications/{application.pk}/why/")
    looks_right(page, "05-why")


def reject_and_think_again(story: Story, application: Application) -> None:
    """The message of a rejection waits for the morning; moving them on after all takes it back."""
    page = story.at_desk("recruiter", f"/applications/{application.pk}/rejection/")
    page.get_by_label("Reason").select_option(label="Less experience than those selected")
    page.get_by_label("Note").fill("Others showed more of the required experience.")
    page.locator("[name=template]").select_option(index=1)
    page.get_by_role("button", name="Reject").last.click()
    page.wait_for_url(lambda url: "/rejection/" not in url)
    page.goto(f"/applications/{application.pk}/reopening/")
    page.get_by_label("Note").first.fill("The panel asked to go on.")
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_url(lambda url: "/reopening/" not in url)
    before = len(mail.outbox)
    story.later(days=3)
    assert all("aiko@mail.example" not in message.to for message in mail.outbox[before:])


def interview(story: Story, application: Application) -> None:
    """Two interviewers are invited, two scorecards come in from a phone."""
    starts = clock.now().replace(hour=14, minute=0, second=0, microsecond=0) + timedelta(days=1)
    page = story.at_desk("recruiter", f"/applications/{application.pk}/interviews/new/")
    page.get_by_label("Name").fill("System design")
    page.locator("[name=starts_at]").fill(starts.strftime("%Y-%m-%dT%H:%M"))
    page.locator("[name=ends_at]").fill((starts + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M"))
    for name in ("Tom Adeyemi", "Pooja Shah"):
        page.get_by_label(name).check()
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_url(lambda url: "/interviews/new/" not in url)
    invitation = story.newest_mail("interviewer@waymark.example")
    assert any("calendar" in part.get_content_type() for part in invitation.message().walk())
    for role in ("interviewer", "second"):
        score(story, application, role)


def score(story: Story, application: Application, role: str) -> None:
    meeting = application.interviews.get()
    page = story.at_desk(role, f"/interviews/{meeting.pk}/scorecard/", size=PHONE)
    for group in page.get_by_role("group").all():
        if group.get_by_label("Strong yes").count():
            group.get_by_label("Strong yes").check()
    looks_right(page, "06-scorecard")
    page.get_by_role("button", name="Submit scorecard").click()
    page.wait_for_url(lambda url: "/scorecard/" not in url)
    pump.drain()


def offer(story: Story, application: Application) -> None:
    """Above the band: the hiring manager approves on her phone from the mail, then finance is asked too."""
    page = story.at_desk("recruiter", f"/applications/{application.pk}/advancement/")
    page.get_by_role("button", name="Move on").click()
    page.wait_for_url(lambda url: "/advancement/" not in url)
    page.goto(f"/applications/{application.pk}/offers/new/")
    page.get_by_label("Base salary").fill("104000")
    page.get_by_label("Start date").fill("2027-02-01")
    page.get_by_label("Answer until").fill((clock.now() + timedelta(days=7)).strftime("%Y-%m-%dT%H:%M"))
    page.get_by_role("button", name="Save draft").click()
    page.get_by_role("button", name="Submit for approval").first.click()
    page.get_by_text("Pending approval", exact=True).first.wait_for()
    for role, picture in (("manager", "07-offer-approval"), ("finance", "08-finance")):
        approver = story.at_desk(role, story.link_from_mail(f"{role}@waymark.example"), size=PHONE)
        looks_right(approver, picture)
        approver.get_by_role("button", name="Approve offer").click()
        approver.get_by_text("You approved this").wait_for()
    made = application.offers.get()
    page.goto(f"/offers/{made.pk}/")
    page.get_by_role("button", name="Send").first.click()
    page.get_by_text("Sent", exact=True).first.wait_for()


def accept_on_a_phone(story: Story, application: Application) -> None:
    """The signed page shows the terms and decides nothing until the candidate signs; then they are hired."""
    page = story.pages["candidate"]
    page.goto(story.link_from_mail("aiko@mail.example"))
    looks_right(page, "09-offer")
    application.refresh_from_db()
    assert application.status == "active"
    page.get_by_label("Type your full name").fill("Aiko Sørensen")
    page.get_by_label("I accept this offer").check()
    page.get_by_role("button", name="Accept the offer").click()
    page.get_by_role("heading", name="You accepted").wait_for()
    pump.drain()
    application.refresh_from_db()
    assert application.status == "hired"
    recruiter = story.at_desk("recruiter", f"/applications/{application.pk}/")
    expect(recruiter.get_by_role("heading", level=1, name="Aiko Sørensen").locator("xpath=..")).to_contain_text("Hired")
    stands_in(recruiter, "Pre-boarding")
    looks_right(recruiter, "10-hired")
