"""Who still waits for an answer after the job has ended."""

from typing import Any

from django.urls import reverse

from ats.models import Application, ApplicationStatus, Job
from ats.queries.jobs import ENDED


def unanswered(job: Job, user: Any) -> dict[str, Any] | None:
    """How many active applications of an ended job `user` may see, with their list; None where nobody waits.

    Imported jobs are left out: their people are history.
    """
    if job.status not in ENDED or job.is_imported:
        return None
    number = Application.objects.visible_to(user).filter(job=job, status=ApplicationStatus.ACTIVE).count()
    if not number:
        return None
    wait = "1 person still waits for an answer." if number == 1 else f"{number} people still wait for an answer."
    return {
        "says": wait,
        "state": f"Job {job.get_status_display().lower()}",
        "href": f"{reverse('board', args=[job.pk])}?view=table",
    }
