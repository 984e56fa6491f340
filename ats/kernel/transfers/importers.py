"""What can be imported: each app registers an importer for a noun of its own; the kernel runs it and knows no noun."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ats.kernel.access import Permission
from ats.kernel.languages import Text
from ats.kernel.transfers.models import ImportRun
from ats.kernel.transfers.tables import Table
from ats.kernel.wording import words_of


@dataclass(frozen=True)
class Field:
    """Something that a column may hold; `names` are what other systems call it, in small letters."""

    key: str
    label: Text
    names: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Problem:
    """Why a row can't come in: which row (the head is 1), which column of the file, what stands there, and why not.

    `why` is kept in English, with the `facts` that it names; `said` tells it to whoever reads.
    """

    line: int
    column: str
    value: str
    why: str
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def said(self) -> str:
        words = words_of(self.why)
        return words.format(**self.facts) if self.facts else words


@dataclass
class Plan:
    """What an import would do. `rows` are the importer's own; `counts` are for people: rows, new, updated, skipped."""

    rows: list[Any] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Importer:
    """`plan(table, run, by)` reads and changes nothing; `write(plan, run, by, at)` runs inside the run's transaction and
    is fast; `roll_back(run, by, at)` takes out what came in, or raises a DomainError naming who has been worked with.
    `closed(by)` are the keys of the fields that `by` may not bring."""

    noun: str
    label: Text
    permission: Permission
    fields: tuple[Field, ...]
    needed: tuple[tuple[str, ...], ...]  # of each group at least one must be mapped
    plan: Callable[[Table, ImportRun, Any], Plan]
    write: Callable[[Plan, ImportRun, Any, datetime], None]
    roll_back: Callable[[ImportRun, Any, datetime], None]
    closed: Callable[[Any], Collection[str]] = lambda by: ()

    def guess(self, columns: list[str]) -> dict[str, str]:
        """Field key to column, by the names of the columns."""
        found: dict[str, str] = {}
        for column in columns:
            plain = " ".join(column.lower().replace("_", " ").replace("-", " ").split())
            for known in self.fields:
                called = known.names | {str(known.label).lower(), known.key.replace("_", " ")}
                if known.key not in found and plain in called:
                    found[known.key] = column
                    break
        return found


_importers: dict[str, Importer] = {}


def register(importer: Importer) -> None:
    """Add what can be imported; registering a noun again replaces it."""
    _importers[importer.noun] = importer


def importer(noun: str) -> Importer:
    """Raises KeyError for a noun that nothing imports."""
    return _importers[noun]


def nouns() -> list[str]:
    return sorted(_importers)
