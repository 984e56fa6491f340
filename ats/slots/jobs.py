"""Jobs on pages."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ats.kernel import access
from ats.kernel.pages import Group, Panel, command, finder, help_topic, nav, slot
from ats.kernel.pages.saved_lists import saved_list
from ats.models import InterviewKit, Job
from ats.permissions import CorePermission
from ats.queries import finding


def register() -> None:
    nav("jobs", _("Jobs"), "briefcase", "jobs", CorePermission.JOBS_VIEW, Group.RECRUITING, order=10)
    command(_("Draft a job"), "job_new", "plus", CorePermission.JOBS_CREATE)
    saved_list("jobs", _("Jobs"), "jobs")
    finder(_("Jobs"), order=20, find=finding.jobs)
    help_topic("jobs", _("Open a job"), "ats/help/jobs.html", order=10, permission=CorePermission.JOBS_CREATE)
    slot("job.more").register(job_kits)


def job_kits(request: HttpRequest, *, job: Job, **context: Any) -> Panel | None:
    """What the interviews of the job are to find out."""
    if not access.allows(request.user, CorePermission.INTERVIEWS_VIEW):
        return None
    kits = list(InterviewKit.objects.visible_to(request.user).for_job(job))
    may_edit = access.allows(request.user, CorePermission.JOBS_EDIT, job)
    return Panel("ats/job/_kits.html", {"job": job, "kits": kits, "may_edit": may_edit}, order=40)
