"""`restore` and `upgrade`: what has to happen around them, the running demo stopped before and started again after."""

import argparse
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from ats.launcher import background, django_command, environment, instance, progress, restore_journal
from ats.launcher.installation import Installation
from ats.launcher.places import Places
from ats.launcher.problem import Problem

NEEDED_BYTES = 500_000_000


def restore(places: Places, arguments: list[str]) -> int:
    """Put a backup back. A demo that runs is stopped for it and goes on with the restored data, in the background."""
    if {"--help", "-h", "--tidy"} & set(arguments):
        return django_command.run(places, arguments)
    if instance.running(places) and "--yes" not in arguments:
        raise Problem(
            "Waymark runs from this copy. It would be stopped, and its data put aside.", "Add --yes if that is meant."
        )
    with _stopped(places):
        return django_command.run(places, arguments)


def upgrade(places: Places, arguments: list[str]) -> int:
    """Bring an installation up to the present code: check, back up, migrate, build, start again what ran."""
    wish = _parse(arguments[1:])
    _check_space(places)
    if not wish.no_backup:
        folder = wish.backup or places.var / "backups" / f"before-upgrade-{datetime.now(UTC):%Y%m%d-%H%M%S}"
        _manage(places, "backup", str(folder.absolute()), failing="The backup failed, so nothing was changed")
    with _stopped(places):
        _manage(places, "upgrade_data", *(["--anyway"] if wish.anyway else []), failing="The upgrade failed")
        _build(places)
    if os.environ.get("DATABASE_URL"):
        progress.say("Upgraded. Start web, worker and beat of this version now.")
    else:
        progress.say("Upgraded.")
    return 0


def _parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="manage.py upgrade",
        description="Check, back up, migrate and build; a demo that runs is stopped meanwhile and started again.",
    )
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--backup", type=Path, metavar="DIR", help="where the backup goes; else into var/backups/")
    where.add_argument("--no-backup", action="store_true", help="make no backup first")
    parser.add_argument("--anyway", action="store_true", help="also while others are connected to the database")
    return parser.parse_args(arguments)


def _check_space(places: Places) -> None:
    places.make()
    free = shutil.disk_usage(places.var).free
    if free < NEEDED_BYTES:
        raise Problem(
            f"The disk that holds {places.var} has {free / 1e6:.0f} MB left.",
            f"Free about {NEEDED_BYTES / 1e6:.0f} MB and run this again.",
        )


def _manage(places: Places, *arguments: str, failing: str) -> None:
    command = [str(environment.python(places.root)), str(places.root / "manage.py"), *arguments]
    if subprocess.run(command, cwd=places.root, check=False).returncode:
        raise Problem(f"{failing}; its words are above.", "Mend that, then run this again.")


def _build(places: Places) -> None:
    """Words, styles and static files, where this copy builds its own: an image has them built in."""
    if not os.access(places.root / "static", os.W_OK):
        return
    told = {**os.environ, "PYTHONUNBUFFERED": "1"}
    Installation(places, told, places.var).build_assets()


@contextmanager
def _stopped(places: Places) -> Iterator[None]:
    """Stop the demo that runs, and start it again at the same port, whatever came of it; never with half-exchanged data."""
    running = instance.running(places)
    if running:
        background.stop(places)
    try:
        with _environment_kept():
            yield
    finally:
        if running and not (places.var / restore_journal.NAME).exists():
            background.detach(places, ["--port", str(urlsplit(running.address).port)])


@contextmanager
def _environment_kept() -> Iterator[None]:
    """What a command in between tells Django is nothing to the demo that starts after it."""
    before = dict(os.environ)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
