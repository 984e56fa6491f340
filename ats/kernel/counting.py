"""Several counts in one question to the database, for frames and lists that show many numbers at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from ats.kernel.prepared import Parameters, stand_ins


@dataclass(frozen=True)
class Ready:
    """A count to be asked with others: its SQL and values; None where Django knows that there is nothing to count."""

    asked: tuple[str, tuple[Any, ...]] | None


def together(sets: Mapping[str, QuerySet[Any] | Ready]) -> dict[str, int]:
    """How many rows each of `sets` has, by its name, in one query; none where all are known to be empty.

    A set that is cut (`rows[:1001]`) is counted no further than that.
    """
    asked = {name: counted(rows) for name, rows in sets.items()}
    parts = [part for part in asked.values() if part is not None]
    if not parts:
        return dict.fromkeys(asked, 0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(sql for sql, _ in parts), [each for _, given in parts for each in given])
        answers = iter(cursor.fetchone())
    return {name: next(answers) if part is not None else 0 for name, part in asked.items()}


def counted(rows: QuerySet[Any] | Ready) -> tuple[str, tuple[Any, ...]] | None:
    """SQL that counts `rows`, with its values; None where Django knows that there is none."""
    if isinstance(rows, Ready):
        return rows.asked
    query = rows.values("pk").query.clone()
    query.clear_ordering(force=False)
    try:
        sql, given = query.sql_with_params()
    except EmptyResultSet:
        return None
    return f"(SELECT COUNT(*) FROM ({sql}) AS counted)", tuple(given)


class Prepared:
    """A count whose SQL is built once per process, as `prepared.Prepared` has it: `build(*arguments)` gives the rows."""

    def __init__(self, build: Callable[..., QuerySet[Any]], *kinds: type) -> None:
        self._build, self._kinds = build, kinds

    @cached_property
    def _shape(self) -> tuple[str, Parameters] | None:
        blanks = stand_ins(self._kinds)
        found = counted(self._build(*blanks))
        return Parameters(found[1], blanks).settled(found[0]) if found else None

    def __call__(self, *given: Any) -> Ready:
        """The count for these arguments, not asked yet."""
        if self._shape is None:
            return Ready(None)
        sql, parameters = self._shape
        return Ready((sql, parameters.filled(given)))
