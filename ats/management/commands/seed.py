"""`manage.py seed`: what the product needs from the first day. Running it again changes nothing that people changed."""

from typing import Any

from django.core.management.base import BaseCommand

from ats.actions import first_day
from ats.kernel import clock


class Command(BaseCommand):
    help = "Write default roles, sources, reasons, calendar, flows and texts (idempotent)."

    def handle(self, *args: Any, **options: Any) -> None:
        first_day.prepare(at=clock.now())
        self.stdout.write("Roles, sources, reasons, calendar, flows and texts are there.")
