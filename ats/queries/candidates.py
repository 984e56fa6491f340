"""Lists of candidates: who they are, which application is theirs now, where it stands."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from ats import extension_points
from ats.extension_points import Standing
from ats.kernel.languages import number
from ats.models import Application, ApplicationStatus, Candidate

NEW = timedelta(days=7)
CAP = 1001
# Applications that somebody works on now. Imported ones are history until a colleague takes them up as owner.
IN_WORK = Q(status=ApplicationStatus.ACTIVE) & (Q(is_imported=False) | Q(owner__isnull=False))
VIEWS = [
    ("mine", _("With me")),
    ("active", _("All active")),
    ("over", _("Past time limit")),
    ("today", _("Due today")),
    ("new", _("New this week")),
    ("all", _("Everybody")),
]


def filtered(
    people: QuerySet[Candidate], *, view: str, user: Any, at: datetime, among: list[UUID] | None = None
) -> QuerySet[Candidate]:
    """Those of `people` whom the view holds. Where it is known that all of `people` are `among` a few, saying so lets the
    database look only at what hangs on these."""
    active = Application.objects.filter(candidate=OuterRef("pk"), status=ApplicationStatus.ACTIVE)
    if view == "mine":
        return people.filter(Exists(active.filter(owner=user)))
    if view == "active":
        return people.filter(Exists(active.filter(IN_WORK)))
    if view in ("over", "today"):
        return _urgent(people, view, user, at, among)
    if view == "new":
        return people.filter(created_at__gte=at - NEW, is_imported=False)
    return people


def _urgent(
    people: QuerySet[Candidate], view: str, user: Any, at: datetime, among: list[UUID] | None
) -> QuerySet[Candidate]:
    """Those with an application whose time limit is over, or ends today; nobody where no app knows time limits."""
    found = extension_points.urgency(user=user, at=at)
    if not found:
        return people.none()
    theirs = getattr(found[0], view).filter(application__candidate=OuterRef("pk"))
    if among is not None:
        theirs = theirs.filter(application__candidate__in=among)
    return people.filter(Exists(theirs.filter(application__status=ApplicationStatus.ACTIVE)))


def by_view(
    people: QuerySet[Candidate], user: Any, at: datetime, *, among: list[UUID] | None = None
) -> dict[str, QuerySet[Candidate]]:
    """Those of `people` whom each view holds, to be counted no further than 1,001."""
    return {key: filtered(people, view=key, user=user, at=at, among=among).order_by()[:CAP] for key, _ in VIEWS}


def capped(n: int) -> str:
    """A number that was counted no further than 1,001, in words."""
    return f"{number(CAP - 1)}+" if n >= CAP else number(n)


def capped_count(rows: QuerySet[Any]) -> int:
    """How many there are, counted no further than 1,001."""
    return rows.order_by()[:CAP].count()


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
    known, by_candidate = {person.pk: person for person in people}, {}
    visible = Application.objects.visible_to(user).filter(candidate__in=people)
    for application in visible.select_related("job", "source", "owner").order_by("-applied_at", "-pk"):
        application.candidate = known[application.candidate_id]
        by_candidate.setdefault(application.candidate_id, []).append(application)
    current = {pk: _current(theirs) for pk, theirs in by_candidate.items()}
    where = standings(list(current.values()))
    return [_row(person, current.get(person.pk), where, len(by_candidate.get(person.pk, []))) for person in people]


def _current(theirs: list[Application]) -> Application:
    """The newest active one, else the newest."""
    return next((each for each in theirs if each.status == ApplicationStatus.ACTIVE), theirs[0])


def _row(person: Candidate, application: Application | None, where: dict[UUID, Standing], n: int) -> Row:
    return Row(person, application, where.get(application.pk) if application else None, max(0, n - 1))


def standings(applications: list[Application]) -> dict[UUID, Standing]:
    """Where these stand, as the upper apps know it."""
    found: dict[UUID, Standing] = {}
    for answer in extension_points.standings(applications=applications):
        found |= answer
    return found


def applications_of(candidate: Candidate, user: Any) -> list[tuple[Application, Standing | None]]:
    """A candidate's applications that `user` may see, newest first, each with where it stands."""
    mine = Application.objects.visible_to(user).filter(candidate=candidate)
    found = list(mine.select_related("job", "source", "owner", "rejection_reason").order_by("-applied_at", "-pk"))
    for application in found:
        application.candidate = candidate
    where = standings(found)
    return [(application, where.get(application.pk)) for application in found]
