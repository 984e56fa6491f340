"""Statements that the database server keeps read and planned, for what is asked often with other values.

Planning a wide query takes Postgres longer than answering it. What is asked through `ask` is prepared once per connection
(PREPARE), and only its values are sent from then on (EXECUTE); the server itself sees whether one plan serves for all values
or each needs its own. Behind a pool that hands a connection to somebody else after each transaction, switch it off with
ATS_PREPARED_STATEMENTS=0.
"""

import re
from collections import OrderedDict
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from django.conf import settings
from django.db import NotSupportedError
from django.db.backends.base.base import BaseDatabaseWrapper

MOST = 150
"""How many a connection keeps; of more, the one that was asked longest ago is forgotten."""
Statement = tuple[str, tuple[Any, ...]]
"""SQL with %s in the places of its values."""
_Key = tuple[str, tuple[Any, ...], tuple[int, ...]]
"""SQL, the types of its values, and which value stands in each place."""
UNKNOWN = "unknown"
Answer = TypeVar("Answer")
_PLACES = re.compile(r"%[s%]")
_TYPES: dict[type, str] = {UUID: "uuid", datetime: "timestamptz", date: "date", bool: "boolean"}


class _Known(OrderedDict[_Key, str]):
    """Names of what one connection has prepared; the last asked comes last."""

    def __init__(self, link: Any) -> None:
        super().__init__()
        self.link, self.made = link, 0


def ask(
    database: BaseDatabaseWrapper, sql: str, values: Sequence[Any], carry_out: Callable[[str, tuple[Any, ...]], Answer]
) -> Answer:
    """What `carry_out` answers to the prepared statement for `sql` and its values."""
    try:
        return carry_out(*kept(database, sql, values))
    except NotSupportedError:  # a column has another type than when this was planned: an upgrade is under way
        _forget(database)
        if database.in_atomic_block:
            raise
        return carry_out(*kept(database, sql, values))


def kept(database: BaseDatabaseWrapper, sql: str, values: Sequence[Any]) -> Statement:
    """What to execute instead of `sql`: the prepared statement, or `sql` itself where a value's type is not known here."""
    types = tuple(_type(value) for value in values)
    if None in types or not settings.PREPARED_STATEMENTS:
        return sql, tuple(values)
    places, sent = _places(values)
    known, key = _known(database), (sql, types, places)
    name = known.get(key) or _prepare(database, known, key)
    known.move_to_end(key)
    call = f"EXECUTE {name}{_in_brackets(['%s'] * len(sent))}"
    return f"{call} /* {_readable(sql)} */" if database.queries_logged else call, tuple(sent)


def _readable(sql: str) -> str:
    """For logs of queries, which would know only a name otherwise."""
    return sql.replace("*/", "* /").replace("/*", "/ *").replace("%", "%%")


def _places(values: Sequence[Any]) -> tuple[tuple[int, ...], list[Any]]:
    """Which of the values that are sent stands in each place: one that stands in several is sent once. But for text, whose
    type is found out from its place."""
    places, sent, seen = [], [], dict[int, int]()
    for value in values:
        place = seen.get(id(value))
        if place is None:
            sent.append(value)
            place = len(sent)
            if _type(value) != UNKNOWN:
                seen[id(value)] = place
        places.append(place)
    return tuple(places), sent


def settled(database: BaseDatabaseWrapper, sql: str, values: Sequence[Any], varies: Callable[[Any], bool]) -> Statement:
    """The statement with the values that never vary written into it, so that its plan can build on them."""
    left = [value for value in values if varies(value)]
    with database.cursor() as cursor:
        written = iter(["%s" if varies(value) else _literal(cursor, value) for value in values])
    return _PLACES.sub(lambda place: next(written) if place[0] == "%s" else place[0], sql), tuple(left)


def _literal(cursor: Any, value: Any) -> str:
    literal = cursor.cursor.mogrify("%s", (value,))
    text = literal.decode() if isinstance(literal, bytes) else str(literal)
    return text.replace("%", "%%")


def _type(value: Any) -> str | None:
    """What Postgres takes a value for when it stands in the SQL; `unknown` is found out from its place."""
    if isinstance(value, str) or value is None:
        return UNKNOWN
    if isinstance(value, list):
        return "uuid[]" if all(isinstance(each, UUID) for each in value) else None
    return _TYPES.get(type(value))


def _known(database: BaseDatabaseWrapper) -> _Known:
    """Those of the connection as it is open now: one that was opened anew knows nothing."""
    database.close_if_health_check_failed()
    database.ensure_connection()
    found: _Known | None = getattr(database, "kept_statements", None)
    if found is None or found.link is not database.connection:
        found = _Known(database.connection)
        database.kept_statements = found  # type: ignore[attr-defined]
    return found


def _forget(database: BaseDatabaseWrapper) -> None:
    """Let this connection plan anew whatever it is asked next. Names are never given twice, since in a transaction that has
    failed they can't be given back."""
    known = _known(database)
    known.clear()
    if not database.in_atomic_block:
        with database.wrap_database_errors, known.link.cursor() as cursor:
            cursor.execute("DEALLOCATE ALL")


def _prepare(database: BaseDatabaseWrapper, known: _Known, key: _Key) -> str:
    sql, types, places = key
    known.made += 1
    name, place = f"kept_{known.made}", iter(places)
    text = _PLACES.sub(lambda found: f"${next(place)}" if found[0] == "%s" else "%", sql)
    declared = [kind for _, kind in sorted(dict(zip(places, types, strict=True)).items())]
    with database.wrap_database_errors, known.link.cursor() as cursor:
        cursor.execute(f"PREPARE {name}{_in_brackets(declared)} AS {text}")
        known[key] = name
        if len(known) > MOST:
            cursor.execute(f"DEALLOCATE {known.popitem(last=False)[1]}")
    return name


def _in_brackets(words: Sequence[str]) -> str:
    return f"({', '.join(words)})" if words else ""
