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

from ats.kernel import statements
from ats.kernel.prepared import Parameters, stand_ins


@dataclass(frozen=True)
class Part:
    """What to read of each of `rows`, in their order: `names` to paths or expressions.

    It comes as JSON gives it: ids and moments are text, so numbers that must stay exact don't belong here.
    """

    rows: QuerySet[Any]
    names: Mapping[str, Any]


Listed = tuple[str, tuple[Any, ...]]


@dataclass(frozen=True)
class Ready:
    """Rows to be read with others: SQL of one value that holds all, and its parameters; None where there is none."""

    asked: Listed | None


Rows = dict[str, list[dict[str, Any]]]


def together(parts: Mapping[str, Part]) -> Rows:
    """The rows of each of `parts`, by its name, in one query; none where all are known to be empty."""
    asked = _asked(parts)
    given = [each for _, params in asked.values() for each in params]
    return _answered(parts, {name: sql for name, (sql, _) in asked.items()}, given)


class Prepared:
    """`together` with SQL that is built once per process, as `prepared.Prepared` has it: `build(*arguments)` gives parts."""

    def __init__(self, build: Callable[..., Mapping[str, Part]], *kinds: type) -> None:
        self._build, self._kinds = build, kinds

    @cached_property
    def _shape(self) -> tuple[Mapping[str, Part], dict[str, tuple[str, Parameters]]]:
        blanks = stand_ins(self._kinds)
        parts = self._build(*blanks)
        return parts, {name: Parameters(params, blanks).settled(sql) for name, (sql, params) in _asked(parts).items()}

    def __call__(self, *given: Any) -> Rows:
        """The rows of each part for these arguments."""
        parts, asked = self._shape
        filled = [each for _, parameters in asked.values() for each in parameters.filled(given)]
        return _answered(parts, {name: sql for name, (sql, _) in asked.items()}, filled, keep=True)

    def ready(self, *given: Any) -> dict[str, Ready]:
        """The parts for these arguments, not read yet: to be asked with others (see asking.later)."""
        parts, asked = self._shape
        filled = {name: (sql, parameters.filled(given)) for name, (sql, parameters) in asked.items()}
        return {name: Ready(filled.get(name)) for name in parts}


def ready(build: Callable[..., Mapping[str, Part]], *kinds: type) -> Callable[..., dict[str, Ready]]:
    """A prepared query (see Prepared) whose parts are asked with others."""
    return Prepared(build, *kinds).ready


def _asked(parts: Mapping[str, Part]) -> dict[str, Listed]:
    """The SQL of those that may have rows."""
    return {name: sql for name, part in parts.items() if (sql := listed(part)) is not None}


def _answered(parts: Mapping[str, Part], asked: Mapping[str, str], given: Sequence[Any], *, keep: bool = False) -> Rows:
    if not asked:
        return {name: [] for name in parts}
    sql = f"SELECT {', '.join(asked.values())}"
    answers = dict(zip(asked, fetched(sql, given, keep=keep), strict=True))
    return {name: json.loads(answers[name]) if name in answers else [] for name in parts}


def fetched(sql: str, values: Sequence[Any], *, keep: bool) -> Sequence[Any]:
    """The one row that `sql` answers with; `keep` has it prepared."""
    return statements.ask(connection, sql, values, _fetch) if keep else _fetch(sql, values)


def _fetch(sql: str, values: Sequence[Any]) -> Sequence[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        row: Sequence[Any] = cursor.fetchone()
    return row


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
