"""Statements that Postgres plans once per connection: to plan a wide query takes it longer than to answer it.

Only the arguments are left open. Constants stay in the text, so that Postgres knows them as it plans, and whether a plan is
kept is its own choice: after some calls it stops planning anew where that doesn't pay.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db import NotSupportedError

MOST = 200
"""How many a connection keeps; then it begins anew."""
TYPES: dict[type, str] = {UUID: "uuid", list: "uuid[]", datetime: "timestamptz", date: "date"}
"""What Postgres calls the types of arguments. Text takes the type of what it is compared with, as a literal does."""
Answer = TypeVar("Answer")


class Place:
    """Stands where an argument comes; psycopg writes it into the statement as what it says itself."""

    def __init__(self, number: int) -> None:
        self.number, self.is_used = number, False

    def __conform__(self, protocol: Any) -> "Place":
        return self

    def getquoted(self) -> bytes:
        self.is_used = True
        return f"${self.number}".encode()


@dataclass
class Known:
    """What is prepared on an open connection. The round tells names apart that couldn't be given back."""

    line: Any
    names: set[str] = field(default_factory=set)
    round: int = 0


class Statement:
    """`sql` with the parameters that `put(places)` gives: constants, and the places of arguments of the types `kinds`."""

    def __init__(
        self, connection: Any, sql: str, put: Callable[[Sequence[Place]], Sequence[Any]], kinds: Sequence[type]
    ) -> None:
        places = [Place(number) for number, _ in enumerate(kinds, start=1)]
        with connection.cursor() as cursor:
            text = cursor.cursor.mogrify(sql, put(places))
        self._text = text.decode() if isinstance(text, bytes) else str(text)
        taken = [
            TYPES.get(kind, "unknown") if place.is_used else "text" for kind, place in zip(kinds, places, strict=True)
        ]
        given = [f"%s::{TYPES[kind]}" if kind in TYPES else "%s" for kind in kinds]
        self._taken, self._given = (f" ({', '.join(each)})" if each else "" for each in (taken, given))
        same = hashlib.sha256(f"{self._taken}{self._text}".encode())  # one text may take other arguments
        self._name = f"waymark_{same.hexdigest()[:24]}"

    def ask(self, connection: Any, carry_out: Callable[[str], Answer]) -> Answer:
        """What `carry_out` answers to the SQL that asks the statement of this connection, with places for its arguments."""
        try:
            return carry_out(self._on(connection))
        except NotSupportedError:  # a column has another type than when this was planned: an upgrade is under way
            _forget(connection)
            if connection.in_atomic_block:
                raise
            return carry_out(self._on(connection))

    def _on(self, connection: Any) -> str:
        known = _known(connection)
        if self._name not in known.names:
            if len(known.names) >= MOST:
                _forget(connection)
            _tell(connection, f"PREPARE {self._name}_{known.round}{self._taken} AS {self._text}")
            known.names.add(self._name)
        call = f"EXECUTE {self._name}_{known.round}{self._given}"
        return f"{call} /* {self._readable} */" if connection.queries_logged else call

    @property
    def _readable(self) -> str:
        """For logs of queries, which would know only a name otherwise."""
        return self._text.replace("*/", "* /").replace("/*", "/ *").replace("%", "%%")


def _known(connection: Any) -> Known:
    """That of the connection as it is open now: one that was opened anew knows nothing."""
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    known: Known | None = getattr(connection, "_statements", None)
    if known is None or known.line is not connection.connection:
        known = connection._statements = Known(connection.connection)
    return known


def _forget(connection: Any) -> None:
    """Let this connection plan anew whatever it is asked next."""
    known = _known(connection)
    known.names.clear()
    known.round += 1
    if not connection.in_atomic_block:
        _tell(connection, "DEALLOCATE ALL")


def _tell(connection: Any, sql: str) -> None:
    """Past the log of queries: it asks nothing of the data."""
    with connection.wrap_database_errors, connection.connection.cursor() as cursor:
        cursor.execute(sql)
