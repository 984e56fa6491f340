"""What one application of a bulk run goes through, and how that is taken back."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_noop

from ats.actions.persistence import change
from ats.kernel import access
from ats.kernel.prepared import Prepared
from ats.models import Application
from comms import policies as mail_policies
from comms.actions import messages
from comms.models import MessageClass
from comms.permissions import CommsPermission
from comms.queries import told_of_rejection
from milestones.actions import applications
from milestones.actions.sending_times import send_at
from milestones.models import BulkItem, BulkRun, BulkVerb, ItemState, Milestone, Visit

Came = tuple[ItemState, str]
DONE: Came = (ItemState.DONE, "")


def move(row: Application, *, to: str, expected: str | None, note: str, by: Any, at: datetime) -> Application:
    """Forward or back, as the plan orders the two milestones. `expected` is where the page showed them, active there.

    A board that shows somebody who was rejected meanwhile moves nobody: only who means to reopen does that.
    """
    deed = applications.regress if IS_BACKWARD.first(row.pk, to) else applications.advance
    return deed(application=row, to=to, expected=expected, by=by, at=at, note=note)


def _is_backward(application: UUID, to: str) -> "QuerySet[Any, bool]":
    """Whether the milestone `to` comes before the one of the last visit, as the workflow of that one orders them."""
    version = OuterRef("milestone__version")
    target = Milestone.objects.filter(version=version, definition__key=to).values("order")
    last = Visit.objects.filter(application=application).order_by("-position")[:1]
    return last.values_list(ExpressionWrapper(Q(milestone__order__gt=Subquery(target)), BooleanField()), flat=True)


IS_BACKWARD = Prepared(_is_backward, UUID, str)


def _move(run: BulkRun, item: BulkItem, by: Any, at: datetime) -> Came:
    move(item.application, to=run.to, expected=item.expected or None, note=run.note, by=by, at=at)
    return DONE


def reject(run: BulkRun, item: BulkItem, by: Any, at: datetime) -> Came:
    assert run.rejection_reason is not None
    row, wanted = item.application, bool(run.template and run.send)
    barred = mail_policies.why_not_write(row.candidate, row) if wanted else ""
    told = (
        {"template": run.template, "send_at": send_at(run.send, row.candidate, at)} if wanted and not barred else None
    )
    applications.reject(
        application=row,
        reason=run.rejection_reason,
        by=by,
        at=at,
        note=run.note,
        message=told,
        expected=item.expected or None,
    )
    change(item, visit=Visit.objects.last_of(row))
    return (ItemState.DONE, f"No message: {barred}" if barred else "")


def write(run: BulkRun, item: BulkItem, by: Any, at: datetime) -> Came:
    row = item.application
    access.require(by, CommsPermission.WRITE_MESSAGES, row)
    if barred := mail_policies.why_not_write(row.candidate, row):
        return ItemState.SKIPPED, barred
    message = messages.queue(
        key=f"bulk:{run.pk}:{row.pk}",
        purpose="bulk_mail",
        message_class=MessageClass.TRANSACTIONAL,
        template=run.template,
        subject=run.subject,
        body=run.body,
        candidate=row.candidate,
        application=row,
        at=at,
        send_at=send_at(run.send, row.candidate, at),
        by=by,
    )
    change(item, message=message)
    return DONE


def take_up_again(run: BulkRun, item: BulkItem, by: Any, at: datetime) -> Came:
    """Only where nothing happened since, and the candidate has not read it yet."""
    last = Visit.objects.last_of(item.application)
    if last is None or last.pk != item.visit_id:
        return ItemState.STAYS, gettext_noop("It went on since.")
    if said := told_of_rejection(item.application):
        return ItemState.STAYS, said
    applications.reopen(application=item.application, by=by, at=at, note="Undone: rejected together with others.")
    return ItemState.UNDONE, ""


def cancel(run: BulkRun, item: BulkItem, by: Any, at: datetime) -> Came:
    assert item.message is not None
    messages.cancel(message=item.message, by=by, at=at, reason="Undone before it went out.")
    return ItemState.UNDONE, ""


Deed = Callable[[BulkRun, BulkItem, Any, datetime], Came]
DOES: dict[str, Deed] = {BulkVerb.MOVE: _move, BulkVerb.REJECT: reject, BulkVerb.MAIL: write}
UNDOES: dict[str, Deed] = {BulkVerb.REJECT: take_up_again, BulkVerb.MAIL: cancel}
