"""`manage.py set_up`: tables, defaults and demo data in one process, which saves starting Django three times."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from ats import schema


class Command(BaseCommand):
    help = "What the launcher runs before the product starts; each part is a command of its own too."
    requires_system_checks: list[str] = []  # `quality` runs them; here they would only delay the first page

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--tables", action="store_true", help="make the tables of an empty database, then run migrate"
        )
        parser.add_argument("--defaults", action="store_true", help="run seed")
        parser.add_argument("--demo-data", type=int, metavar="N", help="run demo_data with about N candidates")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["tables"]:
            if schema.is_empty():
                schema.load()
            call_command("migrate", interactive=False, verbosity=0)
        if options["demo_data"] is not None:
            call_command("demo_data", scale=options["demo_data"])  # writes the defaults first
        elif options["defaults"]:
            call_command("seed")
