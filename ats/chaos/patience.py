"""Asking a database that may be away."""

import time
from collections.abc import Callable
from typing import TypeVar

from django.db import Error, connection

T = TypeVar("T")


def patiently(query: Callable[[], T]) -> T:
    """Ask until the database answers."""
    while True:
        try:
            return query()
        except Error:
            connection.close()
            time.sleep(0.1)


def until(reached: Callable[[], object], seconds: float) -> bool:
    """Wait until something is so, or the time is over; whether it is so."""
    end = time.monotonic() + seconds
    while not patiently(reached):
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True
