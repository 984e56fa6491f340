"""A dry run that the administration keeps, files sealed, until somebody commits it."""

from datetime import datetime
from typing import Any

from ats.kernel.history import acting
from milestones.legacy import applying, targets
from milestones.legacy.files import Files, Prepared, prepare
from milestones.models import HistoryImport, ImportStatus


def save(*, files: Files, by: Any, at: datetime) -> HistoryImport:
    """Read and plan the files and keep what came of it; nothing else is written.

    Raises FileRefused or UnknownMilestones when the files can't even be planned.
    """
    prepared = prepare(files, at=at)
    targets.resolve(prepared.mapping)
    row = HistoryImport(status=ImportStatus.DRY_RUN, source=files.seal(), created_by=by, created_at=at)
    applying.describe(row, prepared)
    with acting(by, "Dry run of an import of hiring history"):
        row.save()
    return row


def commit(*, dry_run: HistoryImport, by: Any, at: datetime) -> HistoryImport:
    """Import what the dry run showed. Raises ImportRefused, as `applying.commit` does."""
    if dry_run.status != ImportStatus.DRY_RUN:
        raise applying.no_dry_run(dry_run)
    return applying.commit(prepared=planned(dry_run, at=at), by=by, at=at, dry_run=dry_run)


def planned(dry_run: HistoryImport, *, at: datetime) -> Prepared:
    """The plan of a kept dry run, made anew."""
    return prepare(Files.unseal(dry_run.source), at=at)
