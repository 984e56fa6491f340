"""COPY while the next rows are being made: a thread waits for Postgres in the place of the one that makes them.

    with copying_ahead.begun() as copying:
        copying.copy_in(Candidate, ["id", "first_name"], people)      returns when the rows are made, not when they are in
        copying.copy_in(CandidateEmail, [...], addresses)

It is one connection and one transaction as before, and Postgres does one thing after the other in the order in which it was
told. Until the block ends nothing else may ask the database.
"""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from queue import Queue
from typing import Any

from django.db import connection, models

from ats.kernel.copying import Batches, copy_statement, shared_by_all
from ats.kernel.drawing import ids

MOST_AHEAD = 200  # batches of each COPY, so that a large file isn't in memory once more
END = b""


class Ahead:
    """Made by `begun`. What it is told is done in the thread, and what goes wrong there is raised when the block ends."""

    def __init__(self, cursor: Any, pool: ThreadPoolExecutor) -> None:
        self._cursor, self._pool = cursor, pool
        self._told: list[Future[None]] = []

    def copy_in(self, *what: Any) -> None:
        """As `copying.copy_in`."""
        statement, batches = copy_statement(*what)
        made: Queue[bytes] = Queue(MOST_AHEAD)
        self._told.append(self._pool.submit(self._copy, statement, iter(made.get, END)))
        try:
            for batch in batches:
                made.put(batch)
        finally:
            made.put(END)

    def copy_new(
        self,
        model: type[models.Model],
        columns: Sequence[str],
        rows: Sequence[Sequence[Any]],
        same: Mapping[str, Any],
        *,
        by: Any,
        reason: str,
        at: datetime,
    ) -> None:
        """`copy_in` for a model whose history has all of its fields: with a history row for each, signed alike. Made from what
        is at hand they cost a third less than selected from what has come in."""
        shared = shared_by_all(model, columns, same)
        self.copy_in(model, columns, rows, shared)
        past: Any = model.history.model  # type: ignore[attr-defined]
        signed = {"history_date": at, "history_type": "+", "history_change_reason": reason}
        signed["history_user_id"] = getattr(by, "pk", None)
        numbered = ((number, *row) for number, row in zip(ids(len(rows)), rows, strict=True))
        self.copy_in(past, ["history_id", *columns], numbered, shared | signed)

    def end(self) -> None:
        with connection.wrap_database_errors:
            for each in self._told:
                each.result()

    def _copy(self, statement: str, batches: Iterator[bytes]) -> None:
        try:
            self._cursor.copy_expert(statement, Batches(batches))
        finally:
            deque(batches, maxlen=0)  # after a failure whoever makes them must not wait for a place


@contextmanager
def begun() -> Iterator[Ahead]:
    """Raises what Postgres refused, once all was made; a DatabaseError as Django has it."""
    with connection.cursor() as cursor, ThreadPoolExecutor(max_workers=1, thread_name_prefix="copy") as pool:
        ahead = Ahead(cursor, pool)
        yield ahead
        ahead.end()
