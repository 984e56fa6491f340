"""What nobody keeps: rows that no other row refers to, and files that no row names (a transaction was rolled back)."""

import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.db.models import Exists, ForeignKey, OuterRef, ProtectedError

from ats.kernel.files.models import FilePage, StoredFile

AGE = 3600  # seconds; a younger file may belong to a transaction that is still open
EVERY = 3600  # seconds between two sweeps of a process
CHUNK = 500
_LOCK = 0x5741_594D_4649_4C45  # "WAYMFILE": one sweeper at a time
_next_sweep = time.monotonic() + EVERY


def run(at: datetime) -> int:
    """For the pump: sweep once an hour, in one process at a time; how many files went."""
    global _next_sweep
    if time.monotonic() < _next_sweep:
        return 0
    _next_sweep = time.monotonic() + EVERY
    forget_unkept(at)
    return sweep()


def next_due() -> datetime | None:
    """Nobody waits for it."""
    return None


def forget_unkept(at: datetime, older_than: timedelta = timedelta(seconds=AGE)) -> int:
    """Delete rows that were stored so long before `at` and that no row of any app refers to; how many.

    Whoever keeps a file says so by a foreign key, which the database checks again: a reference that comes meanwhile wins.
    """
    rows = StoredFile.objects.filter(created_at__lt=at - older_than)
    for reference in _references():
        rows = rows.exclude(Exists(reference.model._base_manager.filter(**{reference.attname: OuterRef("pk")})))
    return sum(_forget(row) for row in rows[:CHUNK])


def _forget(row: StoredFile) -> int:
    try:
        with transaction.atomic():
            row.delete()
    except (ProtectedError, IntegrityError):
        return 0
    return 1


def _references() -> Iterator["ForeignKey[Any, Any]"]:
    """The foreign keys to stored files that the database enforces; those of history rows it does not. A file's own pages
    keep nothing."""
    for relation in StoredFile._meta.get_fields(include_hidden=True):
        field = getattr(relation, "field", None)
        if not relation.auto_created or not isinstance(field, ForeignKey) or field.model is FilePage:
            continue
        if getattr(field, "db_constraint", True):
            yield field


def sweep(older_than: float = AGE) -> int:
    """Remove files older than `older_than` seconds that no row names; how many."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK])
        if not cursor.fetchone()[0]:
            return 0
        try:
            return sum(_remove(chunk) for chunk in _chunks(time.time() - older_than))
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])


def _chunks(before: float) -> Iterator[list[Path]]:
    root = Path(settings.MEDIA_ROOT)
    old = [path for path in root.glob("??/*") if path.is_file() and path.stat().st_mtime < before]
    for start in range(0, len(old), CHUNK):
        yield old[start : start + CHUNK]


def _remove(paths: list[Path]) -> int:
    by_name = {str(path.relative_to(settings.MEDIA_ROOT)): path for path in paths}
    named = set(StoredFile.objects.filter(path__in=by_name).values_list("path", flat=True))
    named |= set(FilePage.objects.filter(path__in=by_name).values_list("path", flat=True))
    orphans = [path for name, path in by_name.items() if name not in named]
    for path in orphans:
        path.unlink(missing_ok=True)
    return len(orphans)
