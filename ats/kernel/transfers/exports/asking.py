"""Asking for an export: what may be taken out is settled here, and whether somebody else decides."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext as _

from ats.kernel import approvals, waking
from ats.kernel.approvals.models import ApprovalRequest, RequestStatus
from ats.kernel.errors import DomainError
from ats.kernel.history import acting
from ats.kernel.languages import number
from ats.kernel.transfers.exports import policy
from ats.kernel.transfers.exports.ending import SUBJECT, end
from ats.kernel.transfers.exports.models import ExportRun, ExportStatus, Format
from ats.kernel.transfers.exports.recording import record
from ats.kernel.transfers.exports.registry import exporter
from ats.kernel.transfers.exports.writers import WRITERS

FLOW = "export"
LONGEST = 8000  # characters of the filters


class ExportRefused(DomainError):
    """It can't be exported like that; the sentence says what helps."""

    code = "export-refused"


def ask(
    *,
    noun: str,
    query: str,
    columns: Sequence[str],
    reason: str,
    by: Any,
    at: datetime,
    format: str = Format.CSV,
    with_bom: bool = False,
) -> ExportRun:
    """Ask for the rows of `noun` that `query` (a query string, as the list's address has it) lets through.

    It is made at once where it is small and holds nothing sensitive, else when it was approved. Raises NotAllowed,
    ColumnsRefused, ExportRefused, or the list's own refusal of a filter.
    """
    mine = exporter(noun)
    policy.require(by, mine)
    chosen = policy.columns_for(mine, columns, by)
    reason = " ".join(reason.split())
    if not reason:
        raise ExportRefused(_("Say what the export is for."), errors={"reason": [_("Say what it is for.")]})
    if len(query) > LONGEST:
        raise ExportRefused(_("This list has too many filters to be exported. Use fewer of them."))
    query = mine.kept(query)
    with transaction.atomic(), acting(by, f"Export asked for: {reason}"):
        get_user_model()._default_manager.select_for_update(of=("self",), no_key=True).get(pk=by.pk)
        run = ExportRun(noun=noun, query=query, format=format, with_bom=with_bom, reason=reason, requested_by=by)
        run.columns, run.sensitivities = [column.key for column in chosen], policy.sensitivities(chosen)
        run.created_at, run.expected_rows = at, _counted(run, by, at)
        if policy.needs_approval(user=by, rows=run.expected_rows, held=run.sensitivities, at=at):
            _submit(run, by, at)
        else:
            run.status = ExportStatus.QUEUED
            run.save()
            transaction.on_commit(waking.wake)
        record("asked", run, by=by, at=at, sensitive=run.sensitivities, approval=run.approval_id is not None)
    return run


def rows_of(run: ExportRun, user: Any, at: datetime) -> Any:
    """The rows of `run` as `user` sees them now."""
    return exporter(run.noun).rows(user, QueryDict(run.query), at)


def _counted(run: ExportRun, by: Any, at: datetime) -> int:
    count: int = rows_of(run, by, at).order_by().count()
    most = min(settings.EXPORT_MAX_ROWS, WRITERS[run.format].most_rows or settings.EXPORT_MAX_ROWS)
    if count > most:
        raise ExportRefused(
            _(
                "These are {count} rows, and such a file holds {most}. Narrow the list, or choose another format."
            ).format(count=number(count), most=number(most))
        )
    return count


def _submit(run: ExportRun, by: Any, at: datetime) -> None:
    """Raises ExportRefused where nobody but the requester could decide, and where the flow would ask nobody at all: then no
    one would have agreed."""
    run.status = ExportStatus.AWAITING_APPROVAL
    run.save()
    asked = approvals.request(
        flow=FLOW, subject_type=SUBJECT, subject_id=run.pk, version=1, by=by, at=at, note=run.reason
    )
    if asked.status != RequestStatus.PENDING or asked.steps.exclude(problem="").exists():
        raise ExportRefused(
            _("This needs an approval, and nobody else may give it. An administrator lets somebody decide on exports.")
        )
    run.approval = asked
    run.save()


def decided(run: ExportRun, *, request: ApprovalRequest, by: Any, at: datetime) -> None:
    """What the decision means; runs in the deciding transaction, with the export locked."""
    if not run.waits_for_approval:
        return
    if request.status == RequestStatus.APPROVED:
        run.status = ExportStatus.QUEUED
        run.save()
        record("approved", run, by=by, at=at)
        transaction.on_commit(waking.wake)
        return
    end(run, ExportStatus.REFUSED, at=at, problem="Not approved.")
    record("refused", run, by=by, at=at, why="approval")
