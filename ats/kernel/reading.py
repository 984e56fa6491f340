"""Rows of several small tables in one question to the database, for pages that need a little of many."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.db.models.functions import JSONObject

from ats.kernel.prepared import Parameters, stand_ins
from ats.kernel.statements import Statement


@dataclass(frozen=True)
class Part:
    """What to read of each of `rows`, in their order: `names` to paths or expressions.

    It comes as JSON gives it: ids and moments are text, so numbers that must stay exact don't belong here.
    """

    rows: QuerySet[Any]
    names: Mapping[str, Any]


Listed = tuple[str, tuple[Any, ...]]
Rows = dict[str, list[dict[str, Any]]]


def together(parts: Mapping[str, Part]) -> Rows:
    """The rows of each of `parts`, by its name, in one query; none where all are known to be empty."""
    asked = _asked(parts)
    return _told(parts, asked, _answered(_sql(asked), _given(asked)) if asked else ())


class Prepared:
    """`together` with SQL that is built once per process, as `prepared.Prepared` has it: `build(*arguments)` gives parts."""

    def __init__(self, build: Callable[..., Mapping[str, Part]], *kinds: type) -> None:
        self._build, self._kinds = build, kinds

    @cached_property
    def _shape(self) -> tuple[Mapping[str, Part], dict[str, Listed], Parameters]:
        blanks = stand_ins(self._kinds)
        parts = self._build(*blanks)
        asked = _asked(parts)
        return parts, asked, Parameters(_given(asked), blanks)

    @cached_property
    def _statement(self) -> Statement:
        _parts, asked, parameters = self._shape
        return Statement(connection, _sql(asked), parameters.put, self._kinds)

    def __call__(self, *given: Any) -> Rows:
        """The rows of each part for these arguments."""
        parts, asked, parameters = self._shape
        if not asked:
            return _told(parts, asked, ())
        arguments = parameters.arguments(given)
        return _told(parts, asked, self._statement.ask(connection, lambda sql: _answered(sql, arguments)))


def _asked(parts: Mapping[str, Part]) -> dict[str, Listed]:
    """The SQL of those that may have rows."""
    return {name: sql for name, part in parts.items() if (sql := listed(part)) is not None}


def _given(asked: Mapping[str, Listed]) -> tuple[Any, ...]:
    return tuple(each for _, params in asked.values() for each in params)


def _sql(asked: Mapping[str, Listed]) -> str:
    return f"SELECT {', '.join(sql for sql, _ in asked.values())}"


def _answered(sql: str, given: Sequence[Any]) -> Sequence[str]:
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        answers: Sequence[str] = cursor.fetchone()
    return answers


def _told(parts: Mapping[str, Part], asked: Mapping[str, Listed], answers: Sequence[str]) -> Rows:
    """The rows of each part: none of those that were known to have none, and so weren't asked."""
    told = dict(zip(asked, answers, strict=True))
    return {name: json.loads(told[name]) if name in told else [] for name in parts}


def of(part: Part) -> list[dict[str, Any]]:
    """The same for one alone."""
    return together({"": part})[""]


def listed(part: Part) -> Listed | None:
    """SQL of one value that holds all rows, with its parameters; None where Django knows that there is none."""
    try:
        sql, given = part.rows.values(_part=JSONObject(**part.names)).query.sql_with_params()
    except EmptyResultSet:
        return None
    return f"to_jsonb(ARRAY({sql}))::text", tuple(given)
