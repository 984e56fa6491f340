"""Lists of candidates: who they are, which application is theirs now, where it stands."""

from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, QuerySet, When, Window

from ats import extension_points
from ats.extension_points import Standing
from ats.kernel import access
from ats.kernel.prepared import Prepared
from ats.models import Application, ApplicationStatus, Candidate


@dataclass(frozen=True)
class Row:
    """One line of the list."""

    candidate: Candidate
    application: Application | None
    standing: Standing | None
    others: int
    told: list[tuple[str, bool]] = field(default_factory=list)


def with_told(found: list[Row], told: dict[UUID, list[tuple[str, bool]]]) -> list[Row]:
    """`found` with the place in a text where the searched words stand (see searching.snippets)."""
    return [replace(row, told=told.get(row.candidate.pk, [])) for row in found]


def rows(people: list[Candidate], user: Any) -> list[Row]:
    """`people` with the newest application that `user` may see; three queries, however many people."""
    known, current = {person.pk: person for person in people}, {}
    for application in CURRENT_OF(user, list(known)) if known else ():
        application.candidate = known[application.candidate_id]
        current[application.candidate_id] = application
    where = standings(list(current.values()))
    return [_row(person, current.get(person.pk), where) for person in people]


def _applications_of(user: Any, ids: list[UUID], *related: str) -> QuerySet[Application]:
    visible = Application.objects.visible_to(user).filter(candidate_id__any_of=ids)
    return visible.select_related("job", "source", *related).order_by("-applied_at", "-pk")


def _current_of(user: Any, ids: list[UUID]) -> QuerySet[Application]:
    """Of each person the newest active one, else the newest; `theirs` is how many of theirs there are."""
    is_over = Case(When(status=ApplicationStatus.ACTIVE, then=0), default=1)
    counted = _applications_of(user, ids).annotate(theirs=Window(Count("pk"), partition_by="candidate_id"))
    return counted.order_by("candidate_id", is_over, "-applied_at", "-pk").distinct("candidate_id")


CURRENT_OF = access.ForReaders(Prepared, _current_of, list)


def _row(person: Candidate, application: Any, where: dict[UUID, Standing]) -> Row:
    if application is None:
        return Row(person, None, None, 0)
    return Row(person, application, where.get(application.pk), application.theirs - 1)


def standings(applications: list[Application]) -> dict[UUID, Standing]:
    """Where these stand, as the upper apps know it."""
    found: dict[UUID, Standing] = {}
    for answer in extension_points.standings(applications=applications):
        found |= answer
    return found


APPLICATIONS_OF_ONE = access.ForReaders(
    Prepared, lambda user, ids: _applications_of(user, ids, "owner", "rejection_reason"), list
)


def applications_of(candidate: Candidate, user: Any) -> list[tuple[Application, Standing | None]]:
    """A candidate's applications that `user` may see, newest first, each with where it stands."""
    found: list[Application] = APPLICATIONS_OF_ONE(user, [candidate.pk])
    for application in found:
        application.candidate = candidate
    where = standings(found)
    return [(application, where.get(application.pk)) for application in found]
