"""Following a candidate, or no longer."""

from datetime import datetime
from typing import Any

from django.db import transaction

from ats.actions.recording import tell
from ats.actions.standing import standing
from ats.events import CandidateFollowed, CandidateUnfollowed
from ats.models import Candidate, Follow


def follow(*, candidate: Candidate, by: Any, at: datetime) -> None:
    """Tell `by` of what happens with `candidate` from now on; following twice changes nothing."""
    with transaction.atomic():
        row = standing(candidate)
        _, is_new = Follow.objects.get_or_create(candidate=row, user=by, defaults={"created_at": at})
        if is_new:
            tell(CandidateFollowed(subject_id=row.pk, occurred_at=at, actor_id=by.pk, user_id=by.pk), row, by=by)


def unfollow(*, candidate: Candidate, by: Any, at: datetime) -> None:
    with transaction.atomic():
        row = standing(candidate)
        gone, _ = Follow.objects.filter(candidate=row, user=by).delete()
        if gone:
            tell(CandidateUnfollowed(subject_id=row.pk, occurred_at=at, actor_id=by.pk, user_id=by.pk), row, by=by)
