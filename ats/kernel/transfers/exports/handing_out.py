"""Giving a file out: to its requester only, as long as they may see what is in it."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from ats.kernel.audit.models import Outcome
from ats.kernel.errors import DomainError, NotAllowed
from ats.kernel.files import StoredFile
from ats.kernel.transfers.exports import policy
from ats.kernel.transfers.exports.catalogued import chosen
from ats.kernel.transfers.exports.ending import end
from ats.kernel.transfers.exports.models import ExportRun, ExportStatus
from ats.kernel.transfers.exports.recording import changing, record
from ats.kernel.transfers.exports.registry import exporter
from ats.kernel.transfers.exports.running import RIGHT_LOST, fresh
from ats.kernel.transfers.exports.writers import WRITERS

MEDIA_TYPES = tuple(kept.media_type for kept in WRITERS.values())
"""Of the files that are given out."""


class Gone(DomainError):
    """There is no file any more (410)."""

    status = 410
    code = "export-gone"


class NotReady(DomainError):
    """There is no file yet."""

    status = 409
    code = "export-not-ready"


def hand_out(*, run: ExportRun, by: Any, at: datetime) -> StoredFile:
    """The file, counted and written down. Raises NotAllowed for anybody but the requester, NotReady, Gone; whoever may see
    less than when the file was made loses it (Gone)."""
    if run.requested_by_id != by.pk:
        record("downloaded", run, by=by, at=at, outcome=Outcome.REFUSED, why="not theirs")
        raise NotAllowed(
            _("Only {person} gets this file. Ask for an export of your own.").format(person=run.requested_by)
        )
    with changing(run, by=by, why="Export downloaded") as row:
        if row.is_over:
            raise Gone(_gone(row))
        if not row.is_ready or row.file is None:
            raise NotReady(_("There is no file yet: {status}.").format(status=row.get_status_display()))
        stored = row.file
        lost = (row.expires_at is not None and row.expires_at <= at) or not _still_may(row)
        if lost:
            _take_back(row, at)
        else:
            row.downloads += 1
            record("downloaded", row, by=by, at=at, times=row.downloads)
    if lost:
        raise Gone(_gone(row))
    return stored


def _still_may(run: ExportRun) -> bool:
    """Whether the requester holds all that they held when it was made."""
    mine, user = exporter(run.noun), fresh(run.requested_by_id)
    columns = chosen(mine.columns(), run.columns)
    now = policy.rights(user, mine, columns)
    return all(right in now for right in run.rights)


def _take_back(run: ExportRun, at: datetime) -> None:
    if run.expires_at is not None and run.expires_at <= at:  # the timer is a moment late
        end(run, ExportStatus.EXPIRED, at=at)
        record("expired", run, by=None, at=at)
    else:
        end(run, ExportStatus.REFUSED, at=at, problem=RIGHT_LOST)
        record("refused", run, by=run.requested_by, at=at, why="rights")


def _gone(run: ExportRun) -> str:
    return {
        ExportStatus.EXPIRED: _("This file has expired and was deleted. Ask for the export again."),
        ExportStatus.WITHDRAWN: _("This export was withdrawn and its file deleted. Ask for it again if you need it."),
        ExportStatus.REFUSED: _("This export was refused, so there is no file."),
    }.get(ExportStatus(run.status), _("This export could not be made, so there is no file. Ask for it again."))
