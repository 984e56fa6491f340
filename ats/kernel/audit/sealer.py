"""The one sealer: chains the entries whose transaction is over.

Locking the chain's head in each deed's own transaction would make all writers queue (131 against 1,172 transactions a
second), so deeds insert unsealed rows and this chains them afterwards, in a transaction of its own. What it sees there has
been committed, so its transaction is surely over. Nothing is found by "newer than the last one": whatever has no sequence
number yet is next, however late it committed. So the chain's order is that of sealing; each entry says its own time.
"""

from datetime import datetime

from django.db import connection, transaction

from ats.kernel.audit import anchors
from ats.kernel.audit.chain import GENESIS, entry_hash
from ats.kernel.audit.models import AuditEntry

BATCH = 500
_LOCK = 0x5741_594D_4155_4449  # "WAYMAUDI": one sealer at a time in this database
_TABLE = AuditEntry._meta.db_table


def seal(at: datetime) -> int:
    """Seal one batch; returns how many entries. Another sealer at work: 0."""
    with transaction.atomic(durable=True):
        sealed = _chain() if _lock() else 0
    if sealed:
        anchors.keep_up(at)
    return sealed


def next_due() -> datetime | None:
    """When the oldest unsealed entry was written, for the pump; None when all are sealed."""
    return AuditEntry.objects.filter(sequence=None).order_by("at").values_list("at", flat=True).first()


def _lock() -> bool:
    """Held to the end of the transaction; the statements after it see what the last sealer committed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_LOCK])
        return bool(cursor.fetchone()[0])


def _chain() -> int:
    entries = list(AuditEntry.objects.filter(sequence=None).order_by("at", "id")[:BATCH])
    head = AuditEntry.objects.exclude(sequence=None).order_by("-sequence").first()
    sequence, previous = (head.sequence or 0, head.hash) if head else (0, GENESIS)
    for entry in entries:
        sequence += 1
        entry.sequence, entry.previous_hash = sequence, previous
        entry.hash = previous = entry_hash(entry, sequence, previous)
    if entries:
        _write(entries)
    return len(entries)


def _write(entries: list[AuditEntry]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            f"""UPDATE {_TABLE} e SET sequence = n.sequence, previous_hash = n.previous_hash, hash = n.hash
                FROM unnest(%s::uuid[], %s::bigint[], %s::text[], %s::text[]) AS n (id, sequence, previous_hash, hash)
                WHERE e.id = n.id AND e.sequence IS NULL""",
            [
                [str(entry.id) for entry in entries],
                [entry.sequence for entry in entries],
                [entry.previous_hash for entry in entries],
                [entry.hash for entry in entries],
            ],
        )
