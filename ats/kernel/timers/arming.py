"""Planning, re-planning and calling off future deeds, in the transaction of whoever plans them.

Arm and cancel while you hold the lock of the subject: that is what orders them against a firing that is under way.
"""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import F

from ats.kernel.leases import State
from ats.kernel.timers.models import Timer

ARM = """
INSERT INTO kernel_timer
    (kind, key, due_at, subject_id, version, "group", data, state, attempt, crashes, failures, reason)
SELECT plan.*, 'waiting', 0, 0, 0, ''
FROM unnest(%s::varchar[], %s::varchar[], %s::timestamptz[], %s::uuid[], %s::int[], %s::varchar[], %s::jsonb[]) AS plan
ON CONFLICT (key) WHERE state = 'waiting' DO UPDATE SET
    kind = EXCLUDED.kind, due_at = EXCLUDED.due_at, subject_id = EXCLUDED.subject_id, version = EXCLUDED.version,
    "group" = EXCLUDED."group", data = EXCLUDED.data, attempt = kernel_timer.attempt + 1, crashes = 0, failures = 0,
    leased_until = NULL, not_before = NULL, reason = ''
"""


@dataclass(frozen=True, kw_only=True)
class Planned:
    """A deed of `kind` that falls due at `due_at`; `data` holds ids and codes only, never personal data."""

    kind: str
    key: str
    due_at: datetime
    subject_id: UUID
    version: int = 1
    group: str = ""
    data: dict[str, Any] = field(default_factory=dict)


def arm(**plan: Any) -> None:
    """Plan one deed; the arguments are those of Planned."""
    arm_all([Planned(**plan)])


def arm_all(plans: Sequence[Planned]) -> None:
    """Plan deeds, each of a key of its own, in one statement; a waiting timer of the same key is planned anew instead.

    A firing of the old plan that is under way comes to nothing.
    """
    if not plans:
        return
    columns = zip(*map(_columns, plans), strict=True)
    with connection.cursor() as cursor:
        cursor.execute(ARM, [list(column) for column in columns])


def _columns(plan: Planned) -> tuple[Any, ...]:
    """In the order in which ARM takes them."""
    return plan.kind, plan.key, plan.due_at, plan.subject_id, plan.version, plan.group, json.dumps(plan.data)


def cancel(*, key: str, reason: str = "") -> int:
    """Call off the waiting timer of this key; how many there were (0 or 1)."""
    return _cancel(reason, key=key)


def cancel_all(keys: Collection[str], reason: str = "") -> int:
    """Call off the waiting timers of these keys in one statement; how many there were."""
    return _cancel(reason, key__in=sorted(keys)) if keys else 0


def cancel_group(group: str, reason: str = "") -> int:
    """Call off every waiting timer of a group; how many there were."""
    return _cancel(reason, group=group)


def _cancel(reason: str, **which: Any) -> int:
    return Timer.objects.filter(state=State.WAITING, **which).update(
        state=State.CANCELLED, attempt=F("attempt") + 1, leased_until=None, reason=reason
    )
