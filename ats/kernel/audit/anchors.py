"""The chain's head, kept outside the database: whoever rewrites the whole chain can't rewrite this too.

One JSON object a line, appended: `{"sequence", "hash", "at"}`. Copy the file to a place that the database's administrators
can't write to; docs of deployment say how.
"""

import json
import os
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.conf import settings

from ats.kernel.audit.models import AuditEntry

EVERY = timedelta(seconds=10)  # at most one line in this time, so that a year stays a readable file


@dataclass(frozen=True, kw_only=True)
class Anchor:
    """The head as it stood at `at` (ISO 8601)."""

    sequence: int
    hash: str
    at: str


def read() -> list[Anchor]:
    """All anchors, oldest first; a half-written last line (a crash) is left out."""
    try:
        with open(settings.AUDIT_ANCHOR_FILE, encoding="utf-8") as file:
            return [Anchor(**json.loads(line)) for line in file if line.endswith("}\n")]
    except FileNotFoundError:
        return []


def append(at: datetime) -> Anchor | None:
    """Write the present head down; None when nothing has been sealed yet or the head is anchored already."""
    head = AuditEntry.objects.exclude(sequence=None).order_by("-sequence").first()
    if head is None or head.sequence is None or head.sequence <= _last_sequence():
        return None
    anchor = Anchor(sequence=head.sequence, hash=head.hash, at=at.isoformat())
    os.makedirs(os.path.dirname(settings.AUDIT_ANCHOR_FILE) or ".", exist_ok=True)
    with open(settings.AUDIT_ANCHOR_FILE, "a", encoding="utf-8") as file:
        file.write(json.dumps(asdict(anchor)) + "\n")
        file.flush()
        os.fsync(file.fileno())
    return anchor


def keep_up(at: datetime) -> None:
    """Anchor the head unless the last line is younger than EVERY."""
    last = _last_line()
    if last is None or abs(at - datetime.fromisoformat(last.at)) >= EVERY:
        append(at)


def _last_sequence() -> int:
    last = _last_line()
    return last.sequence if last else 0


def _last_line() -> Anchor | None:
    try:
        with open(settings.AUDIT_ANCHOR_FILE, "rb") as file:
            file.seek(max(0, os.fstat(file.fileno()).st_size - 1024))
            whole = [line for line in file.read().split(b"\n")[:-1] if line.startswith(b'{"sequence"')]
    except FileNotFoundError:
        return None
    return Anchor(**json.loads(whole[-1])) if whole else None
