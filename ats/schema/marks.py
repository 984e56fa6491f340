"""Marks of the file and of the migrations that it was written from: whether one of them has changed since is seen at once."""

import hashlib
import re
from pathlib import Path

from django.conf import settings
from django.db.migrations.loader import MigrationLoader

MARKS = re.compile(r"^-- (migrations|tables) ([0-9a-f]{64})$", re.MULTILINE)


def of_migrations() -> str:
    """The mark of every migration: of ours by what it says, of a library's by its name, since the locks hold its text."""
    loader = MigrationLoader(None)
    mark = hashlib.sha256()
    for (app, name), migration in sorted(loader.disk_migrations.items()):
        file = Path(settings.ROOT, *type(migration).__module__.split(".")).with_suffix(".py")
        mark.update(f"{app} {name}".encode())
        mark.update(file.read_bytes() if file.is_file() else b"")
    return mark.hexdigest()


def of_tables(body: str) -> str:
    """The mark of the statements of the file."""
    return hashlib.sha256(body.encode()).hexdigest()


def head(body: str) -> str:
    """The lines of the file that carry both marks."""
    return f"-- migrations {of_migrations()}\n-- tables {of_tables(body)}\n"


def are_right(text: str) -> bool:
    """Whether the file `text` is as it was written, from the migrations that there are."""
    told = dict(MARKS.findall(text))
    body = text.partition("\n\n")[2]
    return told == {"migrations": of_migrations(), "tables": of_tables(body)}
