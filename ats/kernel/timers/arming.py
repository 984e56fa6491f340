"""Planning, re-planning and calling off future deeds, in the transaction of whoever plans them.

Arm and cancel while you hold the lock of the subject: that is what orders them against a firing that is under way.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F

from ats.kernel.leases import State
from ats.kernel.timers.models import Timer


def arm(
    *,
    kind: str,
    key: str,
    due_at: datetime,
    subject_id: UUID,
    version: int = 1,
    group: str = "",
    data: dict[str, Any] | None = None,
) -> None:
    """Plan a deed of `kind` for `due_at`; a waiting timer of the same `key` is planned anew instead.

    A firing of the old plan that is under way comes to nothing. `data` holds ids and codes only, never personal data.
    """
    plan = {
        "kind": kind,
        "due_at": due_at,
        "subject_id": subject_id,
        "version": version,
        "group": group,
        "data": data or {},
    }
    if _plan_anew(key, plan):
        return
    try:
        with transaction.atomic():
            Timer.objects.create(key=key, **plan)
    except IntegrityError:
        _plan_anew(key, plan)


def _plan_anew(key: str, plan: dict[str, Any]) -> int:
    fresh = {"crashes": 0, "failures": 0, "leased_until": None, "not_before": None, "reason": ""}
    return Timer.objects.filter(key=key, state=State.WAITING).update(attempt=F("attempt") + 1, **fresh, **plan)


def cancel(*, key: str, reason: str = "") -> int:
    """Call off the waiting timer of this key; how many there were (0 or 1)."""
    return _cancel(reason, key=key)


def cancel_group(group: str, reason: str = "") -> int:
    """Call off every waiting timer of a group; how many there were."""
    return _cancel(reason, group=group)


def _cancel(reason: str, **which: str) -> int:
    return Timer.objects.filter(state=State.WAITING, **which).update(
        state=State.CANCELLED, attempt=F("attempt") + 1, leased_until=None, reason=reason
    )
