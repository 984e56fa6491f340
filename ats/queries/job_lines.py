"""The list of jobs as it is shown: each row in words, so that what is drawn of it can be remembered."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.safestring import SafeString

from ats.models import Job
from ats.queries import jobs


class Line(NamedTuple):
    """`more` is what upper apps show beside the number of candidates."""

    pk: UUID
    name: str
    requisition_id: str
    department: str
    places: str
    team: str
    active: int
    more: SafeString
    filled: int
    openings: int
    state: str
    tone: str
    icon: str


def lines(found: Sequence[Any], more: Callable[[Any], SafeString]) -> list[Line]:
    """`found` come from jobs.with_figures; `more` draws what upper apps show of one."""
    if not found:
        return []
    places, teams = jobs.places(found), jobs.teams(found)
    return [_line(job, more(job), places.get(job.pk, []), teams.get(job.pk, [])) for job in found]


def _line(job: Any, more: SafeString, places: list[str], team: list[str]) -> Line:
    row: Job = job
    return Line(
        pk=row.pk,
        name=row.name,
        requisition_id=row.requisition_id,
        department=row.department.name,
        places=", ".join(places),
        team=", ".join(team),
        active=job.active_count,
        more=more,
        filled=job.filled_count,
        openings=job.opening_count,
        state=str(row.get_status_display()),
        tone=row.look.tone,
        icon=row.look.icon,
    )
