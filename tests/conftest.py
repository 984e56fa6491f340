"""What all tests share: a fixed time, a clock that moves, and a real browser on a real server."""

import gc
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import TransactionTestCase
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from ats.kernel import clock
from tests.emptying import empty_tables
from tests.first_day import once

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--force-color-profile=srgb", "--hide-scrollbars"]
DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
THEMES = ("light", "dark")

TransactionTestCase._fixture_teardown = empty_tables  # type: ignore[method-assign]

# How long an example takes says more of the machine than of the code; pytest's own limit stays. The same examples each time,
# so that a change is judged by itself; ATS_EXPLORE=1 looks for new ones.
hypothesis_settings.register_profile(
    "house",
    deadline=None,
    derandomize=os.environ.get("ATS_EXPLORE") != "1",
    suppress_health_check=[HealthCheck.too_slow],
)
hypothesis_settings.load_profile("house")

# Playwright's synchronous face runs an event loop in the test's thread, which Django takes for an async caller.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


PRESENT = datetime.fromisoformat(os.environ.get("ATS_TEST_PRESENT", "2026-11-20T10:02:00+00:00"))
"""When every test begins by the product's clock: Friday 20 November 2026, 10:02 in Lisbon, which is a business day. What
passes today must pass on any other day."""


@pytest.fixture(scope="session", autouse=True)
def first_day_once() -> None:
    """Most tests begin with the first day, some with what upper apps need of it: these rows are put back after the first
    time."""
    from ats import extension_points
    from ats.actions import first_day

    first_day.prepare = once(first_day.prepare)
    extension_points.seed = once(extension_points.seed)  # type: ignore[assignment]


@pytest.fixture(autouse=True)
def present() -> None:
    """The product's clock stands at PRESENT as the test begins, and runs from there."""
    clock.move(PRESENT - datetime.now(UTC))


@pytest.fixture(autouse=True)
def page_timeouts() -> Iterator[None]:
    """A command that gives this process a worker's timeouts (`clock advance`) leaves the next test a page's."""
    options = connection.settings_dict["OPTIONS"]
    before = options.get("options")
    yield
    if options.get("options") != before:
        options["options"] = before
        connection.close()


@pytest.fixture
def at() -> datetime:
    """The moment at which the test began, to the minute."""
    return PRESENT


@pytest.fixture
def move_clock() -> Callable[[timedelta], None]:
    """`move_clock(timedelta(days=3))` moves the product's clock on by so much; the next test begins at PRESENT again."""
    return lambda step: clock.move(clock.offset() + step)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser's program: CHROMIUM, or the first one on the PATH. Without one the test is skipped, or fails where
    ATS_REQUIRE_BROWSER=1."""
    path = os.environ.get("CHROMIUM") or next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if path:
        return path
    if os.environ.get("ATS_REQUIRE_BROWSER") == "1":
        pytest.fail("No Chromium was found, and ATS_REQUIRE_BROWSER=1 demands one.")
    pytest.skip("No Chromium was found; name one in CHROMIUM.")


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Any]:
    """A Chromium of the test process (Playwright, synchronous)."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield running
        running.close()


@pytest.fixture
def new_page(browser: Any, live_server: Any) -> Iterator[Callable[..., Any]]:
    """`new_page(theme="dark", size=PHONE, javascript=False)`: a page in a context of its own, with relative addresses.

    A script error, or anything that the content security policy stops, fails the test at its end.
    """
    contexts: list[Any] = []
    complaints: list[str] = []

    def open_page(*, theme: str = "light", size: dict[str, int] = DESKTOP, javascript: bool = True, **more: Any) -> Any:
        context = browser.new_context(
            base_url=live_server.url, viewport=size, color_scheme=theme, java_script_enabled=javascript, **more
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        page.on("console", lambda message: complaints.extend(_violation(page.url, message.text)))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not complaints, "\n".join(complaints)


def _violation(url: str, text: str) -> list[str]:
    return [f"{url}: {text}"] if "Content Security Policy" in text else []


@pytest.fixture
def page(new_page: Callable[..., Any]) -> Any:
    """A page of desktop size in the light theme."""
    return new_page()


def pytest_collection_finish() -> None:
    """What is loaded by now stays to the end: to search all of it for garbage over and over takes a tenth of a test's time."""
    gc.collect()
    gc.freeze()
    young, middle, _ = gc.get_threshold()
    gc.set_threshold(young, middle, 200)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever uses the browser is marked as such: `-m "not browser"` leaves it out.

    A browser on a crowded machine may miss a moment: such a test has a second go, and the summary says RERUN with its name.
    """
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.flaky(reruns=1))
