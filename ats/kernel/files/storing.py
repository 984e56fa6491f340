"""Taking an upload in: limits, kind by content, a generated name, the virus scanner, bytes on disk before the row commits."""

import hashlib
import os
import secrets
import shlex
import subprocess
from collections.abc import Collection, Iterable
from datetime import datetime
from pathlib import Path
from typing import IO, Any

import structlog
from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from ats.kernel.errors import DomainError
from ats.kernel.files.kinds import KINDS, RESUME, Kind, detect, table_kind
from ats.kernel.files.models import Pictures, StoredFile

log = structlog.get_logger(__name__)
SCAN_SECONDS = 30


class UploadRefused(DomainError):
    """The file isn't taken in; the sentence tells the person why and what to do."""

    status = 400
    code = "upload-refused"


class UploadTooLarge(UploadRefused):
    """It is larger than the installation takes (413, as the schema says for every file)."""

    status = 413
    code = "upload-too-large"


def store(*, upload: File, by: Any, at: datetime, kinds: Collection[str] = RESUME) -> StoredFile:
    """Keep `upload` (a Django File) under a generated name and return its row.

    `kinds` are keys of KINDS; `by` is a user or None (the careers site). Bytes are on disk before the row commits; when the
    transaction rolls back the row is gone and the file is an orphan that `sweep` removes. Raises UploadRefused.
    """
    return _keep(upload, KINDS[_checked_kind(upload, kinds)], by, at)


def store_table(*, upload: File, by: Any, at: datetime) -> StoredFile:
    """Keep a CSV file, whatever its encoding, or an XLSX workbook of at most IMPORT_MAX_BYTES, until it was imported. Raises
    UploadRefused."""
    _check_size(upload, settings.IMPORT_MAX_BYTES)
    kind = table_kind(upload.open("rb"))
    if kind is None:
        raise UploadRefused(
            _("This is neither a CSV file nor an XLSX workbook without macros. Save it as one of them.")
        )
    return _keep(upload, kind, by, at)


def _keep(upload: File, kind: Kind, by: Any, at: datetime) -> StoredFile:
    target, path = new_place(kind.suffix)
    digest = _write(upload, target)
    try:
        _scan(target)
        with transaction.atomic():
            return StoredFile.objects.create(
                name=_label(upload.name or "", kind.suffix),
                path=path,
                media_type=kind.media_type,
                pictures=Pictures.WAITING if kind.key == "pdf" else Pictures.NONE,
                size=upload.size,
                sha256=digest,
                uploaded_by=by if getattr(by, "pk", None) else None,
                created_at=at,
            )
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def _check_size(upload: File, most: int) -> None:
    if not upload.size:
        raise UploadRefused(_("This file is empty. Choose the file again."))
    if upload.size > most:
        raise UploadTooLarge(
            _("This file is larger than {size} MB. Save a smaller copy and choose that.").format(
                size=most // (1024 * 1024)
            )
        )


def _checked_kind(upload: File, kinds: Collection[str]) -> str:
    _check_size(upload, settings.UPLOAD_MAX_BYTES)
    key = detect(upload.open("rb"))
    if key is None or key not in kinds:
        wanted = ", ".join(sorted(KINDS[key].suffix[1:].upper() for key in kinds))
        raise UploadRefused(
            _("This kind of file can't be taken. Save it as one of {kinds} and choose it again.").format(kinds=wanted)
        )
    return key


def new_place(suffix: str) -> tuple[Path, str]:
    """A random folder of 256 and a random name: neither the person, the date nor the neighbours can be guessed."""
    name = secrets.token_hex(20)
    path = f"{name[:2]}/{name[2:]}{suffix}"
    target = Path(settings.MEDIA_ROOT) / path
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    return target, path


def keep_bytes(content: bytes, suffix: str) -> str:
    """Keep what the house made itself under a generated name; the path below MEDIA_ROOT."""
    target, path = new_place(suffix)
    _write_chunks([content], target)
    return path


def _write(upload: File, target: Path) -> str:
    upload.seek(0)
    return _write_chunks(upload.chunks(), target)


def _write_chunks(chunks: Iterable[bytes], target: Path) -> str:
    """Write, fsync file and folder; returns the SHA-256 of the content."""
    digest = hashlib.sha256()
    with private(target) as file:
        for chunk in chunks:
            digest.update(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    return digest.hexdigest()


def private(target: Path) -> IO[bytes]:
    return os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def _scan(target: Path) -> None:
    """Ask the scanner named by ANTIVIRUS_COMMAND (exit 0: clean, 1: infected). None configured: nothing is scanned."""
    command = shlex.split(settings.ANTIVIRUS_COMMAND)
    if not command:
        return
    try:
        done = subprocess.run(
            [*command, str(target)], capture_output=True, timeout=SCAN_SECONDS, check=False, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        log.error("files.scanner_failed", error=type(error).__name__)
        raise UploadRefused(
            _("The virus scanner doesn't answer, so no file can be taken now. Try again later.")
        ) from error
    if done.returncode == 1:
        raise UploadRefused(_("The virus scanner refuses this file. Send a clean copy."))
    if done.returncode:
        log.error("files.scanner_failed", code=done.returncode)
        raise UploadRefused(_("The virus scanner failed, so no file can be taken now. Try again later."))


def _label(name: str, suffix: str) -> str:
    """The person's own name for it, made harmless: no folders, no control characters, the suffix of what it really is."""
    base = "".join(c for c in os.path.basename(name.replace("\\", "/")) if c.isprintable())
    stem = os.path.splitext(base)[0].strip(" .")[:150] or "file"
    return f"{stem}{suffix}"
