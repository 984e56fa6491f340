"""Where an application came from and where it went on, as far as the reader may see the other one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ats.models import Application, Job, JobStatus
from ats.permissions import CorePermission
from milestones.engine.words import HIRED_STAGES
from milestones.models import MilestoneDefinition, Transfer, VersionStatus


@dataclass(frozen=True)
class Linked:
    """The other application; `came` says whether this one came from it or went on there."""

    other: Application
    came: bool
    at: datetime


def linked(application: Application, user: Any) -> list[Linked]:
    rows = Transfer.objects.filter(from_application=application) | Transfer.objects.filter(to_application=application)
    pairs = [
        (row.from_application_id if row.to_application_id == application.pk else row.to_application_id, row)
        for row in rows.order_by("at")
    ]
    if not pairs:
        return []
    seen = Application.objects.visible_to(user).select_related("job").in_bulk([pk for pk, _ in pairs])
    return [Linked(seen[pk], row.to_application_id == application.pk, row.at) for pk, row in pairs if pk in seen]


def jobs_for(application: Application, user: Any) -> Any:
    """Jobs that `user` may put people forward for, other than this one."""
    rows = Job.objects.permitted(user, CorePermission.APPLICATIONS_CREATE).filter(status=JobStatus.OPEN)
    return rows.exclude(pk=application.job_id).order_by("name", "pk")


def places() -> list[tuple[str, str]]:
    """Milestones before the hire of any workflow that is in use."""
    rows = MilestoneDefinition.objects.filter(uses__version__status=VersionStatus.ACTIVE)
    kept = rows.exclude(stage__in=HIRED_STAGES).order_by("uses__order", "name")
    return list(dict(kept.values_list("key", "name")).items())
