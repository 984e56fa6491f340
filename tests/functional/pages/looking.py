"""Looking at pages in both themes and two widths: axe, the content security policy, nothing wider than the window.

One browser and one page serve them all: theme and width change in place, so that each page is loaded once.
"""

from typing import Any

from tests.conftest import DESKTOP, THEMES
from tests.functional import axe
from tests.functional.looks import LOOKS, SIZES


def look_at(page: Any, urls: list[str], *, status: int = 200) -> list[str]:
    """What is wrong on these pages, one entry each."""
    return [wrong for url in urls for wrong in _one(page, url, status)]


def _one(page: Any, url: str, status: int) -> list[str]:
    page.emulate_media(color_scheme=THEMES[0])
    page.set_viewport_size(DESKTOP)
    answer = page.goto(url)
    if answer.status != status or not answer.headers.get("content-type", "").startswith("text/html"):
        return [f"{url}: {answer.status}, meant was a page with {status}"]
    if page.url.partition("://")[2].partition("/")[2].partition("?")[0] != url.lstrip("/").partition("?")[0]:
        return [f"{url} sends on to {page.url}; drive that, or give NO_PAGE a reason"]
    return [f"{url} {theme} {size}: {wrong}" for theme, size in LOOKS for wrong in _seen(page, theme, size)]


def _seen(page: Any, theme: str, size: str) -> list[str]:
    page.emulate_media(color_scheme=theme)
    page.set_viewport_size(SIZES[size])
    wide = axe.too_wide(page)
    axe.picture(page, f"{page.url.partition('://')[2].partition('/')[2].replace('/', '-')[:80]}-{size}-{theme}")
    return [*axe.violations(page), *([wide] if wide else [])]
