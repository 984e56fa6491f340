"""`manage.py import_history APPLICATIONS.csv STAGES.csv --map MAP.csv [--dry-run]`."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ats.kernel import clock
from ats.kernel.errors import DomainError
from ats.models import User
from milestones.legacy import applying, report, targets
from milestones.legacy.files import Files, prepare


class Command(BaseCommand):
    help = "Import legacy applications with their stage history; every case and event is accounted for."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("applications", type=Path, metavar="APPLICATIONS.csv", help="needs the column case_id")
        parser.add_argument("stages", type=Path, metavar="STAGES.csv", help="needs case_id, stage, entered_at")
        parser.add_argument("--map", type=Path, required=True, help="legacy_stage, milestone, outcome")
        parser.add_argument("--dry-run", action="store_true", help="report only; write nothing")
        parser.add_argument("--by", default="", help="e-mail of the colleague who imports (history names them)")

    def handle(
        self, *args: Any, applications: Path, stages: Path, map: Path, dry_run: bool, by: str, **options: Any
    ) -> None:
        try:
            self._import(Files(_load(applications), _load(stages), _load(map)), dry_run, _colleague(by))
        except DomainError as refusal:
            raise CommandError(refusal.message) from refusal

    def _import(self, files: Files, dry_run: bool, by: User | None) -> None:
        at = clock.now()
        prepared = prepare(files, at=at)
        targets.resolve(prepared.mapping)
        nothing = not prepared.plan.cases and not prepared.plan.unmapped
        if not dry_run and not nothing:
            applying.commit(prepared=prepared, by=by, at=at)
        self.stdout.write("\n".join(report.lines(prepared.plan)))


def _load(path: Path) -> tuple[str, bytes]:
    try:
        return path.name, path.read_bytes()
    except OSError as problem:
        raise CommandError(f"{path} can't be read: {problem.strerror}.") from problem


def _colleague(email: str) -> User | None:
    """The named colleague, or the first administrator; None (the system) where there is nobody yet."""
    if not email:
        return User.objects.filter(is_active=True, role_assignments__role__key="admin").order_by("created_at").first()
    found = User.objects.filter(email__iexact=email, is_active=True).first()
    if found is None:
        raise CommandError(f"Nobody signs in as {email}.")
    return found
