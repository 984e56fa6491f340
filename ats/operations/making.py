"""Making a backup: database, files and keys of one moment, in a folder that only its owner may read."""

import json
import os
import shutil
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg2
from django.conf import settings
from django.db.migrations.recorder import MigrationRecorder
from psycopg2 import sql

from ats.kernel.audit.models import AuditEntry
from ats.kernel.privacy import ledger
from ats.kernel.privacy.models import PersonKey
from ats.launcher.installation import Stamps
from ats.launcher.problem import Problem
from ats.operations import databases, files, keys, manifest, programs
from ats.operations.manifest import Manifest

DUMP = "database.dump"
LEDGER = "erasure-ledger.jsonl"
ANCHOR = "audit-anchor.jsonl"
CLOCK = "clock.json"
READ_ME = "READ ME.txt"
KEYS = "keys"
PERSON_KEYS = PersonKey._meta.db_table

Say = Callable[[str], None]


def version() -> str:
    """The product's version."""
    return str(tomllib.loads((settings.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"])


def make(folder: Path, *, say: Say, keys_folder: Path | None = None) -> Manifest:
    """Write a backup into `folder`, which is made or must be empty; the keys into `keys_folder`, else into `folder`/keys.

    It shows one moment, however long it takes, and nobody waits for it. Raises Problem; then nothing is left behind.
    """
    media = Path(settings.MEDIA_ROOT)
    _refuse_places(folder, keys_folder, media)
    with _private(), _new(folder), _snapshot() as (cursor, name):
        paths = files.named(cursor)
        _check_space(folder, cursor, media, paths)
        say("Database")
        _dump(folder / DUMP, "--snapshot", name, f"--exclude-table-data={PERSON_KEYS}")
        facts = _facts(cursor)
        _save_beside(folder, cursor, facts["audit_entries"])
        say("Files")
        copied = files.save(paths, media, folder)
        made_at = datetime.now(UTC).isoformat()
        say("Keys")
        keys.save(
            keys_folder or folder / KEYS,
            made_at,
            lambda path: _dump(path, "--snapshot", name, "--data-only", f"--table={PERSON_KEYS}"),
        )
        made = Manifest(
            made_at=made_at,
            version=version(),
            server=databases.server_version(),
            files=len(copied.hashes),
            file_bytes=copied.size,
            missing=copied.missing,
            keys=keys_folder is None,
            demo_data=Stamps(Path(settings.VAR) / "done.json").read().get("demo_data", ""),
            hashes=copied.hashes,
            **facts,
        )
        _write_read_me(folder, made)
        made.hashes.update({one: manifest.digest(folder / one) for one in _beside(folder)})
        os.sync()
        manifest.write(folder, made)
    return made


def _refuse_places(folder: Path, keys_folder: Path | None, media: Path) -> None:
    if folder.resolve().is_relative_to(media.resolve()):
        raise Problem(f"{folder} is among the uploaded files.", "Choose a folder elsewhere, best on another disk.")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Problem(f"{folder} is there already, and a backup is never written over.", "Name a new folder.")
    if keys_folder and keys_folder.exists():
        raise Problem(f"{keys_folder} is there already, and keys are never written over.", "Name a new folder.")


@contextmanager
def _private() -> Iterator[None]:
    """Whatever is made inside is for its owner only."""
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)


@contextmanager
def _new(folder: Path) -> Iterator[None]:
    """The empty folder; emptied again when what is done inside fails."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
    except OSError as problem:
        raise Problem(
            f"{folder} can't be made: {problem.strerror}.", "Name a folder that you may write to."
        ) from problem
    try:
        yield
    except OSError as problem:
        _empty(folder)
        raise Problem(f"The backup could not be written: {problem.strerror}.", "Nothing is left of it.") from problem
    except BaseException:
        _empty(folder)
        raise


def _empty(folder: Path) -> None:
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


@contextmanager
def _snapshot() -> Iterator[tuple[Any, str]]:
    try:
        with databases.snapshot() as seen:
            yield seen
    except psycopg2.errors.UndefinedTable as problem:
        raise Problem(
            "There is nothing to back up: the database has no tables of Waymark.", "Set the product up first."
        ) from problem
    except psycopg2.OperationalError as problem:
        raise Problem(f"The database can't be read:\n{problem}", "See that it runs, then run this again.") from problem


def _check_space(folder: Path, cursor: Any, media: Path, paths: dict[str, str]) -> None:
    cursor.execute("SELECT pg_database_size(current_database())")
    needed = cursor.fetchone()[0] + sum((media / path).stat().st_size for path in paths if (media / path).is_file())
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise Problem(
            f"The backup may need {needed / 1e6:.0f} MB, and {folder} has {free / 1e6:.0f} MB left.",
            "Free some space, or name a folder on another disk.",
        )


def _dump(target: Path, *wishes: str) -> None:
    program = programs.fitting("pg_dump", databases.server_version())
    wishes = ("--format=custom", "--no-owner", "--no-privileges", f"--file={target}", *wishes)
    programs.run(program, *wishes, where=databases.where(), doing="Saving the database")


def _facts(cursor: Any) -> dict[str, Any]:
    """What the snapshot holds."""
    cursor.execute("SELECT pg_database_size(current_database())")
    size = cursor.fetchone()[0]
    cursor.execute(f"SELECT app || '.' || name FROM {MigrationRecorder.Migration._meta.db_table} ORDER BY app, name")
    migrations = [name for (name,) in cursor.fetchall()]
    cursor.execute(
        f"SELECT sequence, hash FROM {AuditEntry._meta.db_table} WHERE sequence IS NOT NULL ORDER BY 1 DESC LIMIT 1"
    )
    sequence, head = cursor.fetchone() or (0, "")
    cursor.execute(f"SELECT count(*) FROM {PERSON_KEYS} WHERE wrapped = ''")
    return {
        "destroyed": cursor.fetchone()[0],
        "database_bytes": size,
        "migrations": migrations,
        "rows": rows(cursor),
        "audit_entries": sequence,
        "audit_head": head,
    }


def rows(cursor: Any) -> dict[str, int]:
    """How many rows each table has."""
    cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
    counted = {}
    for (table,) in cursor.fetchall():
        cursor.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table)))
        counted[table] = cursor.fetchone()[0]
    return counted


def _save_beside(folder: Path, cursor: Any, head: int) -> None:
    """What stands beside the database: who was erased, the anchors up to this moment, the demo's clock."""
    cursor.execute(f"SELECT person, destroyed_at FROM {PERSON_KEYS} WHERE wrapped = ''")
    erased = {UUID(str(person)): at for person, at in cursor.fetchall()}
    manifest.write_private(folder / LEDGER, ledger.text(erased | ledger.read()))
    anchors = _lines(Path(settings.AUDIT_ANCHOR_FILE))
    known = [line for line in anchors if line.endswith("}\n") and json.loads(line)["sequence"] <= head]
    manifest.write_private(folder / ANCHOR, "".join(known))
    if settings.CLOCK_FILE and Path(settings.CLOCK_FILE).is_file():
        manifest.write_private(folder / CLOCK, Path(settings.CLOCK_FILE).read_text(encoding="utf-8"))


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines(keepends=True) if path.is_file() else []


def _beside(folder: Path) -> list[str]:
    return [name for name in (DUMP, LEDGER, ANCHOR, CLOCK, READ_ME) if (folder / name).is_file()]


def _write_read_me(folder: Path, made: Manifest) -> None:
    lines = ["A backup of Waymark", "", *manifest.summary(made), ""]
    where = "in keys/, for the moment" if made.keys else "not here: they were put elsewhere"
    lines += [f"The keys are {where}.", keys.WARNING, ""]
    lines += ["To put it back: python3 manage.py restore THIS_FOLDER", "docs/operators/backup.md says the rest."]
    manifest.write_private(folder / READ_ME, "\n".join(lines) + "\n")
