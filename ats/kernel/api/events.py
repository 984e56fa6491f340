"""What happens to keys of the API."""

from dataclasses import dataclass
from datetime import datetime

from ats.kernel.outbox import Event, event


@event("api_key.rotation_due")
@dataclass(frozen=True, kw_only=True)
class ApiKeyRotationDue(Event):
    """subject: the key whose secret is to be renewed, or whose life ends, at `due_at`."""

    due_at: datetime
