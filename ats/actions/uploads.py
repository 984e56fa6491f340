"""Taking a file in before the deed that it belongs to: stored and read in the sandboxed child, in no transaction."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.files.base import File

from ats.kernel import files
from ats.kernel.errors import DomainError


@dataclass(frozen=True)
class Upload:
    """A stored file with what could be read of it; `problem` is a sentence for colleagues, or ""."""

    file: files.StoredFile
    text: str
    problem: str


def take(*, upload: File, by: Any, at: datetime, kinds: Collection[str] = files.RESUME) -> Upload:
    """Raises files.UploadRefused; what is wrong inside a file refuses nothing."""
    stored = files.store(upload=upload, by=by, at=at, kinds=kinds)
    parsed = files.parse(stored)
    return Upload(stored, parsed.text, parsed.problem)


@contextmanager
def taken(*, upload: File, by: Any, at: datetime, kinds: Collection[str] = files.RESUME) -> Iterator[Upload]:
    """Take the upload in for the deed inside; when a rule refuses the deed, the file goes again."""
    mine = take(upload=upload, by=by, at=at, kinds=kinds)
    try:
        yield mine
    except DomainError:
        files.discard(mine.file)
        raise
