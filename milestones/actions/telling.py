"""The events that follow from what became of a visit."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from ats.kernel.outbox import Event, emit
from ats.models import Application
from milestones.events import (
    ApplicationAdvanced,
    ApplicationRegressed,
    ApplicationRejected,
    ApplicationReopened,
    ApplicationWithdrawn,
)
from milestones.models import Visit, VisitOutcome

Facts = dict[str, Any]


def tell(row: Application, before: Visit | None, after: Visit | None, key: str, *, by: Any, at: datetime) -> None:
    """Emit what the change from `before` to `after`, in the milestone `key`, means; a hire is told by the core, an arrival
    too."""
    facts = about(row, at, by)
    if before is not None and after is not None and "was" in after.cause_detail and after.pk != before.pk:
        emit(ApplicationReopened(**facts, to_milestone=key, was=after.cause_detail["was"]))
    elif before is not None and before.exited_at == at and before.outcome in MEANING:
        emit(MEANING[VisitOutcome(before.outcome)](facts, before, after, key))


def about(row: Application, at: datetime, by: Any) -> Facts:
    return {
        "subject_id": row.pk,
        "occurred_at": at,
        "actor_id": by.pk if by else None,
        "candidate_id": row.candidate_id,
        "job_id": row.job_id,
    }


def key_of(visit: Visit | None) -> str:
    return visit.milestone.definition.key if visit else ""


def _advanced(facts: Facts, before: Visit, after: Visit | None, key: str) -> Event:
    return ApplicationAdvanced(
        **facts,
        from_milestone=key_of(before),
        to_milestone=key,
        outcome=before.outcome,
        cause=after.cause if after else "",
    )


def _regressed(facts: Facts, before: Visit, after: Visit | None, key: str) -> Event:
    return ApplicationRegressed(**facts, from_milestone=key_of(before), to_milestone=key)


def _rejected(facts: Facts, before: Visit, after: Visit | None, key: str) -> Event:
    return ApplicationRejected(**facts, from_milestone=key_of(before), reason=before.exit_detail.get("reason", ""))


def _withdrawn(facts: Facts, before: Visit, after: Visit | None, key: str) -> Event:
    return ApplicationWithdrawn(**facts, from_milestone=key_of(before), reason=before.exit_detail.get("reason", ""))


MEANING: dict[VisitOutcome, Callable[[Facts, Visit, Visit | None, str], Event]] = {
    VisitOutcome.ADVANCED: _advanced,
    VisitOutcome.BYPASSED: _advanced,
    VisitOutcome.SKIPPED: _advanced,
    VisitOutcome.REGRESSED: _regressed,
    VisitOutcome.REJECTED: _rejected,
    VisitOutcome.WITHDRAWN: _withdrawn,
}
