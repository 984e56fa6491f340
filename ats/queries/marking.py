"""Where words that matter stand: on a page's picture, by the boxes of its text, and in a plain text."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

EDGES = " \t\n.,;:!?()[]{}<>\"'“”‘’„«»/|•·–—-"
MOST_TERMS = 40


@dataclass(frozen=True)
class Terms:
    """`wanted` are a job's keywords, `searched` what somebody looked for; each may be of several words."""

    wanted: tuple[str, ...] = ()
    searched: tuple[str, ...] = ()

    @property
    def all(self) -> list[tuple[str, str]]:
        """(term, look): look "" for wanted, "b" for searched; the longest first, so that it wins over its parts."""
        found = [(term, "") for term in self.wanted] + [(term, "b") for term in self.searched]
        return sorted((pair for pair in found if pair[0].strip()), key=lambda pair: -len(pair[0]))[:MOST_TERMS]


@dataclass(frozen=True)
class Box:
    """A marked word or words on a picture, in its pixels."""

    term: str
    look: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Piece:
    """A stretch of text; `look` None is unmarked."""

    text: str
    look: str | None = None


def boxes(words: Sequence[Sequence[Any]], terms: Terms) -> list[Box]:
    """Boxes for the terms among `words` (text, x, y, width, height)."""
    plain = [_plain(str(word[0])) for word in words]
    taken: set[int] = set()
    found = []
    for term, look in terms.all:
        parts = [_plain(part) for part in term.split()]
        for start in _places(plain, [part for part in parts if part]):
            covered = range(start, start + len(parts))
            if taken.isdisjoint(covered):
                taken.update(covered)
                found.extend(_box(words[number], term, look) for number in covered)
    return sorted(found, key=lambda box: (box.y, box.x))


def _plain(word: str) -> str:
    return word.strip(EDGES).casefold()


def _places(plain: list[str], parts: list[str]) -> Iterator[int]:
    if not parts:
        return
    for start in range(len(plain) - len(parts) + 1):
        if plain[start : start + len(parts)] == parts:
            yield start


def _box(word: Sequence[Any], term: str, look: str) -> Box:
    _, x, y, width, height = word
    return Box(term, look, round(x - 2, 1), round(y - 3, 1), round(width + 4, 1), round(height + 6, 1))


def pieces(text: str, terms: Terms) -> list[Piece]:
    """`text` cut where a term stands, whatever its case; whole words only."""
    looks = {term.casefold(): look for term, look in reversed(terms.all)}
    if not looks:
        return [Piece(text)]
    wanted = "|".join(re.escape(term) for term, _ in terms.all)
    parts = re.split(rf"(?<!\w)({wanted})(?!\w)", text, flags=re.I)
    cut = [Piece(part, looks.get(part.casefold(), "") if n % 2 else None) for n, part in enumerate(parts)]
    return [piece for piece in cut if piece.text]


def counted(found: Iterable[tuple[str, str]], look: str) -> list[tuple[str, int]]:
    """How often each term of `look` was found, the most frequent first; `found` is (term, look) each time."""
    return Counter(term for term, of in found if of == look).most_common()


def occurrences(text: str, terms: Terms) -> list[tuple[str, str]]:
    """(term as asked for, look) for each place in `text`."""
    names = {term.casefold(): term for term, _ in terms.all}
    return [
        (names[p.text.casefold()], p.look)
        for p in pieces(text, terms)
        if p.look is not None and p.text.casefold() in names
    ]
