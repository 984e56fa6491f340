"""The letter on paper: A4, the company's name above, numbered pages, the signature at the end."""

import hashlib
import io
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Paragraph, SimpleDocTemplate, Spacer

from ats.kernel.pages import words
from ats.letters.fonts import PLAIN, markup

INK, QUIET, ACCENT = HexColor("#1b1f27"), HexColor("#5b6472"), HexColor("#3a4fc7")
BODY = ParagraphStyle("body", fontName=PLAIN, fontSize=10, leading=15, textColor=INK, spaceAfter=8, splitLongWords=True)
HEADING = ParagraphStyle("heading", parent=BODY, fontSize=13, leading=18, spaceBefore=8, spaceAfter=6)
SMALL = ParagraphStyle("small", parent=BODY, fontSize=8, leading=12, textColor=QUIET, spaceAfter=2)
MARGIN = 24 * mm


@dataclass(frozen=True)
class Signature:
    """Who typed their name under the letter, when, and in which zone the time is told."""

    name: str
    at: datetime
    zone: str


def pdf(*, text: str, company: str, reference: str, signature: Signature | None = None) -> bytes:
    """The letter as a PDF; the same arguments give the same bytes. `reference` stands at the foot of each page."""
    buffer = io.BytesIO()
    document = SimpleDocTemplate(
        buffer,
        pagesize=A4,
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=36 * mm,
        bottomMargin=26 * mm,
        title="Offer letter",
        author=company,
        invariant=1,
    )

    def frame(canvas: Any, page: Any) -> None:
        _frame(canvas, page, company, reference)

    story = _paragraphs(text)
    if signature is not None:
        story.append(KeepTogether(_signed(signature, text)))
    document.build(story, onFirstPage=frame, onLaterPages=frame)
    return buffer.getvalue()


def _paragraphs(text: str) -> list[Flowable]:
    """Blank lines part paragraphs; a line that begins with # is a heading; other line breaks stay."""
    story: list[Flowable] = []
    for block in text.replace("\r\n", "\n").split("\n\n"):
        lines = [line.strip() for line in block.splitlines() if line.strip()]
        while lines and lines[0].startswith("#"):
            story.append(Paragraph(markup(lines.pop(0).lstrip("# "), bold=True), HEADING))
        if lines:
            story.append(Paragraph("<br/>".join(markup(line) for line in lines), BODY))
    return story


def _signed(signature: Signature, text: str) -> list[Flowable]:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return [
        Spacer(1, 8 * mm),
        Paragraph(markup("Accepted", bold=True), HEADING),
        Paragraph(markup(signature.name, bold=True), BODY),
        Paragraph(markup(f"Signed by typing the full name, {words.in_zone(signature.at, signature.zone)}."), SMALL),
        Paragraph(markup(f"SHA-256 of the text above: {digest}"), SMALL),
    ]


def _frame(canvas: Any, page: Any, company: str, reference: str) -> None:
    width, height = A4
    canvas.saveState()
    canvas.setFillColor(ACCENT)
    canvas.roundRect(MARGIN + 6, height - 22 * mm, 7 * mm, 7 * mm, 1.5 * mm, stroke=0, fill=1)
    head = Paragraph(markup(company, bold=True), HEADING)
    head.wrapOn(canvas, width - 2 * MARGIN - 10 * mm, 10 * mm)
    head.drawOn(canvas, MARGIN + 6 + 10 * mm, height - 22.5 * mm)
    foot = Paragraph(markup(f"{reference}, page {page.page}"), SMALL)
    foot.wrapOn(canvas, width - 2 * MARGIN, 10 * mm)
    foot.drawOn(canvas, MARGIN + 6, 14 * mm)
    canvas.restoreState()
