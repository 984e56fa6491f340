"""What this app shows on the core's pages: the board's button, where applications stand, what is late."""

from collections.abc import Mapping
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ats.extension_points import Standing
from ats.kernel import access, clock, pages
from ats.models import Application, Job, JobStatus
from ats.permissions import CorePermission
from ats.queries.candidate_views import CAP
from milestones.models import JobWorkflow
from milestones.models.visit import pause_of
from milestones.permissions import MilestonePermission
from milestones.queries import urgency
from milestones.queries.bulk_verbs import bulk_verbs
from milestones.queries.outlook import Ahead, Stood, outlook, stood
from milestones.queries.transfers import linked
from milestones.queries.unanswered import unanswered
from milestones.queries.workflow_choice import choose


class BoardLink(NamedTuple):
    pk: UUID
    name: str


def register() -> None:
    may = MilestonePermission.WORKFLOWS_VIEW
    pages.nav(
        "required-fields", _l("Required fields"), "list-checks", "required_fields", may, pages.Group.INSIGHT, order=60
    )
    pages.finder(_l("Boards"), order=30, find=boards)
    see = CorePermission.APPLICATIONS_VIEW
    pages.nav(
        "review", _l("CV review"), "scan-text", "review", MilestonePermission.ADVANCE, pages.Group.RECRUITING, order=20
    )
    pages.command(_l("Review CVs"), "review", "scan-text", MilestonePermission.ADVANCE)
    pages.command(_l("See what was done to many at once"), "bulk_runs", "list-checks", MilestonePermission.ADVANCE)
    pages.help_topic(
        "reports",
        _l("Reports"),
        "milestones/help/reports.html",
        order=65,
        permission=MilestonePermission.BYPASSES_VIEW,
    )
    pages.help_topic("moves", _l("Move people on"), "milestones/help/moves.html", order=20, permission=see)
    pages.help_topic("time", _l("Time limits"), "milestones/help/time.html", order=30, permission=see)
    pages.nav(
        "bypasses",
        _l("Bypasses"),
        "chevrons-right",
        "bypass_report",
        MilestonePermission.BYPASSES_VIEW,
        pages.Group.INSIGHT,
        order=60,
    )
    pages.slot("candidates.bulk").register(many_at_once)
    pages.slot("candidates.links").register(done_to_many)
    pages.slot("job.menu").register(review_link)
    pages.slot("job.row").register(board_link)
    pages.slot("job.actions").register(board_button)
    pages.slot("job.form").register(workflow_preview)
    pages.slot("job.rail").register(workflow_of)
    pages.slot("job.main").register(waiting_for_an_answer)
    pages.slot("home.main").register(stuck)
    pages.slot("application.main").register(other_jobs)


def where(*, applications: list[Application]) -> dict[UUID, Standing]:
    """For lists of the core: the milestone, its clock, and what is waited for."""
    rows = {str(row.pk): row for row in applications}
    found = stood(list(rows))
    ahead = outlook(found, clock.now())
    return {rows[each.application_id].pk: _told(each, ahead.of(each), rows[each.application_id]) for each in found}


def _told(stood: Stood, ahead: Ahead, row: Application) -> Standing:
    return Standing(
        milestone=ahead.step.name if ahead.step else "",
        key=ahead.step.key if ahead.step and stood.is_open else "",
        due_at=stood.due_at if stood.is_open else None,
        entered_at=stood.entered_at,
        paused_reason=pause_of(row.job, row.status),
        waiting_for=ahead.waits_for,
    )


def boards(user: Any, words: str, most: int) -> list[pages.Hit]:
    """Boards of the jobs that take applications, for the command menu."""
    if not access.allows(user, CorePermission.APPLICATIONS_VIEW):
        return []
    found = Job.objects.visible_to(user).filter(status=JobStatus.OPEN)
    for word in words.split()[:6]:
        found = found.filter(Q(name__icontains=word) | Q(requisition_id__icontains=word))
    rows = found.order_by("-created_at", "-pk")[:most]
    says = _("Board of {job}")
    return [pages.Hit(says.format(job=job.name), reverse("board", args=[job.pk]), icon="kanban") for job in rows]


def other_jobs(request: HttpRequest, *, application: Application, **_: Any) -> pages.Panel | None:
    """Where the application came from, or where it went on."""
    found = linked(application, request.user)
    return pages.Panel("milestones/application/_transfers.html", {"linked": found}, order=5) if found else None


def many_at_once(request: HttpRequest, **_: Any) -> pages.Panel | None:
    """The bar over the candidates that are ticked in the list."""
    verbs = bulk_verbs(request.user, moves=True)
    return pages.Panel("milestones/bulk/_bar.html", {"actions": verbs}) if verbs else None


def done_to_many(request: HttpRequest, **_: Any) -> pages.Panel | None:
    """The way from the list to what was done to several together."""
    return pages.Panel("milestones/bulk/_link.html") if bulk_verbs(request.user, moves=True) else None


def review_link(request: HttpRequest, *, job: Any, **_: Any) -> pages.Panel | None:
    """The way from a job to its CVs, for those who decide on them."""
    if not access.allows(request.user, MilestonePermission.ADVANCE, job):
        return None
    return pages.Panel("milestones/review/_link.html", {"href": f"{reverse('review')}?job={job.pk}"})


def board_button(request: HttpRequest, *, job: Any, **_: Any) -> pages.Panel | None:
    if not access.allows(request.user, CorePermission.APPLICATIONS_VIEW):
        return None
    return pages.Panel("milestones/board/_button.html", {"href": reverse("board", args=[job.pk])}, order=10)


def board_link(request: HttpRequest, *, job: Any, **_: Any) -> pages.Panel | None:
    """In a list of jobs: the board of each."""
    sees = access.allows(request.user, CorePermission.APPLICATIONS_VIEW)
    return pages.Panel("milestones/board/_link.html", BoardLink(job.pk, job.name)) if sees else None


def waiting_for_an_answer(request: HttpRequest, *, job: Any, **_: Any) -> pages.Panel | None:
    """On an ended job's page: those who were neither hired nor told."""
    if not access.allows(request.user, CorePermission.APPLICATIONS_VIEW):
        return None
    found = unanswered(job, request.user)
    return pages.Panel("milestones/job/_unanswered.html", {"unanswered": found}, order=5) if found else None


def workflow_preview(
    request: HttpRequest, *, job: Any, places: list[Any], is_asked: bool = False, **_: Any
) -> pages.Panel | None:
    """On a job's form: which workflow the job as it is written there would take, and why; shown first when `is_asked`."""
    values = {"choice": choose(job, places), "pinned": _pinned(job), "is_asked": is_asked}
    return pages.Panel("milestones/job/_preview.html", values)


def workflow_of(request: HttpRequest, *, job: Any, **_: Any) -> pages.Panel | None:
    """On a job's page: the version that it keeps, or the one that it would take if it opened now."""
    pinned = _pinned(job)
    choice = None if pinned else choose(job, job.locations.select_related("region"))
    return pages.Panel("milestones/job/_workflow.html", {"pinned": pinned, "choice": choice}, order=20)


def _pinned(job: Any) -> JobWorkflow | None:
    return JobWorkflow.objects.filter(job_id=job.pk).select_related("version__workflow").first()


def stuck(request: HttpRequest, *, numbers: Mapping[str, int], **_: Any) -> pages.Panel | None:
    """Applications past their time limit, or due today, with what each waits for; how many, the strip has counted."""
    if not urgency.sees(request.user):
        return None
    total = min(numbers["over"] + numbers["today"], CAP)
    rows = urgency.stuck(request.user, clock.now()) if total else []
    return pages.Panel("milestones/home/_stuck.html", {"rows": rows, "total": total}, order=30)
