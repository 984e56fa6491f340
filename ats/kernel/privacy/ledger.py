"""Who was erased, kept outside the database too: a backup that is put back must not bring anybody back (ADR 14).

One JSON object a line, appended: `{"person", "at"}`; ids say nothing once the rows are gone. `person_keys.destroy` writes it
when its transaction has committed, and the pump adds what a crash kept from being written. `replaying` reads it before a
restored database opens.
"""

import fcntl
import json
import os
import time
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import IO
from uuid import UUID

from django.conf import settings
from django.db import transaction

from ats.kernel.privacy.models import PersonKey

EVERY = 600  # seconds between two comparisons with the database
_next_look = time.monotonic() + EVERY


def read(path: Path | None = None) -> dict[UUID, datetime]:
    """Whose key was destroyed, and when; half-written lines (a crash) are left out."""
    try:
        with open(path or settings.ERASURE_LEDGER_FILE, encoding="utf-8", errors="replace") as file:
            return dict(entry for line in file if (entry := _entry(line)))
    except FileNotFoundError:
        return {}


def _entry(line: str) -> tuple[UUID, datetime] | None:
    try:
        told = json.loads(line)
        return UUID(told["person"]), datetime.fromisoformat(told["at"])
    except (ValueError, KeyError, TypeError):
        return None


def append(erased: Mapping[UUID, datetime]) -> int:
    """Write down who isn't there yet; how many. It is on disk when this returns."""
    path = Path(settings.ERASURE_LEDGER_FILE)
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600), "r+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        known = read(path)
        new = {person: at for person, at in erased.items() if person not in known}
        if new:
            file.write(_mended(file) + text(new).encode())
            file.flush()
            os.fsync(file.fileno())
    return len(new)


def text(erased: Mapping[UUID, datetime]) -> str:
    """The lines of the file."""
    lines = (json.dumps({"person": str(person), "at": at.isoformat()}) for person, at in erased.items())
    return "".join(f"{line}\n" for line in lines)


def _mended(file: IO[bytes]) -> bytes:
    """An end for a line that a crash left without one."""
    end = file.seek(0, os.SEEK_END)
    if not end:
        return b""
    file.seek(end - 1)
    return b"" if file.read(1) == b"\n" else b"\n"


def in_database() -> dict[UUID, datetime]:
    """Whose key the database says was destroyed."""
    rows = PersonKey.objects.filter(wrapped="").values_list("person", "destroyed_at")
    return {person: at for person, at in rows if at}


def catch_up() -> int:
    """Write down whom the database knows of and the file doesn't; how many."""
    return append(in_database())


def run(at: datetime) -> int:
    """For the pump: catch up now and then."""
    global _next_look
    if time.monotonic() < _next_look:
        return 0
    _next_look = time.monotonic() + EVERY
    return catch_up()


def next_due() -> datetime | None:
    """Nobody waits for it."""
    return None


def remember(persons: Iterable[UUID], at: datetime) -> None:
    """Write these down once the transaction has committed. A failure leaves it to the pump."""
    erased = dict.fromkeys(persons, at)
    transaction.on_commit(lambda: append(erased), robust=True)
