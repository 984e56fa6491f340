"""`manage.py restore DIR`: a backup in the place of the present data."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ats.operations import restoring


class Command(BaseCommand):
    help = (
        "Puts a backup in the place of the present data, which stay aside. Nothing opens before all of it was checked and "
        "everybody erased meanwhile was erased again (docs/operators/backup.md)."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("dir", type=Path, nargs="?", help="the folder that `backup` made")
        parser.add_argument(
            "--keys", type=Path, metavar="FOLDER", help="where its keys are, or newer ones; else DIR/keys"
        )
        parser.add_argument(
            "--ledger",
            type=Path,
            action="append",
            default=[],
            metavar="FILE",
            help="a further copy of the erasure ledger",
        )
        parser.add_argument("--yes", action="store_true", help="put present data aside")
        parser.add_argument("--tidy", action="store_true", help="remove what earlier restores left aside")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["tidy"]:
            gone = restoring.tidy()
            self.stdout.write("\n".join(f"Removed {name}" for name in gone) or "Nothing was left aside.")
        elif options["dir"] is None:
            raise CommandError("Name the folder that `backup` made: restore DIR.")
        else:
            self._restore(options)

    def _restore(self, options: dict[str, Any]) -> None:
        for path in options["ledger"]:
            if not path.is_file():
                raise CommandError(f"{path} is no file.")
        outcome = restoring.restore(
            options["dir"].absolute(),
            say=lambda step: self.stdout.write(f"  … {step}"),
            keys_folder=options["keys"].absolute() if options["keys"] else None,
            ledgers=options["ledger"],
            yes=options["yes"],
        )
        self.stdout.write("Restored.")
        for line in restoring.told(outcome):
            self.stdout.write(line)
