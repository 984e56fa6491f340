"""The life of an import run: upload and dry run, another mapping, commit in one transaction, roll back."""

import json
import logging
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from ats.kernel import audit, clock, files, waking
from ats.kernel.errors import DomainError
from ats.kernel.files import StoredFile
from ats.kernel.history import acting
from ats.kernel.languages import kept_words
from ats.kernel.transfers import tables
from ats.kernel.transfers.importers import Importer, Plan, Problem, importer
from ats.kernel.transfers.mappings import MappingRefused, check, check_open, keep, recognised
from ats.kernel.transfers.models import Duplicates, ImportRun, RunStatus
from ats.kernel.transfers.pace import uncollected, unhurried

__all__ = [
    "ImportRefused",
    "MappingRefused",
    "commit",
    "next_due",
    "problems",
    "refused_rows",
    "remap",
    "roll_back",
    "run_queued",
    "upload",
]

log = logging.getLogger(__name__)
MOST_ATTEMPTS = 3
JUST_BEGUN = timedelta(seconds=10)  # far longer than from counting an attempt to locking its run
GIVEN_UP = gettext_noop("The worker ended three times while it wrote this file, so it was given up. Split the file.")
MOST_PROBLEMS = 20_000  # refused cells that are kept; the counts hold all


class ImportRefused(DomainError):
    """The run can't do that now; the sentence says why."""

    code = "import-refused"


@uncollected()
def upload(
    *,
    noun: str,
    file: File,
    by: Any,
    at: datetime,
    mapping: Mapping[str, str] | None = None,
    duplicates: str = Duplicates.SKIP,
    options: Mapping[str, Any] | None = None,
) -> ImportRun:
    """Take the file in and try it: a dry run with its report. Without a `mapping` (field key to column) the one is taken that
    is kept for files with these columns, or else it is guessed.

    Raises files.UploadRefused, tables.TableRefused or MappingRefused; then nothing is kept.
    """
    stored = files.store_table(upload=file, by=by, at=at)
    run = ImportRun(noun=noun, file=stored, name=stored.name, created_by=by, created_at=at, duplicates=duplicates)
    run.sha256 = stored.sha256
    run.options = dict(options or {})
    try:
        table = tables.read(stored)
        run.columns, run.encoding, run.separator = table.columns, table.encoding, table.separator
        if mapping is None:
            run.saved_mapping, run.mapping = recognised(noun, table.columns, by)
        else:
            run.mapping = dict(mapping)
            check(importer(noun), run.mapping, run.columns)
        return _try(run, table, by, at)
    except DomainError:
        files.discard(stored)
        raise


@uncollected()
def remap(
    *, run: ImportRun, mapping: Mapping[str, str], duplicates: str, by: Any, at: datetime, keep_as: str = ""
) -> ImportRun:
    """Try the file again with other columns or another way with duplicates; `keep_as` is a name to keep the mapping under.
    Raises MappingRefused or ImportRefused."""
    with transaction.atomic():
        row = _locked(run, RunStatus.DRY_RUN, _("This import can't be changed: it is “{status}”."))
        row.mapping, row.duplicates, row.saved_mapping = dict(mapping), duplicates, None
        check(importer(row.noun), row.mapping, row.columns)
        if keep_as:
            row.saved_mapping = keep(noun=row.noun, name=keep_as, columns=row.columns, mapping=mapping, by=by, at=at)
        return _try(row, tables.read(_file(row)), by, at)


def commit(*, run: ImportRun, by: Any, at: datetime) -> ImportRun:
    """Let a worker import what the dry run showed. Raises ImportRefused or MappingRefused."""
    with transaction.atomic(), acting(by, "Import started"):
        row = _locked(run, RunStatus.DRY_RUN, _("This import can't be imported: it is “{status}”."))
        check(importer(row.noun), row.mapping, row.columns)
        if not row.count("new") + row.count("updated"):
            raise ImportRefused(_("There is nothing to import: no row of this file can come in."))
        row.status = RunStatus.QUEUED
        row.save(update_fields=["status"])
        _record("import.started", row, by, at)
        transaction.on_commit(waking.wake)
    return row


def roll_back(*, run: ImportRun, by: Any, at: datetime) -> ImportRun:
    """Take out what came in. Raises ImportRefused when it isn't in, or when somebody has been worked with since."""
    with transaction.atomic(), acting(by, "Rolled back an import"):
        unhurried()
        row = _locked(run, RunStatus.COMMITTED, _("This import can't be rolled back: it is “{status}”."))
        importer(row.noun).roll_back(row, by, at)
        row.rows.all().delete()
        row.report = ""
        row.status, row.rolled_back_at = RunStatus.ROLLED_BACK, at
        row.save(update_fields=["status", "rolled_back_at", "report"])
        _record("import.rolled_back", row, by, at)
    return row


def run_queued(at: datetime) -> int:
    """For the pump: import one file that waits; how many. A worker that dies leaves it waiting, with nothing written, and
    the next one begins anew; a file that has killed several fails."""
    run = _begun()
    if run is None:
        return 0
    try:
        with transaction.atomic():
            unhurried()
            mine = _mine(run)
            if mine is None:  # another worker has it
                return 0
            with acting(mine.created_by, "Imported from a file"), uncollected():
                _write(mine, mine.created_by, at)
    except DomainError as refused:
        _fail(run, refused.message)
    except IntegrityError:
        log.exception("The import %s met rows that came in meanwhile.", run.pk)
        _fail(run, gettext_noop("Somebody wrote the same people at the same moment. Choose the file again."))
    return 1


def _begun() -> ImportRun | None:
    """The run that waits longest and that no other worker has, with this attempt counted.

    The count must outlive a worker that dies, so it is committed before the run is locked for good: meanwhile `begun_at` keeps
    others off, who would count as well.
    """
    with transaction.atomic():
        run: ImportRun | None = _free().select_for_update(skip_locked=True, of=("self",)).first()
        if run is None:
            return None
        if run.attempts < MOST_ATTEMPTS:
            ImportRun.objects.filter(pk=run.pk).update(attempts=run.attempts + 1, begun_at=Now())
            return run
    _fail(run, GIVEN_UP)
    return None


def _mine(run: ImportRun) -> ImportRun | None:
    found: ImportRun | None = _waiting().select_for_update(skip_locked=True, of=("self",)).filter(pk=run.pk).first()
    return found


def _waiting() -> Any:
    return ImportRun.objects.filter(status=RunStatus.QUEUED).order_by("created_at")


def _free() -> Any:
    """Those that no worker has just begun, by real time."""
    return _waiting().exclude(Q(begun_at__gt=Now() - JUST_BEGUN))


def next_due() -> datetime | None:
    """At once, while a run waits or is being written."""
    return clock.now() if _waiting().exists() else None


def _write(run: ImportRun, by: Any, at: datetime) -> None:
    """The file goes when it is in: what stays of it are the rows that were refused, sealed."""
    stored = _file(run)
    table = tables.read(stored)
    mine = importer(run.noun)
    plan = _planned(mine, table, run, by)
    run.status, run.committed_at, run.file = RunStatus.COMMITTED, at, None
    _describe(run, plan, table)
    run.save()
    mine.write(plan, run, by, at)
    files.discard(stored)
    _record("import.committed", run, by, at)


def _file(run: ImportRun) -> StoredFile:
    """The file of a run that has not been written yet; it goes with the commit."""
    if run.file is None:
        raise ImportRefused(_("The file of this import is gone. Choose it again."))
    return run.file


def _fail(run: ImportRun, why: str) -> None:
    with transaction.atomic(), acting(run.created_by, "Import failed"):
        row = ImportRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
        row.status, row.problem = RunStatus.FAILED, why[:300]
        row.save(update_fields=["status", "problem"])


def problems(run: ImportRun) -> list[Problem]:
    """The refused cells, in the order of their rows."""
    return [Problem(**each) for each in json.loads(run.report or "{}").get("cells", [])]


def refused_rows(run: ImportRun) -> list[tuple[int, list[str]]]:
    """The rows that were refused, as they stand in the file."""
    told = json.loads(run.report or "{}")
    if run.file is None:
        return [(line, cells) for line, cells in told.get("rows", [])]
    return _refused(tables.read(run.file), problems(run))


def _refused(table: tables.Table, found: list[Problem]) -> list[tuple[int, list[str]]]:
    lines = {problem.line for problem in found}
    return [(line, cells) for line, cells in table.rows if line in lines]


def _try(run: ImportRun, table: tables.Table, by: Any, at: datetime) -> ImportRun:
    _describe(run, _planned(importer(run.noun), table, run, by))
    with transaction.atomic(), acting(by, "Tried an import"):
        run.save()
        _record("import.tried", run, by, at)
    return run


def _planned(mine: Importer, table: tables.Table, run: ImportRun, by: Any) -> Plan:
    """What is wrong with the rows is kept, so it is in the first language; whoever reads it is told in theirs. Raises
    MappingRefused where `by` may not bring what is mapped: asked each time, since rights change before a worker comes."""
    check_open(mine, run.mapping, by)
    with kept_words():
        return mine.plan(table, run, by)


def _describe(run: ImportRun, plan: Plan, last: tables.Table | None = None) -> None:
    """Let `run` say what the plan makes of the file; `last` is the table when its file is about to go."""
    found = plan.problems[:MOST_PROBLEMS]
    told: dict[str, Any] = {"cells": [asdict(problem) for problem in found]}
    if last is not None:
        told["rows"] = _refused(last, found)
    run.counts, run.report = plan.counts, json.dumps(told, default=str)


def _locked(run: ImportRun, wanted: RunStatus, refusal: str) -> ImportRun:
    row: ImportRun = ImportRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    if row.status != wanted:
        raise ImportRefused(refusal.format(status=row.get_status_display()))
    return row


def _record(deed: str, run: ImportRun, by: Any, at: datetime) -> None:
    audit.record(
        deed=deed, actor=by, subject_type="import_run", subject_id=run.pk, outcome="done", at=at, codes=run.counts
    )
