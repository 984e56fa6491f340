"""`manage.py rewrap_keys`."""

from typing import Any

from django.core.management.base import BaseCommand

from ats.kernel.privacy import person_keys


class Command(BaseCommand):
    help = "Wraps the key of each person anew with the first of ATS_FIELD_KEYS; people may work meanwhile."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Wrapped {person_keys.rewrap()} keys anew with the first of ATS_FIELD_KEYS.")
