"""Files that the house makes itself and that may be large: written piece by piece, kept under a generated name."""

import hashlib
import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from django.db import transaction

from ats.kernel.files.models import Pictures, StoredFile
from ats.kernel.files.storing import new_place, private


def make(
    write: Callable[[IO[bytes]], None], *, name: str, suffix: str, media_type: str, by: Any, at: datetime
) -> StoredFile:
    """Let `write` fill a new file, and keep it as `name` with `suffix`. Whatever it raises leaves no file behind; when the
    transaction rolls back later, the file is an orphan that `sweep` removes."""
    target, path = new_place(suffix)
    try:
        with private(target) as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        with transaction.atomic():
            return StoredFile.objects.create(
                name=f"{name}{suffix}",
                path=path,
                media_type=media_type,
                pictures=Pictures.NONE,
                size=target.stat().st_size,
                sha256=_digest(target),
                uploaded_by=by,
                created_at=at,
            )
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def _digest(target: Path) -> str:
    with target.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
