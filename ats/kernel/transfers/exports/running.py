"""Making the files: a worker's part. Whoever dies over one leaves it to the next; after each chunk it is asked anew whether
the export still stands and its requester still may."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import IO, Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_noop

from ats.kernel import clock, files, timers
from ats.kernel.errors import DomainError
from ats.kernel.files.making import make
from ats.kernel.languages import kept_words
from ats.kernel.privacy.models import PersonKey
from ats.kernel.transfers.exports import ending, policy, reading
from ats.kernel.transfers.exports.asking import rows_of
from ats.kernel.transfers.exports.models import ExportedPeople, ExportRun, ExportStatus
from ats.kernel.transfers.exports.recording import changing, record
from ats.kernel.transfers.exports.registry import Column, Exporter, exporter
from ats.kernel.transfers.exports.writers import MARK, WRITERS
from ats.kernel.transfers.pace import unhurried

log = logging.getLogger(__name__)
MOST_ATTEMPTS = 3
PEOPLE_PER_ROW = 5000
RIGHT_LOST = gettext_noop("Your rights changed meanwhile. Ask for it again.")
GREW = gettext_noop("There are more rows now than were asked for. Ask for it again.")
BROKEN = gettext_noop("It could not be made. Try again, or tell an administrator.")


class Stopped(Exception):
    """The export was taken back or ended while it was being made."""


class Lost(DomainError):
    """The requester may not take that out any more, or it is no longer what was decided on."""


def run_queued(at: datetime) -> int:
    """For the pump: make one file that waits; how many."""
    return int(any(_worked(run, at) for run in list(_waiting()[:20])))


def next_due() -> datetime | None:
    """At once, while one waits or is being made: whoever makes it may have died."""
    return clock.now() if _waiting().exists() else None


def _waiting() -> QuerySet[ExportRun]:
    return ExportRun.objects.filter(status__in=[ExportStatus.QUEUED, ExportStatus.RUNNING]).order_by("created_at")


def _worked(run: ExportRun, at: datetime) -> bool:
    """False where another worker has it. The lock is the connection's, so it ends with a worker that dies."""
    key = int.from_bytes(run.pk.bytes[:8], "big", signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [key])
        if not cursor.fetchone()[0]:
            return False
    try:
        if _begin(run, at):
            _make(run, at)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [key])
    return True


def _begin(run: ExportRun, at: datetime) -> bool:
    with changing(run, by=run.requested_by, why="Export begun") as row:
        if not row.is_moving:
            return False
        row.attempts += 1
        row.status, row.started_at = ExportStatus.RUNNING, at
        if row.attempts > MOST_ATTEMPTS:
            ending.end(row, ExportStatus.FAILED, at=at, problem=BROKEN)
            record("failed", row, by=row.requested_by, at=at, why="attempts")
            return False
    run.refresh_from_db()
    return True


def _make(run: ExportRun, at: datetime) -> None:
    try:
        with kept_words(), transaction.atomic():
            unhurried()
            _Making(run, at).finish()
    except Stopped:
        log.info("The export %s was taken back while it was being made.", run.pk)
    except DomainError as refused:
        _over(run, ExportStatus.REFUSED, refused.message, at)
    except (OSError, ArithmeticError, ValueError, TypeError, KeyError):
        log.exception("The export %s could not be made.", run.pk)
        _over(run, ExportStatus.FAILED, BROKEN, at)


def _over(run: ExportRun, status: ExportStatus, why: str, at: datetime) -> None:
    with changing(run, by=run.requested_by, why="Export ended") as row:
        if row.is_moving:
            ending.end(row, status, at=at, problem=why)
            record(str(status), row, by=row.requested_by, at=at, why="run")


class _Making:
    """One file in the making."""

    def __init__(self, run: ExportRun, at: datetime) -> None:
        self.run, self.at = run, at
        self.exporter: Exporter = exporter(run.noun)
        self.user = fresh(run.requested_by_id)
        self.columns = self._columns()
        self.rights = policy.rights(self.user, self.exporter, self.columns)
        self.rows, self.people = 0, set[Any]()

    def _columns(self) -> list[Column]:
        policy.require(self.user, self.exporter)
        return policy.columns_for(self.exporter, self.run.columns, self.user)

    def finish(self) -> None:
        kept = WRITERS[self.run.format]
        name = f"{self.run.noun}-{self.at:%Y-%m-%d}-{str(self.run.pk)[:8]}"
        stored = make(self._write, name=name, suffix=kept.suffix, media_type=kept.media_type, by=self.user, at=self.at)
        ending.people_settled()
        with changing(self.run, by=self.user, why="Export made") as row:
            if row.status != ExportStatus.RUNNING:
                files.discard(stored)
                return
            if self._erased_meanwhile():
                files.discard(stored)
                row.status = ExportStatus.QUEUED  # made anew, without them
                return
            self._keep(row, stored)

    def _write(self, file: IO[bytes]) -> None:
        columns = [*self.columns, MARK]
        writer = WRITERS[self.run.format].writer(file, columns, self.run.mark, with_bom=self.run.with_bom)
        try:
            found = rows_of(self.run, self.user, self.at)
            for chunk in reading.chunks(found, self.exporter, self.columns, self.user):
                self._go_on(len(chunk.rows))
                self.people |= chunk.people
                writer.write([[*row, self.run.mark] for row in chunk.rows])
        finally:
            writer.close()

    def _go_on(self, more: int) -> None:
        """Raises Stopped or Lost. What is asked here is read anew, whatever the cursor's snapshot holds."""
        self.rows += more
        if self.rows > policy.most_rows(self.run):
            raise Lost(GREW)
        if not ExportRun.objects.filter(pk=self.run.pk, status=ExportStatus.RUNNING).exists():
            raise Stopped
        if policy.rights(fresh(self.run.requested_by_id), self.exporter, self.columns) != self.rights:
            raise Lost(RIGHT_LOST)

    def _erased_meanwhile(self) -> bool:
        since = PersonKey.objects.filter(destroyed_at__gte=self.run.started_at)
        return any(person in self.people for person in since.values_list("person", flat=True))

    def _keep(self, row: ExportRun, stored: Any) -> None:
        row.file, row.sha256, row.size, row.rows = stored, stored.sha256, stored.size, self.rows
        row.status, row.ready_at, row.rights = ExportStatus.READY, self.at, self.rights
        row.expires_at = self.at + timedelta(hours=settings.EXPORT_HOURS)
        ExportedPeople.objects.bulk_create(ExportedPeople(run=row, ids=ids) for ids in _parts(sorted(self.people)))
        timers.arm(kind=ending.EXPIRY, key=ending.expiry_key(row), due_at=row.expires_at, subject_id=row.pk)
        record("ready", row, by=self.user, at=self.at)


def fresh(user_id: Any) -> Any:
    """The person as they are now, with what they hold."""
    return get_user_model()._default_manager.get(pk=user_id)


def _parts(ids: Sequence[Any]) -> list[Sequence[Any]]:
    return [ids[start : start + PEOPLE_PER_ROW] for start in range(0, len(ids), PEOPLE_PER_ROW)]
