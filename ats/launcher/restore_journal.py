"""A restore that is just exchanging the data says so in `var/restore.json`; while that stands there, nothing starts."""

import json
import os
from pathlib import Path

from ats.launcher.problem import Problem

NAME = "restore.json"


def begin(var: Path, *, backup: str) -> None:
    """Note, before anything is exchanged, which backup is being put back."""
    half = var / f"{NAME}.half"
    with open(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        json.dump({"backup": backup}, file)
        file.flush()
        os.fsync(file.fileno())
    os.replace(half, var / NAME)


def end(var: Path) -> None:
    """All of it was exchanged, or nothing."""
    (var / NAME).unlink(missing_ok=True)


def refuse_half(var: Path) -> None:
    """Raises Problem where a restore was broken off in the middle of the exchange."""
    path = var / NAME
    if not path.exists():
        return
    backup = json.loads(path.read_text(encoding="utf-8"))["backup"]
    raise Problem(
        "A restore was broken off while it exchanged the data: database and keys may not belong together.",
        f"Repeat it: python3 manage.py restore {backup} --yes",
    )
