"""What hangs on a job and is written with it, its row locked by the caller: places, team, questions, openings.

Each says whether anything differs from before.
"""

import itertools
from datetime import datetime
from typing import Any

from ats.actions.persistence import change
from ats.kernel.taken import taken
from ats.models import HiringTeamMember, Job, JobQuestion, JobStatus, Opening, moments
from ats.models.opening import OPENING_ID
from ats.policies.approvals import seat


def set_places(job: Job, places: Any) -> bool:
    wanted = {place.pk for place in places}
    if wanted == set(job.locations.values_list("pk", flat=True)):
        return False
    job.locations.set(wanted)
    return True


def set_team(job: Job, team: dict[str, list[Any]]) -> bool:
    """Make the members of each role named in `team` those given; other roles stay.

    Raises SeatRefused for somebody new whose role in the company doesn't go with deciding in that seat.
    """
    differs = False
    for role, users in team.items():
        for member in job.hiring_team.filter(role=role).exclude(user__in=users):
            member.delete()
            differs = True
        for user in users:
            if not job.hiring_team.filter(user=user, role=role).exists():
                seat(user, role)
                HiringTeamMember.objects.create(job=job, user=user, role=role)
                differs = True
    return differs


def set_questions(job: Job, questions: list[dict[str, Any]], at: datetime) -> bool:
    """Make the form ask these, in this order; each has text, kind, choices, is_required and, when known, id.

    A question that somebody answered is no longer asked, but kept with its answers.
    """
    asked = [_ask(job, order, question, at) for order, question in enumerate(questions)]
    differs = any(is_other for _, is_other in asked)
    for question in job.questions.filter(is_active=True).exclude(pk__in=[each.pk for each, _ in asked]):
        if question.answers.exists():
            change(question, is_active=False)
        else:
            question.delete()
        differs = True
    return differs


def show_pay(job: Job, shows: bool) -> None:
    """Let every post of the job show its pay range, or none."""
    for post in job.posts.exclude(shows_pay=shows):
        change(post, shows_pay=shows)


def new_opening(job: Job, at: datetime, *, target_start_date: Any = None, opening_id: str = "") -> Opening:
    """One more headcount; it counts as opened from the day the job is. Raises Taken for an id that the job has already."""
    moments.plausible(target_start_date=target_start_date)
    had = set(job.openings.values_list("opening_id", flat=True))
    if opening_id in had:
        raise taken(OPENING_ID)
    return Opening.objects.create(
        job=job,
        opening_id=opening_id or _next_id(job, had),
        target_start_date=target_start_date,
        opened_at=at if job.status == JobStatus.OPEN else None,
        created_at=at,
    )


def _next_id(job: Job, had: set[str]) -> str:
    """Numbered after the requisition; a number that somebody gave by hand is passed over."""
    numbers = itertools.count(len(had) + 1)
    return next(label for number in numbers if (label := f"{job.requisition_id}-{number}") not in had)


def _ask(job: Job, order: int, facts: dict[str, Any], at: datetime) -> tuple[JobQuestion, bool]:
    values = {**facts, "order": order, "is_active": True}
    known = job.questions.filter(pk=values.pop("id", None)).first()
    if known is None:
        return JobQuestion.objects.create(job=job, created_at=at, **values), True
    differs = any(getattr(known, name) != value for name, value in values.items())
    if differs:
        change(known, **values)
    return known, differs
