"""The product's clock. Only the edges read it (views, API, workers, commands) and hand the time down as `at`.

Two things below the edges read it too, because they note when something was written, whoever wrote it: a noun's created_at
and updated_at, and the date of a history row. No rule asks them; who tells a past lets the clock stand (`standing_at`).

In the demo and in tests an offset can be set, so that anyone can watch what time does. Where `CLOCK_FILE` is empty, as
in production, the clock is the machine's and cannot be moved.
"""

import json
import logging
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta

from django.conf import settings

log = logging.getLogger(__name__)
FARTHEST = timedelta(days=3653)
"""Ten years, ahead or back: beyond them dates end, and what was promised for years falls due at once."""
FIXED = "The clock can be moved in the demo and in tests only; here it is the machine's."
TOO_FAR = "The clock goes ten years ahead or back and no further. Move it less, or `clock reset` first."
_standing: ContextVar[datetime | None] = ContextVar("clock_standing", default=None)
_lock = threading.Lock()
_seen: tuple[int, int] = (0, 0)
_offset = timedelta(0)


def now() -> datetime:
    """The present moment in UTC, moved by the demo's or the test's offset; the told one while a past is told."""
    return _standing.get() or datetime.now(UTC) + offset()


@contextmanager
def standing_at(at: datetime) -> Iterator[None]:
    """For whoever tells a past (the demo's story, tests): inside, in this thread only, it is `at`.

    Raises RuntimeError where the clock cannot be moved (production).
    """
    if not settings.CLOCK_FILE:
        raise RuntimeError(FIXED)
    token = _standing.set(at)
    try:
        yield
    finally:
        _standing.reset(token)


def offset() -> timedelta:
    """How far the clock is moved; zero where it cannot be."""
    global _seen, _offset
    path = settings.CLOCK_FILE
    if not path:
        return timedelta(0)
    try:
        stat = os.stat(path)
    except FileNotFoundError:
        return timedelta(0)
    mark = (stat.st_mtime_ns, stat.st_ino)
    if mark != _seen:
        with _lock:
            _offset, _seen = _read(path), mark
    return _offset


def _read(path: str) -> timedelta:
    """What the file says; zero, with a warning, where that is no offset that anybody could have set."""
    try:
        with open(path, encoding="utf-8") as file:
            said = timedelta(seconds=json.load(file)["offset_seconds"])
    except (OSError, ValueError, TypeError, KeyError, OverflowError) as error:
        log.warning("The clock's file can't be used (%s); it shows the machine's time.", type(error).__name__)
        return timedelta(0)
    if abs(said) > FARTHEST:
        log.warning("The clock's file is out of bounds; it shows the machine's time.")
        return timedelta(0)
    return said


def within_bounds(to: timedelta) -> None:
    """Raises ValueError for an offset beyond FARTHEST."""
    if abs(to) > FARTHEST:
        raise ValueError(TOO_FAR)


def move(to: timedelta) -> None:
    """Set the offset of the clock to `to`, for every process of this installation.

    Raises RuntimeError where the clock cannot be moved (production), ValueError beyond FARTHEST.
    """
    path = settings.CLOCK_FILE
    if not path:
        raise RuntimeError(FIXED)
    within_bounds(to)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    temporary = f"{path}.{os.getpid()}"
    with open(temporary, "w", encoding="utf-8") as file:
        json.dump({"offset_seconds": to.total_seconds()}, file)
    os.replace(temporary, path)
