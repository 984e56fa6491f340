"""Of all applications that the reader may see: whose time limit is over, and whose ends before the day does."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import IntegerField, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ats.extension_points import Figure, Figures, Urgency
from ats.kernel import access, counting
from ats.kernel.prepared import Prepared
from ats.kernel.templatetags.house import capped
from ats.models import Application
from ats.permissions import CorePermission
from ats.queries.candidates import CAP, day_ends
from milestones.models import Visit
from milestones.models.visit import STANDS_STILL
from milestones.queries.board import limit_length
from milestones.queries.standing import standings
from milestones.queries.waiting import waits_for

SHOWN = 8


def urgent_visits(user: Any, at: datetime) -> QuerySet[Visit]:
    """Open visits that `user` may see, whose running clock ends today at the latest; the latest of all first."""
    return _ending(user, day_ends(at))


def _ending(user: Any, ends: datetime) -> QuerySet[Visit]:
    open_visits = Visit.objects.visible_to(user).filter(exited_at=None, due_at__lte=ends)
    return open_visits.exclude(STANDS_STILL).order_by("due_at", "pk")


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


class Number(Subquery):
    """How many rows the query has, counted once for all rows that it stands beside."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


def stuck(user: Any, at: datetime) -> tuple[list[dict[str, Any]], int]:
    """The most urgent as rows of the home page, with what each waits for; and how many there are, counted no further than
    CAP."""
    visits = STUCK(user, day_ends(at))
    applications: list[Application] = [visit.application for visit in visits]
    known = standings(applications, at, to_move=False)
    return [_row(row, known[row.pk]) for row in applications], visits[0].total if visits else 0


def _stuck(reader: Any, ends: datetime) -> QuerySet[Visit]:
    urgent = _ending(reader, ends)
    related = urgent.select_related("application__candidate", "application__job")
    return related.annotate(total=Number(urgent.order_by().values("pk")[:CAP]))[:SHOWN]


def _row(row: Application, standing: Any) -> dict[str, Any]:
    standing.visit.application = row
    return {
        "application": row,
        "visit": standing.visit,
        "place": standing.state.step.name if standing.state.step else "",
        "limit": limit_length(standing.state.step),
        "waits_for": waits_for(standing),
    }


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
