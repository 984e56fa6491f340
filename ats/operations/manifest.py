"""What a backup says of itself: `manifest.json`, written last, so that a folder without one is no backup."""

import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from ats.launcher.problem import Problem

FORMAT = 1
NAME = "manifest.json"
CHUNK = 1 << 20


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """The contents of a backup; `hashes` has the SHA-256 of every file of it but the keys', which vouch for themselves."""

    made_at: str
    version: str
    server: int
    database_bytes: int
    migrations: list[str]
    rows: dict[str, int]
    audit_entries: int
    audit_head: str
    destroyed: int
    files: int
    file_bytes: int
    missing: list[str]
    keys: bool
    demo_data: str = ""
    hashes: dict[str, str] = field(default_factory=dict)
    format: int = FORMAT
    product: str = "Waymark"


def digest(path: Path) -> str:
    """The file's SHA-256."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sealed(content: dict[str, Any]) -> dict[str, Any]:
    """The content with a hash over the rest of it."""
    return {**content, "seal": _seal(content)}


def unsealed(path: Path) -> dict[str, Any]:
    """What stands in a sealed file. Raises Problem when it was changed or is no such file."""
    try:
        content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        seal = content.pop("seal")
    except (ValueError, KeyError, AttributeError) as problem:
        raise _corrupted(path.name) from problem
    if seal != _seal(content):
        raise _corrupted(path.name)
    return content


def _seal(content: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def write_private(path: Path, text: str) -> None:
    """A file that only its owner may read; it takes its name once all of it is on disk."""
    half = path.with_name(f"{path.name}.half")
    half.unlink(missing_ok=True)
    with open(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(half, path)


def write(folder: Path, manifest: Manifest) -> None:
    """From now on the folder is a backup."""
    write_private(folder / NAME, json.dumps(sealed(asdict(manifest)), indent=1) + "\n")


def read(folder: Path) -> Manifest:
    """What the backup in `folder` says of itself. Raises Problem for what is no backup, a broken-off or a foreign one."""
    path = folder / NAME
    if not path.is_file():
        raise Problem(
            f"{folder} is no backup: it has no {NAME}, which is written last.",
            "Name the folder that `backup` made. If this is it, that backup was broken off: take another one.",
        )
    content = unsealed(path)
    if content.get("product") != "Waymark" or content.get("format") != FORMAT:
        raise Problem(
            f"{folder} holds a backup in a form that this version does not know.", "Use the version that made it."
        )
    return Manifest(**content)


def check(folder: Path, manifest: Manifest) -> None:
    """Read every file and compare it. Raises Problem that names the first ones that are changed or gone."""
    bad = [name for name, told in manifest.hashes.items() if not _is(folder / name, told)]
    if bad:
        raise _corrupted(*bad)


def _is(path: Path, told: str) -> bool:
    return path.is_file() and digest(path) == told


def _corrupted(*names: str) -> Problem:
    more = f" and {len(names) - 5} more" if len(names) > 5 else ""
    return Problem(
        f"The backup is damaged: {', '.join(names[:5])}{more} changed or gone since it was made. Nothing was restored.",
        "Take another copy of this backup, or an older one.",
    )


def summary(manifest: Manifest) -> Iterable[str]:
    """What it holds, in lines for whoever keeps it."""
    yield f"Made {manifest.made_at} by Waymark {manifest.version} from Postgres {manifest.server}"
    yield f"{sum(manifest.rows.values())} rows in {len(manifest.rows)} tables, {len(manifest.migrations)} migrations"
    yield f"{manifest.files} files, {manifest.file_bytes / 1e6:.1f} MB"
    yield f"{manifest.audit_entries} sealed audit entries, head {manifest.audit_head[:16] or 'none'}"
    if manifest.missing:
        yield f"{len(manifest.missing)} files that rows name were gone or damaged already: {', '.join(manifest.missing[:3])} …"
