"""Who may take which columns out, and from how many rows on somebody else decides.

Small exports need no approval; the rows that a person took out without one within EXPORT_HOURS are added up, so that many
small ones are no way round.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Sum
from django.utils.translation import gettext as _

from ats.kernel import catalogue
from ats.kernel.access import KernelPermission
from ats.kernel.access.checks import allows
from ats.kernel.access.checks import require as require_permission
from ats.kernel.access.held import grants
from ats.kernel.access.sensitivity import READ_PERMISSION, Sensitivity, sees
from ats.kernel.errors import DomainError, NotAllowed
from ats.kernel.languages import all_of
from ats.kernel.transfers.exports.catalogued import chosen
from ats.kernel.transfers.exports.models import ExportRun, ExportStatus
from ats.kernel.transfers.exports.registry import Column, Exporter

UNTAKEN = [ExportStatus.REFUSED, ExportStatus.FAILED]
"""From these nothing left, unless they were downloaded before the right went; a withdrawn one counts in any case."""


class ColumnsRefused(DomainError):
    """A column that isn't there, or none."""

    status = 400
    code = "columns-refused"


def offered(exporter: Exporter, user: Any) -> list[Column]:
    """The columns that `user` may take out at all. Restricted data are no column of anybody's."""
    with catalogue.read_once():
        return [column for column in exporter.columns() if sees(user, column.sensitivity)]


def columns_for(exporter: Exporter, keys: Sequence[str], user: Any) -> list[Column]:
    """The columns that `keys` name, in their order. Raises ColumnsRefused where one is not offered to `user`: what they may
    not see and what isn't there are refused alike."""
    found = chosen(offered(exporter, user), list(dict.fromkeys(keys)))
    known = {column.key for column in found}
    if unknown := [key for key in keys if key not in known]:
        message = _("There is no column {names} that you may export.").format(names=all_of(unknown))
        raise ColumnsRefused(message, errors={"columns": [message]})
    if not found:
        message = _("Choose at least one column.")
        raise ColumnsRefused(message, errors={"columns": [message]})
    return found


def sensitivities(columns: Sequence[Column]) -> list[str]:
    """What `columns` hold besides public data."""
    return sorted({str(column.sensitivity) for column in columns} - {str(Sensitivity.PUBLIC)})


def require(user: Any, exporter: Exporter) -> None:
    """Raises NotAllowed for whoever may not export these rows."""
    if not (allows(user, KernelPermission.EXPORTS_RUN) and allows(user, exporter.permission)):
        raise NotAllowed(_("Your role doesn’t let you export these."), permission=str(KernelPermission.EXPORTS_RUN))


def may_withdraw(run: ExportRun, user: Any) -> bool:
    """Whoever asked for it may, and whoever oversees exports."""
    return run.requested_by_id == user.pk or allows(user, KernelPermission.EXPORTS_OVERSEE)


def require_withdrawal(run: ExportRun, user: Any) -> None:
    """The same as a demand. Raises NotAllowed."""
    if run.requested_by_id != user.pk:
        require_permission(user, KernelPermission.EXPORTS_OVERSEE, run)


def needs_approval(*, user: Any, rows: int, held: Collection[str], at: datetime) -> bool:
    """Whether somebody else has to decide on `rows` more rows with data of the sensitivities `held`.

    Asked with the person's row locked, so that two askings at once don't both stay below the limit.
    """
    if rows == 0:
        return False
    taken = ExportRun.objects.filter(
        requested_by=user, approval=None, created_at__gt=at - timedelta(hours=settings.EXPORT_HOURS)
    ).exclude(status__in=UNTAKEN, downloads=0)
    if rows + _sum(taken) > settings.EXPORT_ROWS_WITHOUT_APPROVAL:
        return True
    sensitive = rows + _sum(taken.exclude(sensitivities=[]))
    return bool(held) and sensitive > settings.EXPORT_SENSITIVE_ROWS_WITHOUT_APPROVAL


def most_rows(run: ExportRun) -> int:
    """How many rows may come out: what was decided on, and a tenth more where the approver saw the number, since the company
    works on meanwhile."""
    grown = run.expected_rows // 10 if run.approval_id else 0
    return min(run.expected_rows + grown, settings.EXPORT_MAX_ROWS)


def rights(user: Any, exporter: Exporter, columns: Sequence[Column]) -> list[list[str]]:
    """What `user` holds of all that this export asks for, as permission, scope, unit."""
    guarded = {READ_PERMISSION[each.sensitivity] for each in columns if each.sensitivity in READ_PERMISSION}
    asked = {KernelPermission.EXPORTS_RUN, exporter.permission, *guarded}
    return sorted(
        [str(permission), str(grant.scope), str(grant.unit_id or "")]
        for permission in asked
        for grant in grants(user, permission)
    )


def _sum(runs: Any) -> int:
    return int(runs.aggregate(n=Sum("expected_rows"))["n"] or 0)
