"""Pictures of a file's pages, so that it can be read in place: drawn once by the sandboxed child, kept beside the file."""

import json
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from ats.kernel import clock
from ats.kernel.files import child
from ats.kernel.files.kinds import KINDS
from ats.kernel.files.models import FilePage, Pictures, StoredFile
from ats.kernel.files.storing import keep_bytes

MAX_PAGES = 20
MAX_BYTES = 24 * 1024 * 1024
BATCH = 4  # files of one round
_LENGTHS = struct.Struct(">II")


@dataclass(frozen=True)
class Drawn:
    """A page as the child gave it."""

    width: int
    height: int
    words: list[list[Any]]
    picture: bytes


def waiting() -> "QuerySet[StoredFile]":
    """PDFs whose pages are still to be drawn, the newest first: somebody is about to read those."""
    rows = StoredFile.objects.filter(pictures=Pictures.WAITING, media_type=KINDS["pdf"].media_type)
    return rows.order_by("-created_at")


def run(at: datetime) -> int:
    """For the pump: draw a few files; how many."""
    return sum(_draw_one() for _ in range(BATCH))


def next_due() -> datetime | None:
    """At once, while there is something to draw."""
    return clock.now() if waiting().exists() else None


def _draw_one() -> int:
    with transaction.atomic():
        stored = waiting().select_for_update(skip_locked=True, of=("self",)).first()
        if stored is None:
            return 0
        make(stored)
    return 1


def make(stored: StoredFile) -> None:
    """Draw the pages of `stored` and keep them. Never raises for what is in the file: it has no pictures then."""
    answer = child.ask(stored, "pages", most=MAX_PAGES, most_bytes=MAX_BYTES)
    drawn = list(frames(answer.output))
    FilePage.objects.bulk_create(
        FilePage(
            file=stored,
            number=number,
            path=keep_bytes(page.picture, ".webp"),
            width=page.width,
            height=page.height,
            words=page.words,
        )
        for number, page in enumerate(drawn, start=1)
    )
    stored.pictures = Pictures.MADE if drawn else Pictures.NONE
    stored.save(update_fields=["pictures"])


def frames(output: bytes) -> Iterator[Drawn]:
    """The whole frames in what the child said; it is not trusted either, so what doesn't add up ends the reading."""
    place = 0
    while place + _LENGTHS.size <= len(output):
        head_length, picture_length = _LENGTHS.unpack_from(output, place)
        start = place + _LENGTHS.size
        place = start + head_length + picture_length
        if place > len(output):
            return
        picture = output[start + head_length : place]
        drawn = _page(output[start : start + head_length], picture)
        if drawn is None:
            return
        yield drawn


def _page(head: bytes, picture: bytes) -> Drawn | None:
    try:
        facts = json.loads(head)
        words = [[_shown(str(text)), *(float(edge) for edge in box)] for text, *box in facts["words"] if len(box) == 4]
        width, height = int(facts["width"]), int(facts["height"])
    except (ValueError, TypeError, KeyError):
        return None
    is_sound = picture[:4] == b"RIFF" and picture[8:12] == b"WEBP" and 0 < width < 5000 and 0 < height < 5000
    return Drawn(width, height, words, picture) if is_sound else None


def _shown(text: str) -> str:
    """Postgres takes neither NUL nor half a character."""
    return "".join(c for c in text if c.isprintable())[:200]
