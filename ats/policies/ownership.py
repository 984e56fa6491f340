"""Whose a candidate is, for how long nobody takes them over, and who may give them to whom."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from ats.kernel import access
from ats.kernel.errors import DomainError, NotAllowed
from ats.kernel.outbox import StoredEvent
from ats.kernel.pages.words import long_day
from ats.models import Application, Candidate, OwnershipPolicy, OwnershipRequest
from ats.permissions import CorePermission

DEFAULT_LOCK = 30  # days


class OwnedByAnother(DomainError):
    """The candidate is locked by their owner; one can ask for them."""

    status = 409
    code = "owned-by-another"


class OwnershipRefused(DomainError):
    """This question can't be asked or answered so."""

    code = "ownership-refused"


@dataclass(frozen=True)
class Ownership:
    """`until` is when the lock ends; None where nobody, or nobody who still works here, holds the candidate."""

    owner: Any
    active_at: datetime | None = None
    until: datetime | None = None

    def is_locked(self, at: datetime) -> bool:
        return self.until is not None and self.until > at

    def is_locked_against(self, user: Any, at: datetime) -> bool:
        return self.is_locked(at) and user != self.owner


def lock() -> timedelta:
    days = OwnershipPolicy.objects.values_list("lock_days", flat=True).first()
    return timedelta(days=DEFAULT_LOCK if days is None else days)


def ownership(candidate: Candidate) -> Ownership:
    """Who owns `candidate`, when they last did something for them, and until when that locks."""
    owner = candidate.owner
    if owner is None or not owner.is_active:
        return Ownership(owner)
    active = max(filter(None, [candidate.owner_since, _last_deed(candidate), candidate.created_at]))
    return Ownership(owner, active, active + lock())


def _last_deed(candidate: Candidate) -> datetime | None:
    """When the owner last did something to the candidate or to one of their applications, as the log of events has it."""
    about = [candidate.pk, *Application.objects.filter(candidate=candidate).values_list("pk", flat=True)]
    deeds = StoredEvent.objects.filter(subject_id__in=about, actor_id=candidate.owner_id)
    return deeds.order_by("-sequence").values_list("occurred_at", flat=True).first()


def require_assign(candidate: Candidate, to: Any, by: Any, at: datetime) -> None:
    """Raises OwnedByAnother while the lock of somebody else holds; OwnershipRefused for a person who can't be an owner."""
    if to is not None and not _may_own(to):
        raise OwnershipRefused(
            _("{person} can't own candidates: they have left, or may not see any.").format(person=to.name)
        )
    held = ownership(candidate)
    if by is None or not held.is_locked_against(by, at) or decides(by, candidate):
        return
    assert held.until is not None
    raise OwnedByAnother(
        _("{candidate} is with {owner} until {until}. Ask them to hand the candidate over.").format(
            candidate=candidate.name, owner=held.owner.name, until=long_day(held.until)
        ),
        owner=str(held.owner.pk),
        locked_until=held.until.isoformat(),
    )


def _may_own(user: Any) -> bool:
    return bool(user.is_active) and access.allows(user, CorePermission.CANDIDATES_VIEW)


def decides(user: Any, candidate: Candidate) -> bool:
    """Whether `user` decides whose a candidate is, whoever has them now."""
    return access.allows(user, CorePermission.OWNERSHIP_DECIDE, candidate)


def may_answer(user: Any, request: OwnershipRequest) -> bool:
    """The owner answers; a dispute, or a question whose owner is gone, is for who decides, and never for who asked."""
    if not request.is_open or user.pk == request.asked_by_id:
        return False
    is_owner = user.pk == request.candidate.owner_id
    if request.is_disputed:
        return not is_owner and decides(user, request.candidate)
    return is_owner or decides(user, request.candidate)


def require_answer(user: Any, request: OwnershipRequest) -> None:
    if not request.is_open:
        raise OwnershipRefused(_("This question is answered or withdrawn already."))
    if not may_answer(user, request):
        raise NotAllowed(
            _("A dispute is decided by an administrator who is no part of it.")
            if request.is_disputed
            else _("Only the owner, or an administrator, answers this.")
        )
