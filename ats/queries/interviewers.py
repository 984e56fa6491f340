"""Who can be asked to interview: colleagues who will be able to open the interview and hand in its scorecard."""

from collections.abc import Collection
from typing import Any

from django.db.models import Case, Exists, IntegerField, OuterRef, QuerySet, Value, When

from ats.kernel import access
from ats.models import HiringTeamMember, Interview, Job, TeamRole, User
from ats.permissions import CorePermission

NEEDED = (CorePermission.SCORECARDS_SUBMIT, CorePermission.INTERVIEWS_VIEW)


def may_interview() -> QuerySet[User]:
    """Active people whose roles hold all that an interviewer needs."""
    people: QuerySet[User] = User.objects.filter(is_active=True, is_service=False)
    for permission in NEEDED:
        people = people.filter(pk__in=access.assignments(permission).values("user"))
    return people


def who_may_not(people: Collection[Any]) -> list[Any]:
    """Those of `people` who could never hand in their scorecard."""
    fit = set(may_interview().filter(pk__in=[person.pk for person in people]).values_list("pk", flat=True))
    return [person for person in people if person.pk not in fit]


def choices(job: Job, interview: Interview | None = None) -> QuerySet[User]:
    """Whom a form offers: the job's interviewers, then its team, then others (`place` 0, 1, 2); who is on the panel stays."""
    people = may_interview()
    if interview is not None:
        people = people | User.objects.filter(pk__in=interview.interviewers.values("pk"))
    team = HiringTeamMember.objects.filter(job=job, user=OuterRef("pk"))
    nearness = Case(
        When(Exists(team.filter(role=TeamRole.INTERVIEWER)), then=Value(0)),
        When(Exists(team), then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    return people.annotate(place=nearness).order_by("place", "first_name", "last_name", "pk")
