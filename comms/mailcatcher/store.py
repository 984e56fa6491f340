"""The caught mails: one file each, durable before the server says yes."""

import os
import uuid
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import lru_cache
from pathlib import Path

RECEIVED = "X-Waymark-Received"
ENVELOPE_TO = "X-Waymark-Envelope-To"


def keep(folder: Path, *, recipients: list[str], content: bytes, now: datetime) -> Path:
    """Write a mail so that it survives a power cut: file, then name, then folder entry."""
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{now.astimezone(UTC):%Y%m%dT%H%M%S%f}-{uuid.uuid4().hex}"
    head = "".join(f"{ENVELOPE_TO}: {one}\r\n" for one in recipients) + f"{RECEIVED}: {now.isoformat()}\r\n"
    unfinished, final = folder / f".{name}", folder / f"{name}.eml"
    with unfinished.open("wb") as file:
        file.write(head.encode() + content)
        file.flush()
        os.fsync(file.fileno())
    unfinished.rename(final)
    _sync_folder(folder)
    return final


def newest_first(folder: Path, limit: int) -> list[Path]:
    """The files of the last `limit` mails."""
    return sorted(folder.glob("*.eml"), key=lambda path: path.name, reverse=True)[:limit]


def find(folder: Path, name: str) -> Path | None:
    """The file of the mail `name` (its file name without ending), if it is one of ours."""
    return next((path for path in folder.glob("*.eml") if path.stem == name), None)


@lru_cache(maxsize=5000)
def read(path: Path) -> EmailMessage:
    """A caught mail; files never change, so that reading one twice costs nothing."""
    mail = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert isinstance(mail, EmailMessage)
    return mail


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
