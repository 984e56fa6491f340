"""The second step of work (see leases): run the handler, and say what became of it, whatever happens."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from typing import Any

from django.db import connection, models, transaction

from ats.kernel import crowding, leases

log = logging.getLogger(__name__)
stopping = threading.Event()
"""Set at SIGTERM: nothing new is begun, what was claimed is given back."""
failures: ContextVar[list[Exception] | None] = ContextVar("failures", default=None)
"""Where errors of handlers are collected for whoever wants to see them (drain)."""
_mine = threading.local()


class ConnectionLost(Exception):
    """The database went away; the caller reconnects."""


def run(ready: "models.QuerySet[Any]", batch: int, execute: Callable[[list[Any]], None]) -> int:
    """Claim and `execute` about `batch` of the rows that are ready; how many were claimed."""
    _give_back()
    count = 0
    while count < batch and not stopping.is_set() and (claimed := leases.claim(ready.all(), batch)):
        _mine.claimed = claimed
        execute(claimed)
        _give_back()
        count += len(claimed)
    return count


def _give_back() -> None:
    """Release what this thread claimed and never came to, also from before a lost connection."""
    leases.interrupted(getattr(_mine, "interrupted", []))
    leases.release(getattr(_mine, "claimed", []))
    _mine.interrupted = _mine.claimed = []


def each(rows: list[Any]) -> Iterator[Any]:
    """One after the other, until the worker is told to stop."""
    for row in rows:
        if stopping.is_set():
            return
        yield row


def attempt(rows: list[Any], handle: Callable[[list[Any]], None]) -> Exception | None:
    """Run `handle` and its mark in one transaction over those of `rows` that are still ours; its error, if any.

    A single row's error is recorded with it. Raises ConnectionLost when there is no database to record it in.
    """
    tries = crowding.TRIES
    while True:
        try:
            with transaction.atomic():
                held = leases.hold(rows)
                if ours := [row for row in rows if row.pk in held]:
                    handle(ours)
            return None
        except leases.Superseded as error:
            return error
        except Exception as error:  # Whatever a handler raises, the loop goes on and the row says so.
            tries -= 1
            if connection_lost():
                _mine.interrupted = rows
                raise ConnectionLost from error
            if not tries or not crowding.is_crowded(error):
                return _record(rows, error)


def connection_lost() -> bool:
    """Whether this thread's database connection is gone (the server stopped, or the session was ended)."""
    return connection.connection is None or not connection.is_usable()


def collect(error: Exception) -> None:
    """Hand an error to whoever asked to see them."""
    if (collected := failures.get()) is not None:
        collected.append(error)


def _record(rows: list[Any], error: Exception) -> Exception:
    """Write down a single row's failure; a batch's members are tried one by one by the caller instead."""
    if len(rows) == 1:
        log.error("%s %s failed: %s", rows[0]._meta.label, rows[0].pk, leases.describe(error))
        leases.fail(rows[0], error)
        collect(error)
    return error
