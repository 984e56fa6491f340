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
    if not event.by_candidate:
        return
    application = Application.objects.select_related("candidate", "job", "owner").get(pk=event.subject_id)
    messages.queue(
        key=f"acknowledgement:{application.pk}",
        purpose="acknowledgement",
        message_class=MessageClass.TRANSACTIONAL,
        template="acknowledgement",
        candidate=application.candidate,
        application=application,
        at=at,
    )


@handles(ApplicationRepeated, name="comms.acknowledge_again")
def acknowledge_again(event: ApplicationRepeated, *, event_id: UUID, at: datetime) -> None:
    """Once a day at most, so that nobody fills another's mailbox by sending the form again and again."""
    application = Application.objects.select_related("candidate", "job", "owner").get(pk=event.subject_id)
    messages.queue(
        key=f"acknowledgement-again:{application.pk}:{event.occurred_at:%Y-%m-%d}",
        purpose="acknowledgement",
        message_class=MessageClass.TRANSACTIONAL,
        template="acknowledgement-again",
        candidate=application.candidate,
        application=application,
        at=at,
    )


@handles(ApplicationReferred, name="comms.ask_referred")
def ask_referred(event: ApplicationReferred, *, event_id: UUID, at: datetime) -> None:
    """Tell the person at once who recommended them, and ask whether they agree: they gave us nothing themselves (Art. 14).

    Somebody who was in the process before knows of it already, and hears nothing of the referral.
    """
    if event.joined:
        return
    application = Application.objects.select_related("candidate", "job", "owner").get(pk=event.subject_id)
    referrer = User.objects.get(pk=event.actor_id)
    messages.queue(
        key=f"referral:{application.pk}",
        purpose="referral",
        message_class=MessageClass.TRANSACTIONAL,
        template="referral",
        values={"requester_name": referrer.name},
        candidate=application.candidate,
        application=application,
        at=at,
    )
