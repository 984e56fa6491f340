"""Future deeds as rows: armed, re-armed and cancelled in the caller's transaction, fired once in effect when due.

arm(kind="offers.expiry", key=f"offer:{offer.id}:expiry", due_at=offer.expires_at, subject_id=offer.id)

@fires("offers.expiry")
def expire(due: list[Timer], *, at): ...
"""

from ats.kernel.timers.arming import Planned, arm, arm_all, cancel, cancel_all, cancel_group
from ats.kernel.timers.firing import fires
from ats.kernel.timers.models import Timer

__all__ = ["Planned", "Timer", "arm", "arm_all", "cancel", "cancel_all", "cancel_group", "fires"]
