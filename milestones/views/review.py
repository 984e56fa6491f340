"""The review queue: one application after another, its CV in place, a key for each decision."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from ats.kernel import access, clock, pages
from ats.models import Application, Job
from ats.permissions import CorePermission
from ats.queries import viewer
from milestones import engine, policies
from milestones.permissions import MilestonePermission as M
from milestones.queries import application_page, review
from milestones.queries.standing import Standing, look_at

KEPT = ("job", "milestone", "mine", "find")


@access.view(CorePermission.APPLICATIONS_VIEW)
def show(request: HttpRequest) -> HttpResponse:
    """`job` and `milestone` choose the queue (all that were just received without), `mine` the reader's own; `at` is the
    application that is shown."""
    job, wanted = _job(request), pages.ids([request.GET.get("at", "")])
    queue = review.queue(
        request.user,
        job=job,
        milestone=request.GET.get("milestone", ""),
        mine=bool(request.GET.get("mine")),
        at=wanted[0] if wanted else None,
    )
    context: dict[str, Any] = {"job": job, "application": None}
    if queue.index is not None:
        context |= _place(request, queue) | _person(request, queue)
    return render(request, "milestones/review/show.html", context)


def _job(request: HttpRequest) -> Job | None:
    asked = request.GET.get("job", "")
    if not asked:
        return None
    return get_object_or_404(Job.objects.visible_to(request.user), pk__in=pages.ids([asked]))


def _address(request: HttpRequest, at: UUID | None) -> str:
    kept = [(name, request.GET[name]) for name in KEPT if request.GET.get(name)]
    return f"{reverse('review')}?{urlencode([*kept, *([('at', str(at))] if at else [])])}"


def _place(request: HttpRequest, queue: review.Queue) -> dict[str, Any]:
    assert queue.index is not None
    return {
        "place": queue.index + 1,
        "total": len(queue.ids) if len(queue.ids) < review.MOST else f"{review.MOST}+",
        "previous_url": _address(request, queue.previous) if queue.previous else "",
        "next_url": _address(request, queue.next) if queue.next else "",
        "after_url": _address(request, queue.next or queue.previous),
    }


def _person(request: HttpRequest, queue: review.Queue) -> dict[str, Any]:
    assert queue.index is not None
    rows = Application.objects.visible_to(request.user).select_related("candidate", "job", "owner", "source")
    row = get_object_or_404(rows, pk=queue.ids[queue.index])
    at = clock.now()
    standing = look_at(row, at)
    onward = review.onward(standing, at)
    decider = policies.Decider(request.user, row, standing.visit.milestone.definition if standing.visit else None)
    if standing.visit is not None:
        standing.visit.application = row
    after = {"next": _address(request, queue.next or queue.previous)}
    return {
        "application": row,
        "visit": standing.visit,
        "answers": row.answers.select_related("question").order_by("question__order"),
        "viewer": _viewer(request, row),
        "to": onward.to,
        "to_name": onward.name,
        "blocked": onward.blocked,
        "to_mark": _to_mark(decider, row, standing),
        "here_url": _address(request, row.pk),
        "expected": engine.current(standing.state),
        "can_advance": bool(onward.to) and decider.may(M.ADVANCE),
        "can_reject": decider.may(M.REJECT),
        "reject_url": f"{reverse('application_rejection', args=[row.pk])}?{urlencode(after)}",
    }


def _to_mark(decider: policies.Decider, row: Application, standing: Standing) -> list[dict[str, Any]]:
    """Gate items that the reader ticks off with one press, as “CV read”."""
    may = decider.may(M.COMPLETE_GATES)
    return [item for item in application_page.gates(row, standing, may) if item["url"] and not item["asks_note"]]


def _viewer(request: HttpRequest, row: Application) -> viewer.Viewer | None:
    if not access.allows(request.user, CorePermission.CANDIDATES_VIEW):
        return None
    attachment = viewer.resume_of(viewer.files_of(row.candidate, request.user, with_pages=True), row)
    if attachment is None:
        return None
    keep = [(name, request.GET[name]) for name in ("milestone", "mine") if request.GET.get(name)]
    keep += [("job", str(row.job_id))] if request.GET.get("job") else []
    look = viewer.look_from(
        request.GET, keywords=row.job.keywords, page=reverse("review"), keep=[*keep, ("at", str(row.pk))]
    )
    return viewer.viewer(attachment, look)
