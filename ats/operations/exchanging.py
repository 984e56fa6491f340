"""The last step of a restore: database, keys, anchors and clock change places, under a journal.

The databases change names in one transaction; when that is refused nothing has changed. What stands beside them follows at
once. Should the machine die in between, the journal is still there, nothing starts, and repeating the restore ends it.
"""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from ats.launcher import restore_journal
from ats.launcher.installation import Stamps
from ats.launcher.problem import Problem
from ats.operations import databases, files, keys, manifest
from ats.operations.keys import Keys
from ats.operations.making import CLOCK
from ats.operations.manifest import Manifest


def draft_of_anchors(source: Path) -> Path:
    """A copy of the backup's anchors, with which the restored database goes on."""
    manifest.write_private(_draft(), source.read_text(encoding="utf-8"))
    return _draft()


def _draft() -> Path:
    return Path(settings.VAR) / "audit-anchor.restoring.jsonl"


def exchange(folder: Path, made: Manifest, theirs: Keys, *, new: str, mark: str, keep: bool) -> str:
    """Let the restored data be the present ones; where the others are now, "" where nothing was worth keeping."""
    var, media, aside = Path(settings.VAR), Path(settings.MEDIA_ROOT), databases.beside("before", mark)
    if keep:
        files.keep_aside(made.hashes, media, _aside(media, mark))
    launchers = keys.file_of_launcher()
    restore_journal.begin(var, backup=str(folder))
    try:
        databases.exchange(new, aside)
    except Problem:
        restore_journal.end(var)
        raise
    if launchers:
        _replace(launchers, json.dumps(theirs.as_environment(), indent=1), mark)
    _replace(Path(settings.AUDIT_ANCHOR_FILE), _draft().read_text(encoding="utf-8"), mark)
    _replace_clock(folder / CLOCK)
    _stamp(made)
    _draft().unlink()
    restore_journal.end(var)
    if not keep:
        databases.drop(aside)
    return aside if keep else ""


def _aside(path: Path, mark: str) -> Path:
    return path.with_name(f"{path.name}.before-{mark}")


def _replace(path: Path, text: str, mark: str) -> None:
    """Write a file anew and leave what it held aside."""
    if path.is_file():
        shutil.copy2(path, _aside(path, mark))
    manifest.write_private(path, text)


def _replace_clock(theirs: Path) -> None:
    if not settings.CLOCK_FILE:
        return
    if theirs.is_file():
        manifest.write_private(Path(settings.CLOCK_FILE), theirs.read_text(encoding="utf-8"))
    else:
        Path(settings.CLOCK_FILE).unlink(missing_ok=True)


def _stamp(made: Manifest) -> None:
    """What the launcher may believe of the restored database: that it needs no demo data, and a look at tables and defaults."""
    stamps = Stamps(Path(settings.VAR) / "done.json")
    kept = {name: mark for name, mark in stamps.read().items() if name not in {"tables", "seed"}}
    stamps.forget()
    stamps.write(**{**kept, "demo_data": made.demo_data or "empty"})


def tidy() -> list[str]:
    """Remove the files that earlier restores left aside; their names."""
    gone = sorted(_left_aside())
    for path in gone:
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
    return [str(path) for path in gone]


def _left_aside() -> Iterator[Path]:
    for path in (Path(settings.MEDIA_ROOT), Path(settings.VAR) / "keys.json", Path(settings.AUDIT_ANCHOR_FILE)):
        yield from path.parent.glob(f"{path.name}.before-*")
