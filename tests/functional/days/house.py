"""A company on its first day: the real product, a browser for everybody in it, and the mail that reached them."""

import json
import re
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from urllib.request import urlopen

import psycopg2
from PIL import Image

from ats.launcher.postgres import DATABASE, Postgres
from tests.copies import Copy
from tests.functional.axe import PICTURES, assert_accessible, assert_no_sideways_scroll

PASSWORD = "waymark-demo"
DOMAIN = "northlight.example"


@dataclass
class House:
    """What all days share. `open_page(phone)` opens a browser of its own; `made` keeps addresses for the next role."""

    address: str
    copy: Copy
    open_page: Callable[..., Any]
    pages: dict[str, Any] = field(default_factory=dict)
    made: dict[str, str] = field(default_factory=dict)
    broken: str = ""  # whose day could not be finished

    def at_desk(self, role: str, path: str = "/", *, phone: bool = False) -> Any:
        """The page of `role` at `path`; the first time it opens their browser and, where asked, they sign in."""
        if role not in self.pages:
            self.pages[role] = self.open_page(phone)
        page = self.pages[role]
        page.goto(path)
        if "/accounts/login/" in page.url:
            page.locator("[name=login]").fill(f"{role}@{DOMAIN}")
            page.locator("[name=password]").fill(PASSWORD)
            page.locator("[name=password]").press("Enter")
            page.wait_for_url(lambda url: "/accounts/login/" not in url)
        return page

    def join(self, role: str, first_name: str, last_name: str, *, phone: bool = False) -> Any:
        """Follow the link of the invitation, choose a name and a password; the first page that they see."""
        page = self.pages[role] = self.open_page(phone)
        page.goto(self.link(f"{role}@{DOMAIN}", "/join/"))
        page.get_by_label("First name").fill(first_name)
        page.get_by_label("Last name").fill(last_name)
        page.locator("[name=password]").fill(PASSWORD)
        page.locator("main form button[type=submit]").last.click()
        page.wait_for_url(lambda url: "/join/" not in url)
        return page

    def mails(self, to: str) -> list[dict[str, Any]]:
        """What reached an address, newest first."""
        with urlopen(f"{self.address}/demo/mailbox/messages.json") as answer:
            listed = json.load(answer)
        return [one for one in listed if to in one["to"]]

    def mail(self, to: str, subject: str = "", text: str = "") -> dict[str, Any]:
        """The newest mail to an address with these words in its subject and text; it is waited for."""
        page = next(iter(self.pages.values()))
        for _ in range(150):
            for one in self.mails(to):
                if subject.lower() in one["subject"].lower() and text in one["text"]:
                    return one
            page.wait_for_timeout(200)
        raise AssertionError(f"No mail “{subject}” to {to}: {[one['subject'] for one in self.mails(to)]}")

    def link(self, to: str, path: str, subject: str = "") -> str:
        """The path of the link in the newest mail to an address that begins with `path`."""
        text = self.mail(to, subject, path)["text"]
        found = re.search(rf"https?://[^/\s]+({path}\S*)", text)
        assert found, f"No link to {path} in:\n{text}"
        return found.group(1)

    def rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """What the product's own database holds, asked beside it."""
        var = self.copy.root / "var"
        server = Postgres(var, var / "logs")
        connection = psycopg2.connect(host=str(server.sockets), user="postgres", dbname=DATABASE)
        with closing(connection), connection.cursor() as cursor:
            cursor.execute(query, values)
            return list(cursor.fetchall())

    def later(self, step: str) -> None:
        """Time passes (`3d`, `2h`), and everything that falls due happens."""
        done = self.copy.manage("clock", "advance", step)
        assert done.returncode == 0, done.stdout + done.stderr


class Unreadable(AssertionError):
    """The day went well, but its last page is not for everybody to read; the days after it can still be lived."""


class Day:
    """One role's day: numbered steps, a picture of each, and at the end a page that everybody can read."""

    def __init__(self, role: str) -> None:
        self.role = role
        self.steps: list[str] = []

    def step(self, page: Any, seen: str) -> None:
        """The person has seen what they should (`seen` says it in words); its picture is kept."""
        self.steps.append(seen)
        PICTURES.joinpath("days").mkdir(parents=True, exist_ok=True)
        image = Image.open(BytesIO(page.screenshot()))
        image.save(PICTURES / "days" / f"{self.role}-{len(self.steps):02}.webp", quality=70)

    def ends(self, page: Any) -> None:
        """Ten steps at least, and a last page without a fault that axe can find."""
        assert len(self.steps) >= 10, f"Only {len(self.steps)} steps: {self.steps}"
        try:
            assert_accessible(page)
            assert_no_sideways_scroll(page)
        except AssertionError as fault:
            raise Unreadable(str(fault)) from fault
