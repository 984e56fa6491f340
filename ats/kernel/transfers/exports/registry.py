"""What can be exported: each app registers an exporter for a noun of its own; the kernel runs it and knows no noun."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

from django.db.models import QuerySet
from django.http import QueryDict

from ats.kernel.access import Permission
from ats.kernel.access.sensitivity import Sensitivity
from ats.kernel.languages import Text


class Kind(StrEnum):
    """What a column holds. Choices are TEXT: the word that the product keeps, in every language the same."""

    TEXT = "text"
    NUMBER = "number"
    MONEY = "money"
    BOOLEAN = "boolean"
    DATE = "date"
    MOMENT = "moment"
    SEVERAL = "several"


Values = Mapping[UUID, Any]
BUILT = re.compile(r"c\d{1,2}(op|v)?|match")


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column; `key` is its name in the file, in snake_case.

    Its value is found by `path`, the double-underscore way from a row, or for many rows at once by `of(row ids, user)`.
    `clean` makes what the path leads to a value of `kind`; `names` gives references their words; `many` says that the path
    leads along several rows. Of a guarded column (`sensitivity`) only what the reader may see on the row is filled.
    """

    key: str
    label: Text
    kind: Kind = Kind.TEXT
    sensitivity: Sensitivity = Sensitivity.PUBLIC
    path: str = ""
    many: bool = False
    clean: Callable[[Any], Any] | None = None
    names: Callable[[Collection[Any]], Mapping[Any, str]] | None = None
    of: Callable[[Sequence[UUID], Any], Values] | None = None


@dataclass(frozen=True, kw_only=True)
class Exporter:
    """`rows(user, query, at)` are the rows that `user` may see and that the list's own filters in `query` let through, in
    the list's meaning of these; raises a DomainError for a filter that is none. `columns()` are asked for anew each time.

    `seen(sensitivity, row ids, user)` are those rows on which `user` sees columns of that sensitivity. `person` is the way
    from a row to the person it tells of, "" where it tells of nobody: their erasure takes the file away. `url_name` is the
    list that people come from. `filters` names the parameters that `rows` reads, besides `condition` and `custom_fields.…`;
    `has_builder` says that it reads the rows of a filter builder (ats.kernel.conditions.forms), too.
    """

    noun: str
    label: Text
    permission: Permission
    rows: Callable[[Any, QueryDict, datetime], QuerySet[Any]]
    columns: Callable[[], Sequence[Column]]
    seen: Callable[[Sensitivity, Sequence[UUID], Any], Collection[UUID]]
    person: str = ""
    url_name: str = ""
    filters: frozenset[str] = frozenset()
    has_builder: bool = False

    def takes(self, name: str) -> bool:
        """Whether the parameter `name` means anything to `rows`."""
        if name in self.filters or name == "condition" or name.startswith("custom_fields."):
            return True
        return self.has_builder and bool(BUILT.fullmatch(name))

    def kept(self, query: str) -> str:
        """`query` without what means nothing here: nobody is to decide on a filter that filters nothing."""
        return urlencode([(name, value) for name, value in parse_qsl(query) if self.takes(name)])


_exporters: dict[str, Exporter] = {}


def register(exporter: Exporter) -> None:
    """Add what can be exported; registering a noun again replaces it."""
    _exporters[exporter.noun] = exporter


def exporter(noun: str) -> Exporter:
    """Raises KeyError for a noun that nothing exports."""
    return _exporters[noun]


def exporters() -> list[Exporter]:
    return [_exporters[noun] for noun in sorted(_exporters)]
