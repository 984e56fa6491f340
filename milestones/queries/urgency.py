"""Of all applications that the reader may see: whose time limit is over, and whose ends before the day does."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ats.extension_points import Figure, Figures, Urgency
from ats.kernel import access, counting
from ats.kernel.pages import words
from ats.kernel.pages.addresses import by_id
from ats.kernel.prepared import Prepared
from ats.kernel.templatetags.house import capped
from ats.models import Job
from ats.permissions import CorePermission
from ats.queries.candidate_views import CAP, day_ends
from ats.queries.named import Named, named
from milestones.models import Visit
from milestones.models.visit import runs
from milestones.queries.board import limit_length
from milestones.queries.outlook import COLUMNS, Ahead, Stood, outlook

SHOWN = 8
N = len(COLUMNS)


def urgent_visits(user: Any, at: datetime) -> QuerySet[Visit]:
    """Open visits that `user` may see, whose running clock ends today at the latest; the latest of all first."""
    return _ending(user, day_ends(at))


def _ending(user: Any, ends: datetime) -> QuerySet[Visit]:
    open_visits = Visit.objects.visible_to(user).filter(exited_at=None, due_at__lte=ends)
    return open_visits.filter(runs()).order_by("due_at", "pk")


def urgency(*, user: Any, at: datetime, until: datetime) -> Urgency:
    """The same as sets of applications, for lists of the core. Prepared queries ask it: both moments are used as they are."""
    visits = _ending(user, until).order_by()
    return Urgency(
        over=visits.filter(due_at__lt=at).values("application_id"),
        today=visits.filter(due_at__gte=at).values("application_id"),
    )


def figures(*, user: Any, at: datetime) -> Figures:
    """How many are late and how many will be by tonight."""
    if not sees(user):
        return Figures({}, lambda numbers: [])
    ends = day_ends(at)
    return Figures({"over": OVER(user, ends, at), "today": TODAY(user, ends, at)}, _made)


def _made(numbers: Mapping[str, int]) -> list[Figure]:
    over, today = numbers["over"], numbers["today"]
    says = ngettext("{n} candidate is past the time limit.", "{n} candidates are past their time limit.", over)
    says = says.format(n=capped(over))
    people = reverse("candidates")
    return [
        Figure(
            _("Past time limit"), over, _("need a decision"), f"{people}?view=over", 10, "bad", says if over else ""
        ),
        Figure(_("Due today"), today, _("end before midnight"), f"{people}?view=today", 20, "warn"),
    ]


class Stuck(NamedTuple):
    """A row of the home page, in words, so that what is drawn of it can be remembered."""

    candidate: Named
    href: str
    job: str
    place: str
    badge: words.Badge
    limit: str
    waits_for: str


def stuck(user: Any, at: datetime) -> list[Stuck]:
    """The most urgent, with what each waits for."""
    found = [(Stood(*row[:N]), row[N:]) for row in STUCK(user, day_ends(at))]
    ahead, page = outlook([stood for stood, _ in found], at), by_id("application")
    return [_row(stood, ahead.of(stood), at, page(stood.application_id), *more) for stood, more in found]


def _stuck(reader: Any, ends: datetime) -> "QuerySet[Any]":
    # The job's name is looked up for the few that are shown: without another table to join, it is planned in less time.
    job = Subquery(Job.objects.filter(pk=OuterRef("application__job")).order_by().values("name"))
    return _ending(reader, ends).values_list(*COLUMNS, job, *named("application__candidate"))[:SHOWN]


def _row(stood: Stood, ahead: Ahead, at: datetime, href: str, job: str, *candidate: str) -> Stuck:
    return Stuck(
        candidate=Named(*candidate),
        href=href,
        job=job,
        place=ahead.step.name if ahead.step else "",
        badge=words.badge(stood, at=at),
        limit=limit_length(ahead.step),
        waits_for=ahead.waits_for,
    )


def sees(user: Any) -> bool:
    """Whether `user` may read of people's applications at all."""
    return access.allows(user, CorePermission.APPLICATIONS_VIEW) and access.allows(user, CorePermission.CANDIDATES_VIEW)


OVER = access.ForReaders(
    counting.Prepared,
    lambda reader, ends, at: _ending(reader, ends).order_by().filter(due_at__lt=at)[:CAP],
    datetime,
    datetime,
)
TODAY = access.ForReaders(
    counting.Prepared,
    lambda reader, ends, at: _ending(reader, ends).order_by().filter(due_at__gte=at)[:CAP],
    datetime,
    datetime,
)
STUCK = access.ForReaders(Prepared, _stuck, datetime)
