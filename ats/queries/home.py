"""What the home page says by itself; the cards come from slots."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ats import extension_points
from ats.extension_points import Figure, Figures
from ats.kernel import access
from ats.kernel.approvals import lists
from ats.models import Application, Job, JobStatus
from ats.permissions import CorePermission
from ats.queries.candidates import CAP, IN_WORK
from ats.queries.jobs import TAKES_APPLICATIONS

SHOWN = 4


def figures(user: Any, at: datetime) -> list[Figures]:
    """Numbers for the strip, only those whose list the person may open: what to count, and what it makes."""
    rows = {**_people(user), **_jobs(user), "approvals": lists.to_decide(user, at)}
    return [*extension_points.home_figures(user=user, at=at), Figures(rows, _made)]


def strip(counted: Iterable[tuple[Figures, Mapping[str, int]]]) -> list[Figure]:
    """The most urgent figures of all apps, from what each asked and its numbers."""
    found = [figure for asked, numbers in counted for figure in asked.made(numbers)]
    return sorted(found, key=lambda figure: figure.order)[:SHOWN]


def _made(numbers: Mapping[str, int]) -> list[Figure]:
    return [*_of_people(numbers), *_of_jobs(numbers), *_of_approvals(numbers["approvals"])]


def _people(user: Any) -> dict[str, QuerySet[Any]]:
    if not access.allows(user, CorePermission.APPLICATIONS_VIEW) or not access.allows(
        user, CorePermission.CANDIDATES_VIEW
    ):
        return {}
    active = Application.objects.visible_to(user).filter(IN_WORK)
    return {"active": active.order_by()[:CAP], "mine": active.filter(owner=user).order_by()[:CAP]}


def _jobs(user: Any) -> dict[str, QuerySet[Any]]:
    if not access.allows(user, CorePermission.JOBS_VIEW):
        return {}
    seen = Job.objects.visible_to(user)
    return {"open": seen.filter(TAKES_APPLICATIONS), "pending": seen.filter(status=JobStatus.PENDING_APPROVAL)}


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


def newest(user: Any) -> list[Application]:
    """The newest active applications that the person may see."""
    active = Application.objects.visible_to(user).filter(IN_WORK)
    return list(active.select_related("candidate", "job").order_by("-applied_at", "-pk")[:6])


def my_jobs(user: Any) -> list[Job]:
    mine = Job.objects.visible_to(user).filter(hiring_team__user=user, status=JobStatus.OPEN)
    return list(mine.distinct().order_by("name", "pk")[:6])
