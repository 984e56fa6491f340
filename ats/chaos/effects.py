"""What the handlers of a scenario did, in a table that exists only while it runs. Nothing in it is unique: a doubled

effect must be able to show.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import connection

TABLE = "chaos_effect"


def create() -> None:
    drop()
    _execute(f"CREATE TABLE {TABLE} (kind text, key text, place bigint, at timestamptz DEFAULT clock_timestamp())")


def drop() -> None:
    _execute(f"DROP TABLE IF EXISTS {TABLE}")


def record(kind: str, entries: Iterable[tuple[str, int]]) -> None:
    """In the handler's transaction: this was done, for `(key, place)` each, the place being the order that must hold."""
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {TABLE} (kind, key, place) VALUES (%s, %s, %s)",
            [(kind, key, place) for key, place in entries],
        )


def read(kind: str) -> list[tuple[str, int, datetime]]:
    """Key, place and time of every effect of a kind, in the order in which they came."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT key, place, at FROM {TABLE} WHERE kind = %s ORDER BY at", [kind])
        return list(cursor.fetchall())


def count() -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {TABLE}")
        found: int = cursor.fetchone()[0]
        return found


def _execute(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)
