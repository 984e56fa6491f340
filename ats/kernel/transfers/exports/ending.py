"""How an export ends: its file goes, and it says why. The row stays, since it is the record of what left the house."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from ats.kernel import approvals, files, timers
from ats.kernel.errors import DomainError
from ats.kernel.history import acting
from ats.kernel.timers import Timer, fires
from ats.kernel.transfers.exports.models import ExportedPeople, ExportRun, ExportStatus
from ats.kernel.transfers.exports.recording import changing, record

EXPIRY = "exports.expiry"
SUBJECT = "export"
_PEOPLE = 0x5741_594D_4558_504F  # "WAYMEXPO": erasures and the ends of runs, one after the other


class ExportOver(DomainError):
    """Nothing is left to be withdrawn."""

    status = 409
    code = "export-over"


def end(run: ExportRun, status: ExportStatus, *, at: datetime, problem: str = "") -> None:
    """Let `run`, which the caller has locked, be over; the bytes go once that is committed."""
    _close(run, status, at, problem)
    timers.cancel(key=expiry_key(run), reason="The export is over.")


def _close(run: ExportRun, status: ExportStatus, at: datetime, problem: str = "") -> None:
    stored, run.file = run.file, None
    run.status, run.ended_at, run.problem = status, at, problem[:300]
    run.save()
    run.people.all().delete()
    if stored is not None:
        files.discard(stored)


def withdraw(*, run: ExportRun, by: Any, at: datetime) -> ExportRun:
    """Take an export back, in whatever state: nobody is asked any more, a worker stops, the file goes. Raises ExportOver."""
    with changing(run, by=by, why="Export withdrawn") as row:
        if row.is_over:
            raise ExportOver(_("This export is over already: {status}.").format(status=row.get_status_display()))
        if row.waits_for_approval:
            approvals.cancel(SUBJECT, row.pk, by=by, at=at)
        end(row, ExportStatus.WITHDRAWN, at=at)
        record("withdrawn", row, by=by, at=at)
    return row


def expiry_key(run: ExportRun) -> str:
    return f"export:{run.pk}:expiry"


@fires(EXPIRY)
def expire(due: list[Timer], *, at: datetime) -> None:
    """Files whose hours are over."""
    rows = ExportRun.objects.select_for_update(of=("self",)).order_by("pk")
    found = {run.pk: run for run in rows.filter(pk__in=[timer.subject_id for timer in due])}
    for timer in due:
        run = found.get(timer.subject_id)
        if run is None or not run.is_ready:
            timer.stale("The file is gone already.")
            continue
        _close(run, ExportStatus.EXPIRED, at)  # its timer is the one that fires
        record("expired", run, by=None, at=at)


def people_settled() -> None:
    """Wait for erasures that are under way, and let later ones wait until this transaction ends: a person is never in a file
    that became ready while they were being erased."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_PEOPLE])


def forget(*, persons: Collection[UUID], at: datetime) -> None:
    """Withdraw every file that tells of one of `persons`. Registered on `ats.kernel.privacy.endings`."""
    people_settled()
    hit = ExportedPeople.objects.filter(ids__overlap=list(persons)).values("run")
    with acting(None, "A person in it was erased"):
        for run in ExportRun.objects.select_for_update(of=("self",)).filter(pk__in=hit).order_by("pk"):
            why = gettext_noop("Somebody in it was erased, so the file was deleted. Ask for it again.")
            end(run, ExportStatus.WITHDRAWN, at=at, problem=why)
            record("withdrawn", run, by=None, at=at, why="erasure")
