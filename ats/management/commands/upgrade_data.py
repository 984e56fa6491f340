"""`manage.py upgrade_data`: the part of `upgrade` that works on the database."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from ats import schema
from ats.operations import upgrading


class Command(BaseCommand):
    help = "Checks the database, brings its tables up to date and verifies the audit log; `upgrade` runs it."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--anyway", action="store_true", help="also while others are connected to the database")

    def handle(self, *args: Any, anyway: bool, **options: Any) -> None:
        if schema.is_empty():
            call_command("set_up", tables=True, defaults=True)
            self.stdout.write("The database was empty: its tables were made.")
            return
        for line in upgrading.upgrade(anyway=anyway):
            self.stdout.write(line)
