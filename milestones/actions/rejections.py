"""The message that tells a candidate about a rejection: queued with the rejection, cancelled with a reopening."""

from datetime import datetime
from typing import Any

from ats.models import Application
from comms.actions import messages
from comms.models import MessageClass
from milestones.models import Visit


def queue(application: Application, visit: Visit | None, message: dict[str, Any], *, by: Any, at: datetime) -> None:
    """Queue `message` {template, send_at}: a key or a Template, and when (at once without it).

    `visit`, which ended, is part of the key: somebody who is rejected again after a reopening is told again.
    """
    messages.queue(
        key=f"rejection:{application.pk}:{visit.pk if visit else 'none'}",
        purpose="rejection",
        message_class=MessageClass.TRANSACTIONAL,
        template=message["template"],
        candidate=application.candidate,
        application=application,
        send_at=message.get("send_at") or at,
        at=at,
        by=by,
    )
