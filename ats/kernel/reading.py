"""Rows of several small tables in one question to the database, for pages that need a little of many."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.db.models.functions import JSONObject


@dataclass(frozen=True)
class Part:
    """What to read of each of `rows`, in their order: `names` to paths or expressions.

    It comes as JSON gives it: ids and moments are text, so numbers that must stay exact don't belong here.
    """

    rows: QuerySet[Any]
    names: Mapping[str, Any]


def together(parts: Mapping[str, Part]) -> dict[str, list[dict[str, Any]]]:
    """The rows of each of `parts`, by its name, in one query; none where all are known to be empty."""
    asked = {name: sql for name, part in parts.items() if (sql := _listed(part)) is not None}
    if not asked:
        return {name: [] for name in parts}
    with connection.cursor() as cursor:
        columns = ", ".join(sql for sql, _ in asked.values())
        cursor.execute(f"SELECT {columns}", [each for _, given in asked.values() for each in given])
        answers = dict(zip(asked, cursor.fetchone(), strict=True))
    return {name: json.loads(answers[name]) if name in answers else [] for name in parts}


def of(part: Part) -> list[dict[str, Any]]:
    """The same for one alone."""
    return together({"": part})[""]


def _listed(part: Part) -> tuple[str, tuple[Any, ...]] | None:
    """SQL of one value that holds all rows, with its parameters; None where Django knows that there is none."""
    try:
        sql, given = part.rows.values(_part=JSONObject(**part.names)).query.sql_with_params()
    except EmptyResultSet:
        return None
    return f"to_jsonb(ARRAY({sql}))::text", tuple(given)
