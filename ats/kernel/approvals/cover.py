"""Seats of colleagues who are away: whoever covers for them decides in their place, as far as their own role lets them."""

from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q

from ats.kernel.absences.models import Absence
from ats.kernel.absences.setting import BEGINS
from ats.kernel.approvals import progress
from ats.kernel.approvals.models import Approver, RequestStatus, StepStatus
from ats.kernel.approvals.registry import subjects
from ats.kernel.timers import Timer, fires


def covered(user: Any, at: datetime) -> Q:
    """Seats of those for whom `user` stands in, never on what `user` asked for, and only where they may decide."""
    away = Absence.objects.covered_by(user, at).values("person")
    return Q(user__in=away) & ~Q(step__request__requested_by=user) & may_decide(user)


def may_decide(user: Any) -> Q:
    """Seats about subjects on which the role of `user` lets them decide."""
    reach = [
        Q(step__request__subject_type=each.key, step__request__subject_id__in=each.decidable_by(user).values("pk"))
        for each in subjects()
    ]
    return reduce(or_, reach, Q(pk__in=[]))


@fires(BEGINS)
def ask_deputies(due: list[Timer], *, at: datetime) -> None:
    """What waits for somebody as they leave is asked of whoever covers for them."""
    absences = Absence.objects.select_related("deputy").in_bulk([timer.subject_id for timer in due])
    for timer in due:
        absence = absences.get(timer.subject_id)
        if absence is None or not absence.is_on(at):
            timer.stale("The absence was taken back before it began.")
        elif absence.deputy is not None:
            _ask(absence, at)


def _ask(absence: Absence, at: datetime) -> None:
    seats = Approver.objects.filter(
        covered(absence.deputy, at),
        user=absence.person_id,
        decision="",
        step__status=StepStatus.PENDING,
        step__request__status=RequestStatus.PENDING,
    )
    for seat in seats.select_related("step__request"):
        progress.ask(seat.step, seat.step.request, absence.deputy_id, at)
