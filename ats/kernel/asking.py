"""Several small questions in one to the database: counts and rows of small tables that pages show beside their own rows.

The frame of a page counts its navigation when it is drawn; what a view asks `later` is answered in the same query.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from ats.kernel import counting, reading
from ats.kernel.reading import Part

Asked = QuerySet[Any] | counting.Ready | Part | reading.Ready
"""A QuerySet is counted, and so is what counting has ready; the rows of a Part are read, and of what reading has ready."""


class Later(Mapping[str, Any]):
    """The answers by name: an int for a count, rows for a Part. The first that is looked at asks for all that waits."""

    def __init__(self, asked: Mapping[str, Asked], waiting: "list[Later]") -> None:
        self.asked = asked
        self._waiting = waiting
        self._answers: dict[str, Any] | None = None
        waiting.append(self)

    def __getitem__(self, name: str) -> Any:
        if self._answers is None:
            _answer(self._waiting)
        assert self._answers is not None
        return self._answers[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.asked)

    def __len__(self) -> int:
        return len(self.asked)


def later(request: HttpRequest, asked: Mapping[str, Asked]) -> Later:
    """The answers to `asked`, read when the first is needed, in one query with whatever else the request asks later."""
    return Later(asked, request.__dict__.setdefault("_asked_later", []))


def _answer(waiting: list[Later]) -> None:
    """Ask for everything that waits; nothing waits afterwards."""
    asked, waiting[:] = list(waiting), []
    found = together({(n, name): each for n, one in enumerate(asked) for name, each in one.asked.items()})
    for n, one in enumerate(asked):
        one._answers = {name: found[n, name] for name in one.asked}


def together(asked: Mapping[Any, Asked]) -> dict[Any, Any]:
    """The answers by the same keys, in one query; none where all are known to be empty. The same is asked once."""
    parts = {key: part for key, each in asked.items() if (part := _part(each)) is not None}
    once: list[reading.Listed] = []
    for part in parts.values():
        if part not in once:
            once.append(part)
    values: Sequence[Any] = ()
    if once:
        sql, given = f"SELECT {', '.join(sql for sql, _ in once)}", [value for _, own in once for value in own]
        is_ready = all(isinstance(each, counting.Ready | reading.Ready) for each in asked.values())
        values = reading.fetched(sql, given, keep=is_ready)
    found = {key: values[once.index(part)] for key, part in parts.items()}
    return {key: _said(each, found.get(key)) for key, each in asked.items()}


def _part(each: Asked) -> reading.Listed | None:
    """SQL of one value, with its parameters; None where Django knows that there is no row."""
    if isinstance(each, reading.Ready):
        return each.asked
    return reading.listed(each) if isinstance(each, Part) else counting.counted(each)


def _said(each: Asked, value: Any) -> Any:
    if isinstance(each, Part | reading.Ready):
        return json.loads(value) if value is not None else []
    return value or 0
