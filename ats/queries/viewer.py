"""A stored file as it is read in place: pictures of its pages with words marked, or its text."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ats.kernel import access
from ats.kernel.files import FilePage, Pictures
from ats.kernel.prepared import Prepared
from ats.models import Attachment, AttachmentKind, Candidate
from ats.queries import marking
from ats.queries.marking import Box, Piece, Terms

ZOOMS = 4
TEXT, PAGES = "text", "pages"
PAGE = ("number", "width", "height", "words")
MOST_TEXT = 60_000  # characters shown; the download holds all
FILE_TEXT_NOT_YET = _("Its pages are being drawn. Look again in a moment, or read the text.")


@dataclass(frozen=True)
class Sheet:
    """A page's picture and what is marked on it."""

    number: int
    width: int
    height: int
    src: str
    boxes: list[Box]


@dataclass(frozen=True)
class Tool:
    """A link of the viewer's head: `href` a whole page, `part` the viewer alone (for htmx)."""

    href: str
    part: str
    is_on: bool = False


@dataclass(frozen=True)
class Viewer:
    attachment: Attachment
    sheets: list[Sheet]
    paragraphs: list[list[Piece]]
    shows_text: bool
    zoom: int
    tools: dict[str, Tool | None]
    download: str
    note: str
    marks: int
    wanted: list[tuple[str, int]] = field(default_factory=list)
    searched: list[tuple[str, int]] = field(default_factory=list)
    others: list[tuple[str, str, bool]] = field(default_factory=list)


@dataclass(frozen=True)
class Look:
    """How somebody wants to read: as `text` or pages, how large, and which words are marked. Cleaned from an address."""

    as_text: bool = False
    zoom: int = 1
    terms: Terms = field(default_factory=Terms)
    page: str = ""  # the page that the tools lead to without htmx; "" is the file's own page
    keep: tuple[tuple[str, str], ...] = ()  # what that page's address holds besides


def look_from(query: Any, *, keywords: Any = (), page: str = "", keep: Any = ()) -> Look:
    """The look that the address `query` (request.GET) asks for."""
    zoom = query.get("zoom", "")
    searched = tuple(query.get("find", "").replace("\0", "").split()[:6])
    return Look(
        as_text=query.get("paper") == TEXT,
        zoom=int(zoom) if zoom in {str(n) for n in range(ZOOMS)} else 1,
        terms=Terms(wanted=tuple(keywords), searched=searched),
        page=page,
        keep=tuple(keep),
    )


def files_of(candidate: Candidate, user: Any, *, with_pages: bool = False) -> list[Attachment]:
    """The candidate's files that `user` may see; `with_pages` for a page that shows one of them, whichever it is."""
    return FILES_WITH_PAGES(user, candidate.pk) if with_pages else FILES(user, candidate.pk)


def _files(user: Any, candidate_id: UUID) -> QuerySet[Attachment]:
    seen = Attachment.objects.visible_to(user).filter(candidate=candidate_id)
    return seen.select_related("file", "application__job")


def _files_with_pages(user: Any, candidate_id: UUID) -> QuerySet[Attachment]:
    pages = FilePage.objects.filter(file=OuterRef("file"), file__pictures=Pictures.MADE).order_by("number")
    read = ArraySubquery(pages.values(part=JSONObject(**{name: name for name in PAGE})))
    return _files(user, candidate_id).annotate(pages_read=read)


FILES = access.ForReaders(Prepared, _files, UUID)
FILES_WITH_PAGES = access.ForReaders(Prepared, _files_with_pages, UUID)


def resume_of(files: Sequence[Attachment], application: Any = None) -> Attachment | None:
    """Of a candidate's `files` the CV to show first: the application's own, else the newest."""
    found = sorted(files, key=lambda row: row.created_at, reverse=True)
    mine = [row for row in found if application is not None and row.application_id == application.pk]
    ranked = [*mine, *found]
    return next((row for row in ranked if row.kind == AttachmentKind.RESUME), ranked[0] if ranked else None)


def viewer(attachment: Attachment, look: Look) -> Viewer:
    """What the component shows; two queries at the most."""
    sheets = [_sheet(attachment, page, look.terms) for page in _pages(attachment)]
    as_text = look.as_text or not sheets
    text = attachment.text[:MOST_TEXT]
    marks = _found(sheets, look) if sheets else marking.occurrences(text, look.terms)
    return Viewer(
        attachment=attachment,
        sheets=[] if as_text else sheets,
        paragraphs=_paragraphs(text, look.terms) if as_text else [],
        shows_text=as_text,
        zoom=look.zoom,
        tools=_tools(attachment, look, as_text, has_pages=bool(sheets)),
        download=reverse("candidate_file", args=[attachment.candidate_id, attachment.pk]),
        note=_note(attachment, bool(sheets)),
        marks=len(marks),
        wanted=marking.counted(marks, ""),
        searched=marking.counted(marks, "b"),
    )


def _pages(attachment: Any) -> list[FilePage]:
    """In their order; what `files_of` has read along isn't asked for again."""
    if hasattr(attachment, "pages_read"):
        return [FilePage(**page) for page in attachment.pages_read]
    return list(attachment.file.pages.all()) if attachment.file.pictures == Pictures.MADE else []


def _sheet(attachment: Attachment, page: FilePage, terms: Terms) -> Sheet:
    src = reverse("candidate_file_page", args=[attachment.candidate_id, attachment.pk, page.number])
    return Sheet(page.number, page.width, page.height, src, marking.boxes(page.words, terms))


def _found(sheets: list[Sheet], look: Look) -> list[tuple[str, str]]:
    """A term of two words has two boxes and counts once."""
    found = []
    for sheet in sheets:
        left: dict[tuple[str, str], int] = {}
        for box in sheet.boxes:
            key = (box.term, box.look)
            left[key] = left.get(key, 0) + 1
        for (term, of), n in left.items():
            found += [(term, of)] * max(1, n // max(1, len(term.split())))
    return found


def _paragraphs(text: str, terms: Terms) -> list[list[Piece]]:
    lines = [line.strip() for line in text.splitlines()]
    return [marking.pieces(line, terms) for line in lines if line]


def _note(attachment: Attachment, has_pages: bool) -> str:
    if attachment.parse_problem:
        return attachment.parse_problem
    is_coming = attachment.file.pictures == Pictures.WAITING and attachment.file.media_type == "application/pdf"
    return str(FILE_TEXT_NOT_YET) if is_coming and not has_pages else ""


def _tools(attachment: Attachment, look: Look, as_text: bool, *, has_pages: bool) -> dict[str, Tool | None]:
    def tool(*, text: bool = as_text, zoom: int = look.zoom, is_on: bool = False) -> Tool:
        return Tool(*_addresses(attachment, look, text, zoom), is_on)

    return {
        "pages": tool(text=False, is_on=not as_text) if has_pages else None,
        "text": tool(text=True, is_on=as_text),
        "smaller": tool(zoom=look.zoom - 1) if look.zoom > 0 else None,
        "larger": tool(zoom=look.zoom + 1) if look.zoom < ZOOMS - 1 else None,
    }


def _addresses(attachment: Attachment, look: Look, text: bool, zoom: int) -> tuple[str, str]:
    own = reverse("candidate_file_view", args=[attachment.candidate_id, attachment.pk])
    asked = [("paper", TEXT)] if text else []
    asked += [("zoom", str(zoom))] if zoom != 1 else []
    asked += [("find", " ".join(look.terms.searched))] if look.terms.searched else []
    job = [(name, value) for name, value in look.keep if name == "job"]
    part = f"{own}?{urlencode([*asked, *job])}"
    return (f"{look.page}?{urlencode([*look.keep, *asked])}" if look.page else part), part
