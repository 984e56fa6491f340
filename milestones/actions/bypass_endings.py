"""A bypass that waits for its approval, and can't be done any more because its application has moved."""

from datetime import datetime
from typing import Any

from ats.actions.persistence import change
from ats.actions.recording import tell
from ats.kernel import approvals
from milestones.actions.telling import about
from milestones.events import BypassDeclined
from milestones.models import Bypass, BypassStatus, Visit


def lapse_of_visit(visit: Visit, *, by: Any, at: datetime) -> None:
    """Nobody is asked any more about a bypass out of `visit`, which ends now; call it with the application locked."""
    for row in Bypass.objects.filter(visit=visit, status=BypassStatus.PENDING).select_related("application"):
        approvals.cancel("bypass", row.pk, by=by, at=at)
        decline(row, BypassStatus.LAPSED, by=by, at=at)


def decline(row: Bypass, status: BypassStatus, *, by: Any, at: datetime) -> None:
    """It is not done: `status` says whether somebody refused it or it was too late."""
    change(row, status=status, decided_at=at)
    told = BypassDeclined(**about(row.application, at, by), bypass_id=row.pk, outcome=str(status))
    tell(told, row.application, by=by)
