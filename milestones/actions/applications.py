"""The moves of an application. Each locks the row, asks the policy and the engine, and writes what is decided."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db import transaction

from ats.actions import applications as core
from ats.actions.endings import end_offers, end_open_matters
from ats.actions.persistence import locked as lock
from ats.kernel.access import Permission
from ats.kernel.history import acting
from ats.models import Application, Opening, RejectionReason
from ats.permissions import CorePermission
from milestones import policies
from milestones.actions import rejections
from milestones.actions.bypasses import bypass as bypass
from milestones.actions.settling import Settled, locked, record, settle
from milestones.engine import events, refuse_stale
from milestones.permissions import MilestonePermission
from milestones.queries.standing import standing_of

LEAVING = (events.Reject, events.Withdraw)


def advance(
    *, application: Application, to: str, by: Any, at: datetime, note: str = "", expected: str | None = None
) -> Application:
    """Move forward to the milestone `to`.

    Raises MoveRefused naming what is missing, Moved when `expected` is no longer so, NotAllowed.
    """
    event = events.Advance(to=to, note=note, expected=expected)
    return move(application, event, MilestonePermission.ADVANCE, by=by, at=at, reason="Moved on")


def regress(
    *, application: Application, to: str, by: Any, at: datetime, note: str = "", expected: str | None = None
) -> Application:
    """Move back to an earlier milestone."""
    event = events.Regress(to=to, note=note, expected=expected)
    return move(application, event, MilestonePermission.REGRESS, by=by, at=at, reason="Moved back")


def reject(
    *,
    application: Application,
    reason: RejectionReason,
    by: Any,
    at: datetime,
    note: str = "",
    message: dict[str, Any] | None = None,
    expected: str | None = None,
) -> Application:
    """Decline the candidate; `message` {template, send_at} goes out then, unless somebody reopens before.

    A live offer is taken back and interviews to come are called off with it.
    """

    def follow(row: Application, settled: Settled) -> None:
        _end_matters(row, settled, "The application was rejected.", by=by, at=at)
        if message:
            rejections.queue(row, settled.after, message, by=by, at=at)

    event = events.Reject(reason=reason.key, note=note, expected=expected)
    permission = MilestonePermission.REJECT
    return move(application, event, permission, by=by, at=at, reason="Rejected", why=reason, then=follow)


def withdraw(
    *,
    application: Application,
    by: Any,
    at: datetime,
    reason: RejectionReason | None = None,
    note: str = "",
    expected: str | None = None,
) -> Application:
    """Record that the candidate withdrew; a live offer and interviews to come end with it."""

    def follow(row: Application, settled: Settled) -> None:
        _end_matters(row, settled, "The candidate withdrew.", by=by, at=at)

    event = events.Withdraw(reason=reason.key if reason else "", note=note, expected=expected)
    permission = MilestonePermission.WITHDRAW
    return move(application, event, permission, by=by, at=at, reason="Withdrew", why=reason, then=follow)


def reopen(
    *, application: Application, by: Any, at: datetime, to: str = "", note: str = "", expected: str | None = None
) -> Application:
    """Take a closed application up again, where it stood or at `to`; a rejection message that waits is cancelled.

    `expected` is the milestone in which the person saw it closed; raises Moved when it is no longer so.
    """
    event = events.Reopen(to=to, note=note, expected=expected)
    return move(application, event, MilestonePermission.REOPEN, by=by, at=at, reason="Reopened")


def hire(
    *,
    application: Application,
    opening: Opening | None,
    start_date: date | None,
    by: Any,
    at: datetime,
    expected: str | None = None,
) -> Application:
    """Record a hire by hand; the core's action calls `visits.close_as_hired` back within its transaction."""
    place = policies.permit(by, CorePermission.APPLICATIONS_HIRE, application)
    with transaction.atomic(), acting(by, "Hired"):
        lock(application.job)
        row = locked(application)
        standing = standing_of(row, at)
        policies.still_in(place, standing.visit)
        refuse_stale(standing.state, events.Move(expected=expected))
        hired = core.hire(application=row, opening=opening, start_date=start_date, by=by, at=at)
        end_offers(application=hired, reason="Hired without this offer.", by=by, at=at)
        record(str(CorePermission.APPLICATIONS_HIRE), hired, by=by, at=at)
    return hired


def _end_matters(row: Application, settled: Settled, reason: str, *, by: Any, at: datetime) -> None:
    """Where the standing, read under the lock, found any."""
    if settled.before is None or settled.before.matters_wait:
        end_open_matters(application=row, reason=reason, by=by, at=at)


# --- how every move goes ----------------------------------------------------------------------------------------------
def move(
    application: Application,
    event: events.Event,
    permission: Permission,
    *,
    by: Any,
    at: datetime,
    reason: str,
    why: RejectionReason | None = None,
    then: Callable[[Application, Settled], None] | None = None,
) -> Application:
    """Permit, lock, settle, record, and do what belongs to it (`then`) in the same transaction."""
    place = policies.permit(by, permission, application)
    with transaction.atomic(), acting(by, reason):
        if isinstance(event, LEAVING):
            lock(application.job)  # before the application: taking an offer back locks both, in the house's order
        row = locked(application)
        standing = standing_of(row, at, by)
        policies.still_in(place, standing.visit)
        policies.job_goes_on(row, event)
        settled = settle(row, standing, event, by=by, at=at, why=why)
        record(str(permission), row, by=by, at=at)
        if then is not None:
            then(row, settled)
    return row
