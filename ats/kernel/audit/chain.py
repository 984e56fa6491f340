"""The hash chain: what a sealed entry's hash covers.

SHA-256 over canonical JSON (sorted keys, no spaces, UTF-8; after RFC 8785 for the strings and integers that occur here)
of the entry's content, its sequence number and the hash before it. The first entry follows `GENESIS`.
"""

import hashlib
import json
from datetime import UTC
from typing import Any

from ats.kernel.audit.models import AuditEntry

GENESIS = "0" * 64


def canonical(value: Any) -> bytes:
    """The one spelling of a JSON value."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def entry_hash(entry: AuditEntry, sequence: int, previous: str) -> str:
    """The hash (64 hex digits) that `entry` must carry at place `sequence` after the hash `previous`."""
    content = {
        "id": str(entry.id),
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "deed": entry.deed,
        "actor_id": str(entry.actor_id) if entry.actor_id else None,
        "subject_type": entry.subject_type,
        "subject_id": str(entry.subject_id) if entry.subject_id else None,
        "outcome": entry.outcome,
        "codes": entry.codes,
        "sequence": sequence,
        "previous_hash": previous,
    }
    return hashlib.sha256(canonical(content)).hexdigest()
