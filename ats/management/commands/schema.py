"""`manage.py schema --write` and `--check`: the file with the tables of an empty installation."""

from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from ats import schema
from ats.schema.comparing import described
from ats.schema.loading import FILE

SHOWN = 20
ADVICE = "Run `python3 manage.py schema --write` and commit the file."


class Command(BaseCommand):
    help = "Write the tables of an empty installation to a file, or check that it is what the migrations make."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        way = parser.add_mutually_exclusive_group(required=True)
        way.add_argument("--write", action="store_true", help="migrate a database from nothing and write the file")
        way.add_argument(
            "--check", action="store_true", help="see whether the file is of these migrations, by its marks"
        )
        parser.add_argument("--thorough", action="store_true", help="compare what the file and the migrations make")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["check"] and not options["thorough"]:
            if not schema.are_right(FILE.read_text(encoding="utf-8")):
                raise CommandError("ats/schema/tables.sql is not of these migrations. " + ADVICE)
            self.stdout.write("The file is of these migrations, and as it was written.")
            return
        with scratch("ats_schema_migrated"):
            call_command("migrate", interactive=False, verbosity=0)
            migrated = described()
            if options["write"]:
                self.stdout.write(f"Written: {schema.write()}")
                return
        with scratch("ats_schema_loaded"):
            schema.load()
            loaded = described()
            call_command("migrate", interactive=False, verbosity=0)
            found = schema.differences(migrated, loaded)
        if found:
            shown = "\n".join(found[:SHOWN])
            raise CommandError(
                f"ats/schema/tables.sql is not what the migrations make ({len(found)} lines; + migrations, - file):\n"
                f"{shown}\n{ADVICE}"
            )
        self.stdout.write(f"The file is what the migrations make: {len(migrated)} lines.")


@contextmanager
def scratch(name: str) -> Iterator[None]:
    """A database of this name beside the connected one, empty at first and gone afterwards; inside it is connected."""
    own = connection.settings_dict["NAME"]
    _drop(name)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE template0")
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = own
        _drop(name)


def _drop(name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
