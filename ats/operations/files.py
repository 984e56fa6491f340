"""The files of an installation: copied by the names that rows give them, into a backup and back.

A stored file never changes and its name is never used again, so files can be copied while the product works.
"""

import hashlib
import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ats.kernel.files.models import FilePage, StoredFile
from ats.operations.manifest import CHUNK, digest

FOLDER = "files"


@dataclass
class Copied:
    """What was copied: the SHA-256 by path, the bytes, and what rows name but the disk doesn't hold as it was."""

    hashes: dict[str, str] = field(default_factory=dict)
    size: int = 0
    missing: list[str] = field(default_factory=list)


def named(cursor: Any) -> dict[str, str]:
    """The path of each file that rows name, with its SHA-256; "" for pictures of pages, whose rows don't know it."""
    cursor.execute(f"SELECT path, sha256 FROM {StoredFile._meta.db_table}")
    found = dict(cursor.fetchall())
    cursor.execute(f"SELECT path, '' FROM {FilePage._meta.db_table}")
    return found | dict(cursor.fetchall())


def save(paths: Mapping[str, str], media: Path, folder: Path) -> Copied:
    """Copy these files below `media` into the backup's `folder`, comparing each with its hash."""
    copied = Copied()
    for path, told in sorted(paths.items()):
        source, target = media / path, folder / FOLDER / path
        if not source.is_file() or not source.resolve().is_relative_to(media.resolve()):
            copied.missing.append(path)
            continue
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        found = _copy(source, target)
        if told and found != told:
            copied.missing.append(path)
        copied.hashes[f"{FOLDER}/{path}"] = found
        copied.size += target.stat().st_size
    return copied


def _copy(source: Path, target: Path) -> str:
    """Copy, readable by its owner only; the content's SHA-256."""
    seen = hashlib.sha256()
    with (
        source.open("rb") as come,
        os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as go,
    ):
        while chunk := come.read(CHUNK):
            seen.update(chunk)
            go.write(chunk)
    return seen.hexdigest()


def put_back(hashes: Mapping[str, str], folder: Path, media: Path) -> int:
    """Bring the backup's files below `media` where they are not there yet as they were; how many. Nothing is removed."""
    came = 0
    for name, told in hashes.items():
        path = name.removeprefix(f"{FOLDER}/")
        if path == name:
            continue
        target = media / path
        if target.is_file() and digest(target) == told:
            os.utime(target)  # (the sweep leaves young files alone)
            continue
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        half = target.with_name(f".{target.name}.half")
        _copy(folder / name, half)
        os.replace(half, target)
        came += 1
    os.sync()
    return came


def keep_aside(hashes: Mapping[str, str], media: Path, aside: Path) -> int:
    """Give the present files that the backup lacks a second name in `aside`, since the sweep will remove them; how many."""
    theirs = {name.removeprefix(f"{FOLDER}/") for name in hashes}
    count = 0
    for path in _all(media):
        if str(path.relative_to(media)) in theirs:
            continue
        target = aside / path.relative_to(media)
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            os.link(path, target)
        except FileExistsError:
            continue
        except OSError:  # another disk, or one without second names
            shutil.copy2(path, target)
        count += 1
    return count


def _all(media: Path) -> Iterator[Path]:
    return (path for path in media.glob("??/*") if path.is_file())
