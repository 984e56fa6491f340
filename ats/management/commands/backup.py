"""`manage.py backup DIR`: database, files and keys of one moment."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from ats.operations import keys, making, manifest


class Command(BaseCommand):
    help = (
        "Writes database, files and keys into a new folder, while the product works or not (docs/operators/backup.md)."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("dir", type=Path, help="the folder to make; it must not hold anything yet")
        parser.add_argument("--keys", type=Path, metavar="FOLDER", help="put the keys here instead of into DIR/keys")

    def handle(self, *args: Any, **options: Any) -> None:
        folder, elsewhere = options["dir"].absolute(), options["keys"]
        made = making.make(folder, say=self._say, keys_folder=elsewhere.absolute() if elsewhere else None)
        for line in manifest.summary(made):
            self.stdout.write(line)
        self.stderr.write(f"The keys are in {elsewhere or folder / making.KEYS}. {keys.WARNING}")
        self.stdout.write(str(folder))

    def _say(self, step: str) -> None:
        self.stdout.write(f"  … {step}")
