"""Putting a backup back: beside the present data, checked, brought up to date, the erased erased again; then one exchange.

Until the exchange nothing of the present installation is changed but for files added, so a restore that is broken off leaves it
as it was. The exchange itself is under a journal (`journal`): where it was broken off, nothing starts until it was repeated.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from ats import extension_points
from ats.kernel import audit, clock
from ats.kernel.audit import anchors
from ats.kernel.privacy import ledger, person_keys, replaying
from ats.kernel.privacy.fields import Undecipherable
from ats.kernel.privacy.models import PersonKey
from ats.launcher.problem import Problem
from ats.operations import databases, exchanging, files, keys, manifest, programs
from ats.operations.keys import Keys
from ats.operations.making import ANCHOR, DUMP, KEYS, LEDGER, Say, rows
from ats.operations.manifest import Manifest

JOBS = "2"
NEWER_SETTING = 'unrecognized configuration parameter "transaction_timeout"'


@dataclass(frozen=True)
class Outcome:
    """What came of it: whom the ledger erased again, and where the data from before are, "" where there were none."""

    manifest: Manifest
    erased_again: int
    aside: str
    remarks: list[str]


def restore(
    folder: Path, *, say: Say, keys_folder: Path | None = None, ledgers: Iterable[Path] = (), yes: bool = False
) -> Outcome:
    """Put the backup in `folder` in the place of the present data, which are left aside. Raises Problem.

    `ledgers` are further copies of the erasure ledger; `yes` says that present data may be put aside.
    """
    made = manifest.read(folder)
    say(f"Checking {len(made.hashes)} files of the backup")
    manifest.check(folder, made)
    keys_folder = keys_folder or folder / KEYS
    theirs = keys.load(keys_folder, made_at=made.made_at)
    remarks = [_check(made, theirs)]
    is_filled = _is_filled()
    if is_filled and not yes:
        raise Problem(
            "This installation holds data. They would be put aside, and what was done since the backup is not in it.",
            "Add --yes if that is meant.",
        )
    if databases.others():
        raise databases.in_use()
    at, mark = clock.now(), datetime.now(UTC).strftime("%Y%m%d%H%M%S")
    erased, ours = everybody_erased([folder / LEDGER, *ledgers]), anchors.read()
    media, new = Path(settings.MEDIA_ROOT), databases.beside("restoring", "")
    say("Files")
    files.put_back(made.hashes, folder, media)
    say("Database")
    databases.create(new)
    try:
        _load(folder, keys_folder, made, new)
        say("Checking and bringing it up to date")
        draft = exchanging.draft_of_anchors(folder / ANCHOR)
        with databases.working_on(new, **theirs.as_settings(), AUDIT_ANCHOR_FILE=str(draft)):
            erased |= ledger.in_database()  # newer keys than the backup's know of more
            again, found = _settle(made, erased, ours, at)
        ledger.append(erased)
    except BaseException:
        databases.drop(new)
        raise
    say("Exchanging")
    aside = exchanging.exchange(folder, made, theirs, new=new, mark=mark, keep=is_filled)
    return Outcome(made, again, aside, [*filter(None, remarks), *found])


def _check(made: Manifest, theirs: Keys) -> str:
    """Can this version on this server take it? Answers with a remark on the keys, often ""."""
    unknown = {tuple(name.split(".", 1)) for name in made.migrations} - set(MigrationLoader(None).disk_migrations)
    if unknown:
        first = ".".join(sorted(unknown)[0])
        raise Problem(
            f"The backup was made by a newer Waymark ({made.version}): {first} is unknown here.",
            "Install the version that made it, or a newer one, and run this again.",
        )
    server = databases.server_version()
    if server < made.server:
        raise Problem(
            f"The backup comes from Postgres {made.server}, and this server is Postgres {server}.",
            f"Use a server of version {made.server} or newer.",
        )
    return "" if keys.file_of_launcher() else keys.check_environment(theirs)


def _is_filled() -> bool:
    """Whether anybody has an account in the present database."""
    with connection.cursor() as cursor:
        there = get_user_model()._meta.db_table in connection.introspection.table_names(cursor)
    return there and get_user_model()._default_manager.exists()


def everybody_erased(ledgers: Iterable[Path]) -> dict[UUID, datetime]:
    """Who is in the present ledger, in the present database, or in one of these."""
    erased = ledger.read()
    with connection.cursor() as cursor:
        if PersonKey._meta.db_table in connection.introspection.table_names(cursor):
            erased |= ledger.in_database()
    for path in ledgers:
        erased = ledger.read(path) | erased
    return erased


def _load(folder: Path, keys_folder: Path, made: Manifest, new: str) -> None:
    server = databases.server_version()
    program, told = programs.fitting("pg_restore", server), databases.where(new)
    usual = ["--no-owner", "--no-privileges"]
    # A newer program sets what an older server doesn't know, and must not stop at that; any other error ends it all.
    harmless = NEWER_SETTING if programs.major(program) > server else ""
    usual += [] if harmless else ["--exit-on-error"]
    for source, doing in (
        ([f"--jobs={JOBS}", str(folder / DUMP)], "Reading the database in"),
        ([str(keys_folder / keys.PERSONS)], "Reading the persons' keys in"),
    ):
        programs.run(program, *usual, *source, where=told, doing=doing, harmless=harmless)
    with databases.working_on(new), connection.cursor() as cursor:
        found = rows(cursor)
    wrong = [
        table for table, count in made.rows.items() if found.get(table) != count and table != PersonKey._meta.db_table
    ]
    if wrong:
        raise Problem(
            f"The restored tables are not whole: {', '.join(wrong)}.", "Nothing was changed. Try another backup."
        )


def _settle(
    made: Manifest, erased: Mapping[UUID, datetime], ours: list[anchors.Anchor], at: datetime
) -> tuple[int, list[str]]:
    """In the restored database, before it opens: up to date, readable, untampered, the erased erased again."""
    if set(MigrationLoader(None).disk_migrations) - {tuple(name.split(".", 1)) for name in made.migrations}:
        call_command("migrate", interactive=False, verbosity=0)
        call_command("seed")
    _check_keys()
    report = audit.verify()
    if not report.is_good:
        raise Problem(f"The audit log in the backup was tampered with. {report.problem}", "Nothing was restored.")
    again = replaying.replay(erased, at=at)
    extension_points.backup_restored(made_at=datetime.fromisoformat(made.made_at), at=at)
    codes = {"made_at": made.made_at, "entries": made.audit_entries, "anchored": ours[-1].sequence if ours else 0}
    audit.record(deed="backup.restored", actor=None, outcome="done", at=at, codes={**codes, "erased_again": again})
    while audit.seal(at):
        pass
    audit.anchor(at)
    return again, _compare(ours, anchors.read())


def _check_keys() -> None:
    """Raises Problem where the backup's keys don't open what is sealed for a person."""
    held = PersonKey.objects.exclude(wrapped="").first()
    try:
        person_keys.Keys({held.person: held.wrapped} if held else {})
    except Undecipherable as problem:
        raise Problem(
            "The keys don't open the persons' keys in this backup.", "Name others with --keys FOLDER."
        ) from problem


def _compare(ours: list[anchors.Anchor], theirs: list[anchors.Anchor]) -> list[str]:
    """What the present anchors say of a chain that is put in the place of theirs."""
    known = {anchor.sequence: anchor.hash for anchor in theirs}
    if any(known.get(anchor.sequence, anchor.hash) != anchor.hash for anchor in ours):
        return [
            "The backup is another installation's, or its audit log was rewritten: the anchors here say another thing."
        ]
    return []


def tidy() -> list[str]:
    """Remove what earlier restores left aside; their names."""
    gone = databases.set_aside()
    for name in gone:
        databases.drop(name)
    return [*gone, *exchanging.tidy()]


def told(outcome: Outcome) -> Iterable[str]:
    """What to tell the operator."""
    yield from manifest.summary(outcome.manifest)
    yield f"{outcome.erased_again} people who were erased since it was made have been erased again."
    yield from outcome.remarks
    if outcome.aside:
        yield f"The data from before are aside as {outcome.aside}. When all is well: python3 manage.py restore --tidy"
    if outcome.manifest.missing:
        yield f"Not in the backup, since they were gone or damaged before: {json.dumps(outcome.manifest.missing[:5])}"
