"""An application came in, or came in again: say so to the person who sent it, and ask somebody who was recommended."""

from datetime import datetime
from uuid import UUID

from ats.events import ApplicationReceived, ApplicationReferred, ApplicationRepeated
from ats.kernel.outbox import handles
from ats.models import Application, User
from comms.actions import messages
from comms.models import MessageClass


@handles(ApplicationReceived, name="comms.acknowledge")
def acknowledge(event: ApplicationReceived, *, event_id: UUID, at: datetime) -> None:
    if event.by_candidate:
        _write(event.subject_id, f"acknowledgement:{event.subject_id}", "acknowledgement", "acknowledgement", at)


@handles(ApplicationRepeated, name="comms.acknowledge_again")
def acknowledge_again(event: ApplicationRepeated, *, event_id: UUID, at: datetime) -> None:
    """Once a day at most, so that nobody fills another's mailbox by sending the form again and again."""
    key = f"acknowledgement-again:{event.subject_id}:{event.occurred_at:%Y-%m-%d}"
    _write(event.subject_id, key, "acknowledgement", "acknowledgement-again", at)


@handles(ApplicationReferred, name="comms.ask_referred")
def ask_referred(event: ApplicationReferred, *, event_id: UUID, at: datetime) -> None:
    """Tell the person at once who recommended them, and ask whether they agree: they gave us nothing themselves (Art. 14).

    Somebody who was in the process before knows of it already, and hears nothing of the referral.
    """
    if not event.joined:
        referrer = User.objects.get(pk=event.actor_id)
        values = {"requester_name": referrer.name}
        _write(event.subject_id, f"referral:{event.subject_id}", "referral", "referral", at, values)


def _write(
    application_id: UUID, key: str, purpose: str, template: str, at: datetime, values: dict[str, str] | None = None
) -> None:
    """Queue `template` to the candidate of the application; the same `key` is one message."""
    application = Application.objects.select_related("candidate", "job", "owner").get(pk=application_id)
    messages.queue(
        key=key,
        purpose=purpose,
        message_class=MessageClass.TRANSACTIONAL,
        template=template,
        values=values,
        candidate=application.candidate,
        application=application,
        at=at,
    )
