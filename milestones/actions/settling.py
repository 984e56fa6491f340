"""Events of locked applications, settled: the engine decides, the deeds are applied, what happened is told."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from ats.kernel import audit
from ats.kernel.history import touch
from ats.kernel.prepared import Prepared
from ats.models import Application, RejectionReason
from milestones.actions import escalations, telling
from milestones.actions.deeds import Applier
from milestones.engine import decide, events, memory
from milestones.engine.deeds import Deed
from milestones.models import Visit
from milestones.queries.standing import Standing, remember


@dataclass(frozen=True)
class Case:
    """An application that is locked, where it stands, and what happens to it.

    `firing` are keys of timers that are being fired and must not be cancelled.
    """

    row: Application
    standing: Standing
    event: events.Event
    firing: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Settled:
    """`before` is the visit that the event found, `after` the one it left; the same row where nobody moved. `key` is that of
    the milestone in which they are then."""

    done: tuple[Deed, ...]
    before: Visit | None
    after: Visit | None
    key: str


def locked(application: Application) -> Application:
    """The row, locked until the transaction ends. Whoever writes the job too locks that first."""
    row: Application = ONE.first(application.pk)
    return row


def locked_all(ids: Iterable[UUID]) -> list[Application]:
    """Many rows (`ids` may be a query), locked in the order of their ids: two who lock many never wait for each other.

    Visits follow their application, so lock before you read or write one.
    """
    return list(_locking(Application.objects.filter(pk__in=ids)))


def _locking(rows: QuerySet[Application]) -> QuerySet[Application]:
    rows = rows.select_related("job", "candidate", "owner").order_by("pk")
    return rows.select_for_update(of=("self",))


ONE = Prepared(lambda pk: _locking(Application.objects.filter(pk=pk)), UUID)


def settle(
    row: Application,
    standing: Standing,
    event: events.Event,
    *,
    by: Any,
    at: datetime,
    why: RejectionReason | None = None,
) -> Settled:
    """Apply what `event` brings about. Raises what the engine raises; nothing is written then."""
    return settle_all([Case(row, standing, event)], by=by, at=at, why=why)[0]


def settle_all(cases: Sequence[Case], *, by: Any, at: datetime, why: RejectionReason | None = None) -> list[Settled]:
    """The same for many applications, each at most once; what their escalations write is written set-wise."""
    seen = {case.row.pk: case.row.updated_at for case in cases}
    appliers = [_applied(case, by=by, at=at, why=why) for case in cases]
    escalations.carry_out([act for applier in appliers for act in applier.acts], at=at)
    settled = [
        Settled(applier.done, case.standing.visit, applier.visit, applier.key)
        for case, applier in zip(cases, appliers, strict=True)
    ]
    for case, came_of_it in zip(cases, settled, strict=True):
        telling.tell(case.row, came_of_it.before, came_of_it.after, came_of_it.key, by=by, at=at)
    # A visit, a gate or a deadline may change while the application's own columns stay: who asks what is new must hear.
    changed = [case.row for case, came_of_it in zip(cases, settled, strict=True) if came_of_it.done]
    touch([row for row in changed if row.updated_at == seen[row.pk]])
    for case, came_of_it in zip(cases, settled, strict=True):
        state = memory.apply(case.standing.state, came_of_it.done, at)
        remember(case.row, replace(case.standing, state=state, visit=came_of_it.after))
    return settled


def _applied(case: Case, *, by: Any, at: datetime, why: RejectionReason | None) -> Applier:
    done = decide(case.standing.state, case.event, at)
    applier = Applier(case.row, case.standing, by=by, at=at, reason=why, firing=case.firing)
    applier.apply(done)
    return applier


def record(deed: str, row: Application, *, by: Any, at: datetime) -> None:
    """The deed in the audit log."""
    audit.record(deed=deed, actor=by, subject_type="ats.application", subject_id=row.pk, outcome="done", at=at)
