"""What stands beside a candidate's facts on their page: whose they are, where they came from, who they may be too."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from ats.kernel import access
from ats.kernel.prepared import Prepared
from ats.models import Candidate, CandidateMerge, Follow, OwnershipRequest, SourceTouch
from ats.permissions import CorePermission
from ats.policies import ownership
from ats.queries import duplicates

TOUCHES = 20
MERGES = 5


def _seen(user: Any, pk: UUID) -> QuerySet[Candidate]:
    mine = Follow.objects.filter(candidate=OuterRef("pk"), user=user)
    merged = CandidateMerge.objects.in_force().filter(survivor=OuterRef("pk"))
    rows = Candidate.objects.visible_to(user).select_related("owner")
    return rows.annotate(is_followed=Exists(mine), has_merges=Exists(merged)).filter(pk=pk)


SEEN = access.ForReaders(Prepared, _seen, UUID)


def seen(pk: UUID, user: Any) -> Candidate | None:
    """The candidate as their page shows them; None where `user` may not see them."""
    return next(iter(SEEN(user, pk)), None)


def beside(candidate: Candidate, user: Any, at: datetime) -> dict[str, Any]:
    held = ownership.ownership(candidate)
    may_edit = access.allows(user, CorePermission.CANDIDATES_EDIT, candidate)
    return {
        "ownership": held,
        "is_mine": held.owner == user,
        "is_locked": held.is_locked(at),
        "is_locked_against_me": held.is_locked_against(user, at),
        "open_requests": requests(candidate, user),
        "touches": touches(candidate),
        "likely": duplicates.of_candidate(user, candidate) if may_edit else [],
        "merges": list(merges(candidate, user)) if candidate.has_merges else [],  # type: ignore[attr-defined]
        "may_merge": access.allows(user, CorePermission.CANDIDATES_MERGE, candidate),
        "may_put_forward": access.allows(user, CorePermission.APPLICATIONS_CREATE),
        "is_followed": candidate.is_followed,  # type: ignore[attr-defined]  # annotated by `seen`
        "barred": _barred(candidate) if candidate.do_not_contact else None,
    }


def _touches(candidate_id: UUID) -> QuerySet[SourceTouch]:
    rows = SourceTouch.objects.filter(candidate=candidate_id).select_related("source", "application__job")
    return rows.order_by("at", "pk")[:TOUCHES]


TOUCHED = Prepared(_touches, UUID)


def touches(candidate: Candidate) -> list[SourceTouch]:
    """Every touch, the first first."""
    return TOUCHED(candidate.pk)


def merges(candidate: Candidate, user: Any) -> Any:
    rows = CandidateMerge.objects.visible_to(user).in_force().filter(survivor=candidate)
    return rows.select_related("absorbed", "merged_by")[:MERGES]


def _unanswered(candidate_id: UUID) -> QuerySet[OwnershipRequest]:
    rows = OwnershipRequest.objects.filter(candidate=candidate_id).unanswered()
    return rows.select_related("asked_by", "candidate__owner")


UNANSWERED = Prepared(_unanswered, UUID)


def requests(candidate: Candidate, user: Any) -> list[tuple[OwnershipRequest, bool]]:
    """Open questions for the candidate, each with whether `user` may answer it."""
    return [(row, ownership.may_answer(user, row)) for row in UNANSWERED(candidate.pk)]


def _barred(candidate: Candidate) -> Any:
    """The history row of the moment since when nobody is to contact them: who, and when."""
    rows = candidate.history.order_by("history_date", "history_id").select_related("history_user")
    lifted = rows.filter(do_not_contact=False).last()
    since = rows.filter(history_date__gt=lifted.history_date) if lifted else rows
    return since.filter(do_not_contact=True).first()
