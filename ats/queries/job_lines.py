"""The list of jobs as it is shown: each row in words, so that what is drawn of it can be remembered."""

from typing import Any, NamedTuple
from uuid import UUID

from django.utils.safestring import SafeString

from ats.models import Job


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


def line(job: Any, more: SafeString) -> Line:
    """`job` comes from jobs.with_figures."""
    row: Job = job
    return Line(
        pk=row.pk,
        name=row.name,
        requisition_id=row.requisition_id,
        department=row.department.name,
        places=", ".join(place.name for place in row.locations.all()),
        team=", ".join(member.user.name for member in row.hiring_team.all()),
        active=job.active_count,
        more=more,
        filled=job.filled_count,
        openings=job.opening_count,
        state=str(row.get_status_display()),
        tone=row.look.tone,
        icon=row.look.icon,
    )
