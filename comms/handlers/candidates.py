"""A candidate asks for what is held on them: the link to it goes to the address that is known, and ends within a day."""

from datetime import datetime
from uuid import UUID

from django.urls import reverse

from ats import links
from ats.events import CandidateAskedAboutData
from ats.kernel.outbox import handles
from ats.models import Application
from comms.actions import messages
from comms.models import MessageClass

ACCESS = "access"


@handles(CandidateAskedAboutData, name="comms.send_own_data")
def send_own_data(event: CandidateAskedAboutData, *, event_id: UUID, at: datetime) -> None:
    """The wishes that a person answers go to a to-do instead; see ats.actions.own_data."""
    if event.kind != ACCESS:
        return
    application = Application.objects.select_related("candidate", "job", "owner").get(pk=event.application_id)
    token = links.sign("own-data", event.subject_id)
    messages.queue(
        key=f"own-data:{event_id}",
        purpose="own_data",
        message_class=MessageClass.TRANSACTIONAL,
        template="own-data",
        candidate=application.candidate,
        application=application,
        at=at,
        values={"link": links.url(reverse("own_data", args=[token]))},
    )
