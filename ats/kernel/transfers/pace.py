"""What lets a long transaction take its time, and no more time than it needs."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def uncollected() -> Iterator[None]:
    """Without Python's search for circles: nothing here makes any, and looking for them among rows that pile up takes a fifth
    of an import's time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def unhurried() -> None:
    """Lift the limits that protect pages, for this transaction only."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0; "
            "SET LOCAL work_mem = '32MB'"  # what the index of names has pending is merged in one go
        )
