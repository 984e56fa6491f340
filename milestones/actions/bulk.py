"""One deed for many applications, each by itself: one closed gate holds back nobody else, and a crash loses nothing.

An item is taken, done and written down in one transaction, so it happens once; a run of more than a few goes on in the
background, and whoever takes it up after a crash finds the items that still wait.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.db import OperationalError, transaction
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from ats.actions.persistence import change
from ats.actions.persistence import locked as lock
from ats.actions.recording import record
from ats.kernel import access, timers
from ats.kernel.access import Permission
from ats.kernel.crowding import insist, is_crowded
from ats.kernel.errors import DomainError
from ats.kernel.languages import kept_words
from ats.kernel.timers import Timer
from ats.models import Application
from comms.permissions import CommsPermission
from milestones.actions.bulk_items import DOES, UNDOES
from milestones.models import BulkItem, BulkRun, BulkStatus, BulkVerb, ItemState
from milestones.permissions import MilestonePermission

AT_ONCE = 50
BATCH = 10
MOST = 1000
RESCUE = timedelta(minutes=2)  # when a worker looks for what a page that broke off has left
GO_ON = "milestones.bulk"
UNDO_WITHIN = timedelta(days=1)
NEEDS: dict[str, Permission] = {
    BulkVerb.MOVE: MilestonePermission.ADVANCE,
    BulkVerb.REJECT: MilestonePermission.REJECT,
    BulkVerb.MAIL: CommsPermission.WRITE_MESSAGES,
}


class BulkRefused(DomainError):
    """The run can't be started or undone as asked (422)."""

    code = "bulk-refused"


def start(*, verb: str, picked: Mapping[UUID, str], by: Any, at: datetime, **what: Any) -> BulkRun:
    """Do `verb` for the applications `picked` (id to the milestone that the page showed), as far as `by` may see them.

    `what` are fields of BulkRun: to, note, rejection_reason, template, subject, body, send. Up to AT_ONCE are done before
    this returns, more go on in the background. Raises BulkRefused for none or too many, NotAllowed.
    """
    access.require(by, NEEDS[verb])
    seen = Application.objects.visible_to(by).filter(pk__in=picked).order_by("-applied_at", "-pk")
    ids = list(seen.values_list("pk", flat=True)[: MOST + 1])
    if not ids:
        raise BulkRefused(_("Nobody was picked."))
    if len(ids) > MOST:
        raise BulkRefused(_("Pick at most {n} at a time.").format(n=number_format(MOST, force_grouping=True)))
    with transaction.atomic():
        run = BulkRun.objects.create(verb=verb, asked_by=by, asked_at=at, created_at=at, **what)
        items = [BulkItem(run=run, application_id=pk, expected=picked[pk], created_at=at) for pk in ids]
        BulkItem.objects.bulk_create(items, batch_size=500)
        record(f"bulk.{verb}", run, by=by, at=at, count=len(ids))
        _arm(run, at if len(ids) > AT_ONCE else at + RESCUE)
    if len(ids) <= AT_ONCE:
        carry_on(run, at, most=AT_ONCE)
        run.refresh_from_db()
        if run.is_done:
            timers.cancel(key=_key(run, 1), reason="The run is over.")
    return run


def go_on(due: list[Timer], *, at: datetime) -> None:
    """The next items of each run that is in the background, and a timer for those after them."""
    for timer in due:
        run = BulkRun.objects.select_related("asked_by").filter(pk=timer.subject_id).first()
        if run is None or not run.is_running:
            timer.stale("The run is over.")
            continue
        carry_on(run, at, most=BATCH)
        if BulkRun.objects.filter(pk=run.pk, status=BulkStatus.RUNNING).exists():
            _arm(run, at, timer.version + 1)


def undo(*, run: BulkRun, by: Any, at: datetime) -> BulkRun:
    """Take back what can be: those rejected are taken up again, messages that have not gone out are cancelled.

    Raises BulkRefused for a run that is no one's to undo any more.
    """
    if not can_be_undone(run, by, at):
        raise BulkRefused(_("This can't be undone any more."))
    with transaction.atomic():
        row = lock(run)
        if row.status != BulkStatus.DONE:
            raise BulkRefused(_("This can't be undone any more."))
        record("bulk.undo", row, by=by, at=at)
    for item in _items(row, ItemState.DONE):
        insist(partial(_undo_one, row, item, by, at))
    return _close(row, at)


def _undo_one(run: BulkRun, item: BulkItem, by: Any, at: datetime) -> None:
    with transaction.atomic():
        fresh = _taken(item, ItemState.DONE)
        if fresh is not None:
            state, said = _tried(UNDOES[run.verb], run, fresh, by, at, bad=ItemState.STAYS)
            change(fresh, state=state, said=said[:500])


def _close(run: BulkRun, at: datetime) -> BulkRun:
    """Only when all is taken back: an undoing that broke off can be asked for again, and goes on where it was."""
    with transaction.atomic():
        row = lock(run)
        if row.status == BulkStatus.DONE:
            change(row, status=BulkStatus.UNDONE, undone_at=at)
    return row


def can_be_undone(run: BulkRun, user: Any, at: datetime) -> bool:
    """By its starter, within a day; each item then says whether it still could be."""
    fresh = run.is_done and run.finished_at is not None and at - run.finished_at <= UNDO_WITHIN
    return fresh and run.verb in UNDOES and run.asked_by_id == user.pk


def carry_on(run: BulkRun, at: datetime, *, most: int) -> None:
    """Do the next `most` items that still wait; after the last the run is over.

    An item whose rows somebody else holds just now waits for the next turn, and keeps nobody else back.
    """
    for item in _items(run, ItemState.WAITING)[:most]:
        try:
            _do_one(run, item, at)
        except OperationalError as error:
            if not is_crowded(error):
                raise
    if not BulkItem.objects.filter(run=run, state=ItemState.WAITING).exists():
        BulkRun.objects.filter(pk=run.pk, status=BulkStatus.RUNNING).update(status=BulkStatus.DONE, finished_at=at)


def _do_one(run: BulkRun, item: BulkItem, at: datetime) -> None:
    with transaction.atomic():
        fresh = _taken(item, ItemState.WAITING)
        if fresh is not None:
            state, said = _tried(DOES[run.verb], run, fresh, run.asked_by, at, bad=ItemState.REFUSED)
            change(fresh, state=state, said=said[:500])


def _items(run: BulkRun, state: ItemState) -> Any:
    """In the order in which the house locks: two runs at once never wait for each other."""
    related = BulkItem.objects.filter(run=run, state=state)
    return related.select_related("application__candidate", "application__job", "message").order_by(
        "application__job_id", "application_id"
    )


def _taken(item: BulkItem, state: ItemState) -> BulkItem | None:
    """The item, locked, where nobody else has it or has done it meanwhile."""
    rows = BulkItem.objects.filter(pk=item.pk, state=state).select_for_update(skip_locked=True, of=("self",))
    fresh = rows.first()
    if fresh is not None:
        fresh.application, fresh.message = item.application, item.message
    return fresh


def _tried(deed: Any, run: BulkRun, item: BulkItem, by: Any, at: datetime, *, bad: ItemState) -> tuple[ItemState, str]:
    """What came of it. The action's own transaction is rolled back where it refuses, the item says why: in English, as
    all that is stored, whoever asks and whether it is done at once or by a worker."""
    with kept_words():
        try:
            state, said = deed(run, item, by, at)
        except DomainError as refused:
            return bad, str(refused.message)
    return state, said


def _arm(run: BulkRun, at: datetime, batch: int = 1) -> None:
    """Each batch has a timer of its own: one that is fired just now can't be planned anew."""
    timers.arm(kind=GO_ON, key=_key(run, batch), due_at=at, subject_id=run.pk, version=batch)


def _key(run: BulkRun, batch: int) -> str:
    return f"bulk:{run.pk}:{batch}"
