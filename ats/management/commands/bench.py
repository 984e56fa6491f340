"""`manage.py bench`: the speed of pages, the API, moves and imports, measured beside their floors; see ats.bench."""

from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from environ import Env

from ats.bench import database, reporting, running, targets, works

SIZES = [2_000, 20_000, 100_000]
NAMES = [work.name for work in works.WORKS] + ["copy", "smtp", "queues", "imports"]
SMALLEST = 100
"""Sizes below this are for trying the command out: with fewer jobs, requests and imported rows."""
TRIAL = 1_000


def sizes(text: str) -> list[int]:
    found = [int(part.replace("_", "")) for part in text.split(",")]
    if found != sorted(set(found)) or found[0] < SMALLEST:
        raise ArgumentTypeError(f"Give sizes from {SMALLEST} on, the smallest first, such as 2000,20000.")
    return found


def names(text: str) -> frozenset[str]:
    found = frozenset(text.split(","))
    if unknown := found - set(NAMES):
        raise ArgumentTypeError(f"Nothing is named {', '.join(sorted(unknown))}. Known: {', '.join(NAMES)}.")
    return found


class Command(BaseCommand):
    help = "Measure the speed of the product on data of three sizes, with a server and a database made for it."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures there, too")
        parser.add_argument("--sizes", type=sizes, default=SIZES, help="numbers of candidates (2000,20000,100000)")
        parser.add_argument("--scale", action="store_true", help="go on to 1,000,000 candidates")
        parser.add_argument("--requests", type=int, metavar="N", help="requests of each work, alone and in a crowd")
        parser.add_argument("--only", type=names, default=frozenset(), metavar="NAMES", help=f"of {', '.join(NAMES)}")
        parser.add_argument("--keep", action="store_true", help="keep the database, and go on with one that was kept")

    def handle(self, *args: Any, **options: Any) -> None:
        wished = [*options["sizes"], *([targets.SCALE] if options["scale"] else [])]
        plan = running.Plan(wished, options["only"], **self._smaller(wished[-1], options["requests"]))
        folder = Path(settings.VAR) / "bench"
        folder.mkdir(parents=True, exist_ok=True)
        url = database.url_for(Env().str("DATABASE_URL"))
        with database.own(keep=options["keep"]):
            results = running.run(plan, database_url=url, folder=folder, say=self._say)
        wanted = targets.read()
        for line in reporting.table(results, wanted):
            self.stdout.write(line)
        if options["json"]:
            reporting.write(results, wanted, options["json"])
        if results.unmeasured:
            raise CommandError("Something could not be measured; see above.")

    def _smaller(self, largest: int, requests: int | None) -> dict[str, int]:
        found = {"count": 16, "jobs": 40, "import_rows": 60} if largest < TRIAL else {}
        return found | ({"count": requests} if requests else {})

    def _say(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()
