"""Approvals by mail: whoever is asked gets a link to the page, which decides nothing itself; who asked hears the outcome."""

from datetime import datetime
from uuid import UUID

from ats import links
from ats.kernel.approvals import registry
from ats.kernel.approvals.events import ApprovalDecided, ApprovalDue, ApprovalRequested
from ats.kernel.approvals.models import ApprovalRequest, Approver, Decision, RequestStatus
from ats.kernel.outbox import handles
from ats.models import User
from comms.actions import messages
from comms.models import MessageClass

WORDS = {Decision.APPROVE: "Approved", Decision.REJECT: "Declined", Decision.REQUEST_CHANGES: "Changes asked for"}


@handles(ApprovalRequested, name="comms.ask_approver")
def ask_approver(event: ApprovalRequested, *, event_id: UUID, at: datetime) -> None:
    _write(
        event, template="approval-request", key=f"approval:{event.subject_id}:{event.step}:{event.approver_id}", at=at
    )


@handles(ApprovalDue, name="comms.remind_approver")
def remind_approver(event: ApprovalDue, *, event_id: UUID, at: datetime) -> None:
    _write(event, template="approval-reminder", key=f"approval-reminder:{event_id}", at=at)


@handles(ApprovalDecided, name="comms.tell_requester")
def tell_requester(event: ApprovalDecided, *, event_id: UUID, at: datetime) -> None:
    """Nothing where the request was taken back: whoever did that knows."""
    if event.outcome not in Decision.values:
        return
    request = ApprovalRequest.objects.select_related("requested_by", "overridden_by").get(pk=event.subject_id)
    subject = registry.get_subject(event.about_type)
    row = subject.load(event.about_id)
    messages.queue(
        key=f"approval-decided:{request.pk}",
        purpose="approval_decided",
        message_class=MessageClass.INTERNAL,
        template="approval-decided",
        recipient=request.requested_by,
        at=at,
        values={
            "title": subject.title(row),
            "decision": WORDS[Decision(event.outcome)],
            "note": _comments(request) or "No comment was left.",
            "link": links.url(subject.url(row)),
        },
    )


def _comments(request: ApprovalRequest) -> str:
    """Who wrote what, in the order of the decisions; what is quoted stands on lines of its own."""
    seats = Approver.objects.filter(step__request=request, decided_by__isnull=False).exclude(note="")
    decided = seats.select_related("decided_by").order_by("decided_at", "id")
    said = [(str(seat.decided_by), seat.note) for seat in decided]
    if request.overridden_by:
        said.append((str(request.overridden_by), request.override_reason))
    return "\n".join(f"{name}: {note}" for name, note in said)


def _write(event: ApprovalRequested | ApprovalDue, *, template: str, key: str, at: datetime) -> None:
    request = ApprovalRequest.objects.select_related("requested_by").get(pk=event.subject_id)
    if request.status != RequestStatus.PENDING:
        return
    approver = User.objects.get(pk=event.approver_id)
    subject = registry.get_subject(event.about_type)
    row = subject.load(event.about_id)
    messages.queue(
        key=key,
        purpose="approval",
        message_class=MessageClass.INTERNAL,
        template=template,
        recipient=approver,
        at=at,
        values={
            "title": subject.title(row),
            "facts": str(subject.facts(row, approver) or "See the page for what is asked."),
            "requester_name": request.requested_by.name,
            "link": links.url(subject.url(row)),
        },
    )
