"""The text of a mail for reading: paragraphs, with the product's own links to click."""

import re
from dataclasses import dataclass

from django.conf import settings

_URL = re.compile(r"https?://[^\s<>\"']+")


@dataclass(frozen=True)
class Piece:
    """A run of text; `href` makes it a link."""

    text: str
    href: str = ""


def pieces(text: str) -> list[Piece]:
    """`text` in order, links to this installation apart from the rest."""
    found, end = [], 0
    for match in _URL.finditer(text):
        found += [Piece(text[end : match.start()]), Piece(match.group(), _ours(match.group()))]
        end = match.end()
    return [piece for piece in [*found, Piece(text[end:])] if piece.text]


def _ours(url: str) -> str:
    """The path of a link to this installation, so that it opens at the address at which the reader is; else empty."""
    return url.removeprefix(settings.BASE_URL) if url.startswith(f"{settings.BASE_URL}/") else ""
