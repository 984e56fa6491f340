"""Who still waits for an answer after the job has ended."""

from typing import Any

from django.urls import reverse
from django.utils.translation import ngettext

from ats.models import Application, ApplicationStatus, Job
from ats.queries.jobs import ENDED
from milestones.models.visit import job_is


def unanswered(job: Job, user: Any) -> dict[str, Any] | None:
    """How many active applications of an ended job `user` may see, with their list; None where nobody waits.

    Imported jobs are left out: their people are history.
    """
    if job.status not in ENDED or job.is_imported:
        return None
    number = Application.objects.visible_to(user).filter(job=job, status=ApplicationStatus.ACTIVE).count()
    if not number:
        return None
    wait = ngettext("{n} person still waits for an answer.", "{n} people still wait for an answer.", number)
    return {
        "says": wait.format(n=number),
        "state": job_is(job),
        "href": f"{reverse('board', args=[job.pk])}?view=table",
    }
