"""What every browser test can ask of a page: accessible, not too wide; and a picture of it.

What the content security policy stops, and what scripts throw, fails a test by itself (`new_page` in tests/conftest.py).
"""

import os
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
PICTURES = ROOT / "var" / "pictures"
RUN = """async (scope) => {
  const found = await axe.run(scope || document, { preload: false, resultTypes: ["violations"] });
  return found.violations.map((rule) => ({
    id: rule.id, help: rule.help,
    nodes: rule.nodes.map((node) => node.html.slice(0, 200) + " | " + node.failureSummary),
  }));
}"""
# A colour on its way to another is no colour to measure; what moves without end, or stands still, is not waited for.
SETTLE = """() => Promise.race([
  new Promise((done) => setTimeout(done, 2000)),
  Promise.all(document.getAnimations().filter((one) => one.playState === "running"
    && one.effect.getComputedTiming().endTime !== Infinity).map((one) => one.finished.catch(() => 0))),
])"""


def violations(page: Any, scope: str = "") -> list[str]:
    """What axe finds wrong on `page`, one line for each element; injected scripts are stopped, so it is evaluated."""
    if not page.evaluate("typeof axe !== 'undefined'"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    page.evaluate(SETTLE)
    found = page.evaluate(RUN, scope)
    return [f"{rule['id']}: {rule['help']}\n    {node}" for rule in found for node in rule["nodes"]]


def assert_accessible(page: Any, scope: str = "") -> None:
    """No axe violation on `page`, or below the CSS selector `scope`."""
    found = violations(page, scope)
    assert not found, f"{page.url} has {len(found)} accessibility violations:\n" + "\n".join(found)


def too_wide(page: Any) -> str:
    """What to say when the page is wider than its window; nothing when it is not."""
    wide, window = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    return f"{page.url} is {wide} px wide in a window of {window} px" if wide > window else ""


def assert_no_sideways_scroll(page: Any) -> None:
    """The page is no wider than its window."""
    assert not too_wide(page), too_wide(page)


def picture(page: Any, name: str, *, full: bool = True) -> Path:
    """Keep a picture of `page` as var/pictures/<name>.png, where somebody asked for pictures (KEEP_PICTURES=1)."""
    path = PICTURES / f"{name}.png"
    if os.environ.get("KEEP_PICTURES") == "1":
        PICTURES.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=str(path), full_page=full)
    return path
