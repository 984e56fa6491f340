"""The views of the list of candidates: whom each shows, how many these are, and the first page of them."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ats import extension_points
from ats.kernel import access, counting
from ats.kernel.counting import Ready
from ats.kernel.languages import number
from ats.kernel.prepared import Prepared
from ats.models import Application, ApplicationStatus, Candidate
from ats.permissions import CorePermission
from ats.queries.paging import SIZE, Page, cut

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


class Times(NamedTuple):
    """The moments that views speak of: now, since when somebody is new, and when the reader's day ends."""

    at: datetime
    since: datetime
    until: datetime


def day_ends(at: datetime) -> datetime:
    """The last moment of the day in the reader's zone."""
    return timezone.localtime(at).replace(hour=23, minute=59, second=59, microsecond=999999)


def _times(at: datetime) -> Times:
    return Times(at, at - NEW, day_ends(at))


def filtered(
    people: QuerySet[Candidate], *, view: str, user: Any, at: datetime, among: list[UUID] | None = None
) -> QuerySet[Candidate]:
    """Those of `people` whom the view holds. Where it is known that all of `people` are `among` a few, saying so lets the
    database look only at what hangs on these."""
    return _filtered(people, view, user, _times(at), among)


def _filtered(
    people: QuerySet[Candidate], view: str, user: Any, times: Times, among: list[UUID] | None
) -> QuerySet[Candidate]:
    active = Application.objects.filter(candidate=OuterRef("pk"), status=ApplicationStatus.ACTIVE)
    if view == "mine":
        return people.filter(Exists(active.filter(owner=user)))
    if view == "active":
        return people.filter(Exists(active.filter(IN_WORK)))
    if view in ("over", "today"):
        return _urgent(people, view, user, times, among)
    if view == "new":
        return people.filter(created_at__gte=times.since, is_imported=False)
    return people


def _urgent(
    people: QuerySet[Candidate], view: str, user: Any, times: Times, among: list[UUID] | None
) -> QuerySet[Candidate]:
    """Those with an application whose time limit is over, or ends today; nobody where no app knows time limits."""
    found = extension_points.urgency(user=user, at=times.at, until=times.until)
    if not found:
        return people.none()
    theirs = getattr(found[0], view).filter(application__candidate=OuterRef("pk"))
    if among is not None:
        theirs = theirs.filter(application__candidate_id__any_of=among)
    return people.filter(Exists(theirs.filter(application__status=ApplicationStatus.ACTIVE)))


def by_view(
    people: QuerySet[Candidate], user: Any, at: datetime, *, among: list[UUID] | None = None
) -> dict[str, QuerySet[Candidate]]:
    """Those of `people` whom each view holds, to be counted no further than 1,001."""
    return {key: filtered(people, view=key, user=user, at=at, among=among).order_by()[:CAP] for key, _ in VIEWS}


def _everybody_in(view: str) -> access.ForReaders[Ready]:
    """Those in the view whom a reader may see at all."""

    def build(user: Any, *times: datetime) -> QuerySet[Any]:
        return _counted(view, user, Times(*times), None)

    return access.ForReaders(counting.Prepared, build, datetime, datetime, datetime)


def _found_in(view: str) -> access.ForReaders[Ready]:
    """The same among a few."""

    def build(user: Any, among: list[UUID], *times: datetime) -> QuerySet[Any]:
        return _counted(view, user, Times(*times), among)

    return access.ForReaders(counting.Prepared, build, list, datetime, datetime, datetime)


def _counted(view: str, user: Any, times: Times, among: list[UUID] | None) -> QuerySet[Any]:
    """A row for each whom the view shows to `user`, no more than 1,001."""
    if access.holds_everywhere(user, CorePermission.CANDIDATES_VIEW):
        theirs = _one_of_each_person(view, user, times, among)
        if theirs is not None:
            return theirs[:CAP]
    people = Candidate.objects.visible_to(user)
    people = people if among is None else people.filter(pk__any_of=among)
    return _filtered(people, view, user, times, among).order_by()[:CAP]


def _one_of_each_person(view: str, user: Any, times: Times, among: list[UUID] | None) -> QuerySet[Any] | None:
    """One row for everybody in the view, of what puts them there, where that is an application; for whoever sees everybody.

    Starting from applications, the database need not look every person up. Merged records, which are on no list, are few.
    """
    if view in ("over", "today"):
        found = extension_points.urgency(user=user, at=times.at, until=times.until)
        rows = getattr(found[0], view).filter(application__status=ApplicationStatus.ACTIVE) if found else None
        person = "application__candidate_id"
    else:
        wanted = {"mine": Q(owner=user), "active": IN_WORK}.get(view)
        rows = None if wanted is None else Application.objects.filter(wanted, status=ApplicationStatus.ACTIVE)
        person = "candidate_id"
    if rows is None:
        return None
    rows = rows if among is None else rows.filter(**{f"{person}__any_of": among})
    merged = Candidate.objects.filter(merged_into__isnull=False).values("pk")
    return rows.exclude(**{f"{person}__in": merged}).order_by().distinct(person)


EVERYBODY = {key: _everybody_in(key) for key, _ in VIEWS}
FOUND = {key: _found_in(key) for key, _ in VIEWS}


def by_view_of_all(user: Any, at: datetime, *, among: list[UUID] | None = None) -> dict[str, Ready]:
    """The same for all whom `user` may see, or those of them who are `among` a few."""
    times = _times(at)
    if among is None:
        return {key: query(user, *times) for key, query in EVERYBODY.items()}
    return {key: query(user, among, *times) for key, query in FOUND.items()}


def _first_of(view: str) -> access.ForReaders[list[Any]]:
    """The first page of the view, and one more."""

    def build(user: Any, *times: datetime) -> QuerySet[Candidate]:
        people = _filtered(Candidate.objects.visible_to(user), view, user, Times(*times), None)
        return people.order_by("-created_at", "-pk")[: SIZE + 1]

    return access.ForReaders(Prepared, build, datetime, datetime, datetime)


FIRST = {key: _first_of(key) for key, _ in VIEWS}


def first_page(view: str, user: Any, at: datetime) -> Page:
    """The newest of all whom `user` may see in `view`, one of VIEWS."""
    return cut(FIRST[view](user, *_times(at)), "created_at", SIZE)


def _found_first(view: str) -> access.ForReaders[list[Any]]:
    """The same among a few."""

    def build(user: Any, among: list[UUID], *times: datetime) -> QuerySet[Candidate]:
        people = Candidate.objects.visible_to(user).filter(pk__any_of=among)
        return _filtered(people, view, user, Times(*times), among).order_by("-created_at", "-pk")[: SIZE + 1]

    return access.ForReaders(Prepared, build, list, datetime, datetime, datetime)


FOUND_FIRST = {key: _found_first(key) for key, _ in VIEWS}


def first_found(view: str, user: Any, at: datetime, among: list[UUID]) -> Page:
    """The newest of those in `view` whom `user` may see, and who are `among` a few."""
    return cut(FOUND_FIRST[view](user, among, *_times(at)), "created_at", SIZE)


def capped(n: int) -> str:
    """A number that was counted no further than 1,001, in words."""
    return f"{number(CAP - 1)}+" if n >= CAP else number(n)


def capped_count(rows: QuerySet[Any]) -> int:
    """How many there are, counted no further than 1,001."""
    return rows.order_by()[:CAP].count()
