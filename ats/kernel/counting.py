"""Several counts in one question to the database, for frames and lists that show many numbers at once."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet


def together(sets: Mapping[str, QuerySet[Any]]) -> dict[str, int]:
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


def counted(rows: QuerySet[Any]) -> tuple[str, tuple[Any, ...]] | None:
    """SQL that counts `rows`, with its values; None where Django knows that there is none."""
    query = rows.values("pk").query.clone()
    query.clear_ordering(force=False)
    try:
        sql, given = query.sql_with_params()
    except EmptyResultSet:
        return None
    return f"(SELECT COUNT(*) FROM ({sql}) AS counted)", tuple(given)
