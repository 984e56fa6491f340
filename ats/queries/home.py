"""What the home page says by itself; the cards come from slots."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ats import extension_points
from ats.extension_points import Figure, Figures
from ats.kernel import access, counting
from ats.kernel.approvals import lists
from ats.kernel.counting import Ready
from ats.kernel.pages import words
from ats.kernel.prepared import Prepared, as_text
from ats.models import Application, HiringTeamMember, Job, JobStatus
from ats.permissions import CorePermission
from ats.queries import tasks
from ats.queries.candidate_views import CAP, IN_WORK
from ats.queries.jobs import TAKES_APPLICATIONS
from ats.queries.named import Named, named

SHOWN = 4


def figures(user: Any, at: datetime) -> list[Figures]:
    """Numbers for the strip, only those whose list the person may open: what to count, and what it makes."""
    rows = {**_people(user), **_jobs(user), "approvals": lists.how_many_to_decide(user, at), "tasks": tasks.OPEN(user)}
    return [*extension_points.home_figures(user=user, at=at), Figures(rows, _made)]


def strip(counted: Iterable[tuple[Figures, Mapping[str, int]]]) -> list[Figure]:
    """The most urgent figures of all apps, from what each asked and its numbers."""
    found = [figure for asked, numbers in counted for figure in asked.made(numbers)]
    return sorted(found, key=lambda figure: figure.order)[:SHOWN]


def _made(numbers: Mapping[str, int]) -> list[Figure]:
    return [*_of_people(numbers), *_of_jobs(numbers), *_of_approvals(numbers["approvals"])]


def _in_work(reader: Any) -> QuerySet[Application]:
    return Application.objects.visible_to(reader).filter(IN_WORK)


def _people(user: Any) -> dict[str, Ready]:
    if not access.allows(user, CorePermission.APPLICATIONS_VIEW) or not access.allows(
        user, CorePermission.CANDIDATES_VIEW
    ):
        return {}
    return {"active": ACTIVE(user), "mine": MINE(user)}


def _jobs(user: Any) -> dict[str, Ready]:
    if not access.allows(user, CorePermission.JOBS_VIEW):
        return {}
    return {"open": OPEN(user), "pending": PENDING(user)}


def _of_people(numbers: Mapping[str, int]) -> list[Figure]:
    if "active" not in numbers:
        return []
    mine, people = numbers["mine"], reverse("candidates")
    shown = [
        Figure(
            _("All active"),
            numbers["active"],
            ngettext("applications you may see", "applications you may see", numbers["active"]),
            f"{people}?view=active",
            order=50,
        )
    ]
    if mine:
        shown.append(
            Figure(
                _("With me"),
                mine,
                ngettext("active applications", "active applications", mine),
                f"{people}?view=mine",
                order=30,
            )
        )
    return shown


def _of_jobs(numbers: Mapping[str, int]) -> list[Figure]:
    if "open" not in numbers:
        return []
    waiting = reverse("jobs") + "?view=pending"
    return [
        Figure(
            _("Open jobs"),
            numbers["open"],
            ngettext("take applications", "take applications", numbers["open"]),
            reverse("jobs"),
            order=40,
        ),
        Figure(_("Jobs in approval"), numbers["pending"], _("not decided yet"), waiting, order=60),
    ]


def _of_approvals(number: int) -> list[Figure]:
    if not number:
        return []
    wait = ngettext("{n} approval waits for you.", "{n} approvals wait for you.", number).format(n=number)
    return [
        Figure(
            _("Waiting for you"),
            number,
            ngettext("approval", "approvals", number),
            reverse("approvals"),
            order=5,
            sentence=wait,
        )
    ]


class New(NamedTuple):
    """A new application, in words, so that what is drawn of it can be remembered."""

    pk: str
    job: str
    ago: SafeString
    candidate: Named


def newest(user: Any, at: datetime) -> list[New]:
    """The newest active applications that the person may see."""
    return [
        New(pk, job, words.ago(applied_at, at=at), Named(*candidate))
        for pk, job, applied_at, *candidate in NEWEST(user)
    ]


def _newest(reader: Any) -> "QuerySet[Any]":
    rows = _in_work(reader).order_by("-applied_at", "-pk")
    return rows.values_list(as_text("pk"), "job__name", "applied_at", *named("candidate"))[:6]


class Mine(NamedTuple):
    """A job on whose team the person is, and what upper apps show beside it."""

    pk: str
    name: str
    requisition_id: str
    more: SafeString


def my_jobs(user: Any, more: Callable[[Any], SafeString]) -> list[Mine]:
    """`more` draws what upper apps show of a job, of which they know its id and its name."""
    rows = [Mine(*row, SafeString("")) for row in MY_JOBS(user)]
    return [row._replace(more=more(row)) for row in rows]


def _my_jobs(reader: Any) -> "QuerySet[Any]":
    teams = HiringTeamMember.objects.filter(user=reader).values("job")
    mine = Job.objects.visible_to(reader).filter(pk__in=teams, status=JobStatus.OPEN)
    return mine.order_by("name", "pk").values_list(as_text("pk"), "name", "requisition_id")[:6]


ACTIVE = access.ForReaders(counting.Prepared, lambda reader: _in_work(reader).order_by()[:CAP])
MINE = access.ForReaders(counting.Prepared, lambda reader: _in_work(reader).filter(owner=reader).order_by()[:CAP])
OPEN = access.ForReaders(counting.Prepared, lambda reader: Job.objects.visible_to(reader).filter(TAKES_APPLICATIONS))
PENDING = access.ForReaders(
    counting.Prepared, lambda reader: Job.objects.visible_to(reader).filter(status=JobStatus.PENDING_APPROVAL)
)
NEWEST = access.ForReaders(Prepared, _newest)
MY_JOBS = access.ForReaders(Prepared, _my_jobs)
