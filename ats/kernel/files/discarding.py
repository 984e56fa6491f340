"""Taking back an upload that nothing keeps: another copy was there, or the deed that it came with was refused."""

from pathlib import Path

from django.conf import settings
from django.db import transaction

from ats.kernel.files.models import StoredFile


def discard(file: StoredFile) -> None:
    """Delete the row, and once that is committed the bytes. Raises ProtectedError when something keeps the file."""
    paths = [file.path, *file.pages.values_list("path", flat=True)]
    file.delete()
    transaction.on_commit(lambda: _unlink(paths))


def _unlink(paths: list[str]) -> None:
    for path in paths:
        (Path(settings.MEDIA_ROOT) / path).unlink(missing_ok=True)
