"""A record that still stands for itself."""

from django.utils.translation import gettext as _

from ats.actions.persistence import locked
from ats.kernel.errors import DomainError
from ats.models import (
    Candidate,
)


class MergedAway(DomainError):
    """The record is part of another one by now; what is written about the person belongs there."""

    status = 409
    code = "merged"


def standing(candidate: Candidate) -> Candidate:
    """The row locked. Raises MergedAway when it became part of another record meanwhile."""
    row = locked(candidate)
    if row.merged_into_id:
        raise MergedAway(
            _("{candidate} is part of another record by now. Open that one and try again.").format(candidate=row.name),
            merged_into=str(row.merged_into_id),
        )
    return row
