"""`manage.py audit verify | seal | anchor`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ats.kernel import audit, clock


class Command(BaseCommand):
    help = "Checks the audit log's chain, seals what waits, or anchors the head outside the database."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("verb", choices=["verify", "seal", "anchor"])

    def handle(self, *args: Any, verb: str, **options: Any) -> None:
        getattr(self, verb)()

    def verify(self) -> None:
        report = audit.verify()
        if not report.is_good:
            raise CommandError(f"The audit log has been tampered with. {report.problem}")
        self.stdout.write(
            f"{report.entries} entries are whole; {report.unsealed} wait for their seal. Head {report.head}"
        )

    def seal(self) -> None:
        total = 0
        while sealed := audit.seal(clock.now()):
            total += sealed
        self.stdout.write(f"Sealed {total} entries.")

    def anchor(self) -> None:
        anchor = audit.anchor(clock.now())
        self.stdout.write(f"Anchored entry {anchor.sequence}." if anchor else "The head is anchored already.")
