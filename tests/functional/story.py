"""What both story tests share: the day on which the story begins, a real resume, links found in pages and mail."""

import re
from datetime import UTC, datetime
from html import unescape
from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from ats.kernel import clock

START = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
"""A Monday morning in Lisbon; the next holiday there is Tuesday 1 December."""


def start_at(moment: datetime) -> None:
    """Set the product's clock to `moment`."""
    clock.move(moment - datetime.now(UTC))


def resume(name: str, *lines: str) -> bytes:
    """A real one-page PDF with the person's name and `lines`."""
    out = BytesIO()
    page = Canvas(out, pagesize=A4)
    page.setFont("Helvetica-Bold", 20)
    page.drawString(72, 770, name)
    page.setFont("Helvetica", 11)
    for row, line in enumerate(lines):
        page.drawString(72, 735 - row * 18, line)
    page.save()
    return out.getvalue()


def link_in(text: str, pattern: str) -> str:
    """The first group of the first match of `pattern`; fails with the text when there is none."""
    found = re.search(pattern, text)
    assert found, f"No {pattern} in:\n{text[:2000]}"
    return unescape(found.group(1))
