"""Whose a candidate is: taken, handed over, asked for, answered, and decided when colleagues disagree."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ats.actions.persistence import change, locked
from ats.actions.recording import tell
from ats.actions.standing import standing
from ats.events import (
    OwnerChanged,
    OwnershipAnswered,
    OwnershipAsked,
    OwnershipDisputed,
    OwnershipWithdrawn,
)
from ats.kernel.errors import NotAllowed
from ats.kernel.history import acting
from ats.models import Candidate, OwnershipRequest, OwnershipStatus
from ats.policies import ownership as policy
from ats.policies.ownership import OwnershipRefused


def hand_over(*, candidate: Candidate, to: Any, by: Any, at: datetime, reason: str = "") -> Candidate:
    """Make `to` the owner (None: nobody). Whoever wants a free candidate hands them over to themselves.

    Raises OwnedByAnother while somebody else's lock holds, OwnershipRefused for a person who can't be an owner.
    """
    with transaction.atomic(), acting(by, f"Handed over: {reason}" if reason else "Handed over"):
        row = standing(candidate)
        if row.owner_id != getattr(to, "pk", None):
            policy.require_assign(row, to, by, at)
            _assign(row, to, by, at)
    return row


def ask(*, candidate: Candidate, reason: str, by: Any, at: datetime) -> OwnershipRequest:
    """Ask the owner for the candidate.

    Raises OwnershipRefused without a reason, when nobody's lock stands in the way, or when it is asked already.
    """
    if not reason.strip():
        raise OwnershipRefused(_("Say why you need this candidate; the owner reads it."))
    with transaction.atomic(), acting(by, "Asked for the candidate"):
        row = standing(candidate)
        if not policy.ownership(row).is_locked_against(by, at):
            raise OwnershipRefused(
                _("Nobody holds {candidate} against you. Take them over at once.").format(candidate=row.name)
            )
        if row.ownership_requests.unanswered().filter(asked_by=by).exists():
            raise OwnershipRefused(_("You have asked already. The answer is still to come."))
        asked = OwnershipRequest.objects.create(
            candidate=row, asked_by=by, owner=row.owner, reason=reason.strip(), asked_at=at, created_at=at
        )
        tell(OwnershipAsked(**_facts(asked, by, at)), row, by=by)
    return asked


def answer(*, request: OwnershipRequest, granted: bool, by: Any, at: datetime, answer: str = "") -> OwnershipRequest:
    """Say yes (the candidate changes hands at once) or no. A dispute is decided so too, and for good.

    Raises NotAllowed for anybody but the owner and who decides, OwnershipRefused when it is answered already.
    """
    with transaction.atomic(), acting(by, "Handed over" if granted else "Kept"):
        candidate = standing(request.candidate)
        asked = locked(request)
        policy.require_answer(by, asked)
        status = OwnershipStatus.GRANTED if granted else OwnershipStatus.REFUSED
        change(asked, status=status, answered_by=by, answered_at=at, answer=answer.strip())
        if granted:
            _assign(candidate, asked.asked_by, by, at)
        tell(OwnershipAnswered(granted=granted, **_facts(asked, by, at)), candidate, by=by)
    return asked


def dispute(*, request: OwnershipRequest, reason: str, by: Any, at: datetime) -> OwnershipRequest:
    """Take a no to an administrator, once.

    Raises NotAllowed for anybody but who asked, OwnershipRefused without a no or a reason, the second time, or while another
    question of theirs is open.
    """
    with transaction.atomic(), acting(by, "Disputed"):
        candidate = standing(request.candidate)
        asked = locked(request)
        if asked.asked_by_id != by.pk:
            raise NotAllowed(_("Only who asked for the candidate disputes the answer."))
        if not asked.is_refused or asked.dispute_reason:
            raise OwnershipRefused(_("Only a no is disputed, and only once."))
        if not reason.strip():
            raise OwnershipRefused(_("Say why the answer is wrong; an administrator reads it."))
        if candidate.ownership_requests.unanswered().filter(asked_by=by).exists():
            raise OwnershipRefused(_("You have asked already. The answer is still to come."))
        change(asked, status=OwnershipStatus.DISPUTED, dispute_reason=reason.strip())
        tell(OwnershipDisputed(**_facts(asked, by, at)), candidate, by=by)
    return asked


def withdraw(*, request: OwnershipRequest, by: Any, at: datetime) -> OwnershipRequest:
    """They want the candidate no longer. Raises NotAllowed for anybody else, OwnershipRefused after an answer."""
    with transaction.atomic(), acting(by, "Asked no more"):
        candidate = standing(request.candidate)
        asked = locked(request)
        if asked.asked_by_id != by.pk:
            raise NotAllowed(_("Only who asked for the candidate withdraws the question."))
        if not asked.is_open:
            raise OwnershipRefused(_("This question is answered or withdrawn already."))
        change(asked, status=OwnershipStatus.WITHDRAWN, answered_at=at)
        tell(OwnershipWithdrawn(**_facts(asked, by, at)), candidate, by=by)
    return asked


def _assign(row: Candidate, to: Any, by: Any, at: datetime) -> None:
    """`row` is locked, and the policy was asked."""
    had = row.owner_id
    change(row, owner=to, owner_since=at if to else None)
    for asked in row.ownership_requests.unanswered().filter(asked_by=to) if to else ():
        change(asked, status=OwnershipStatus.GRANTED, answered_by=by, answered_at=at)
    changed = OwnerChanged(
        subject_id=row.pk,
        occurred_at=at,
        actor_id=getattr(by, "pk", None),
        from_id=had,
        to_id=getattr(to, "pk", None),
    )
    tell(changed, row, by=by)


def _facts(asked: OwnershipRequest, by: Any, at: datetime) -> dict[str, Any]:
    return {
        "subject_id": asked.candidate_id,
        "occurred_at": at,
        "actor_id": getattr(by, "pk", None),
        "request_id": asked.pk,
        "asked_by_id": asked.asked_by_id,
        "owner_id": asked.owner_id,
    }
