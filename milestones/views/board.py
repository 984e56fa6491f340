"""The board of a job: columns of cards or a table, one move, many moves, and the live hint."""

from collections import Counter
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.http import quote_etag
from django.utils.translation import gettext as _

from ats.kernel import access, clock, pages
from ats.kernel.audit.polling import polling
from ats.kernel.pages.pieces import drawn
from ats.kernel.prepared import Prepared
from ats.kernel.templatetags.house import capped
from ats.models import Application, Job
from ats.permissions import CorePermission
from ats.queries import exporting
from milestones import engine, policies
from milestones.actions.bulk_items import move
from milestones.engine import MoveRefused
from milestones.forms.moves import BoardFilter
from milestones.permissions import MilestonePermission as M
from milestones.queries import application_page, board, board_design
from milestones.queries.board_cards import Reader, cards_of
from milestones.queries.bulk_verbs import bulk_verbs
from milestones.queries.standing import standing_of
from milestones.queries.unanswered import unanswered
from milestones.views.deeds import visible

TABLE_ROWS = 200
SEEN = access.ForReaders(Prepared, lambda reader, pk: Job.objects.visible_to(reader).filter(pk=pk), UUID)


def job_of(request: HttpRequest, pk: UUID) -> Job:
    """Raises Http404."""
    for job in SEEN(request.user, pk):
        return job  # type: ignore[no-any-return]
    raise Http404


@access.view(CorePermission.APPLICATIONS_VIEW)
def show(request: HttpRequest, pk: UUID) -> HttpResponse:
    job, at = job_of(request, pk), clock.now()
    filters = board.Filters.of(request.GET)
    design = board_design.design_for(job, request.user)
    reader = _reader(request.user, design)
    found = board.places(job, request.user, filters, at)
    census = board_design.census(job, request.user)
    made = board.columns(job, design.plan, found, census.closed)
    as_table = request.GET.get("view") == "table"
    everybody = found if not filters.active else board.places(job, request.user, board.Filters(), at)
    context = frame(request, design, filters, found, everybody, census)
    context |= {
        "columns": made,
        "note_rules": board.note_words(design.note_rules),
        "can_move": reader.may_move,
        "plan": design.plan,
    }
    if as_table:
        context["rows"] = board.table(_ids(request.user, job, filters, found), design, reader, at)
    else:
        board.fill(made, found, design, reader, at, request.GET.get("full", ""))
    return pages.respond(request, "milestones/board/show.html", "results", context | {"as_table": as_table})


def _reader(user: Any, design: board_design.Design) -> Reader:
    return Reader(policies.may_move_on(user, design.job), design.closed)


def _ids(user: Any, job: Job, filters: board.Filters, found: list[board.Place]) -> list[str]:
    if filters.status == board.CLOSED:
        return board.closed_ids(job, user, filters, TABLE_ROWS)
    return [place.application_id for place in found[:TABLE_ROWS]]


def frame(
    request: HttpRequest,
    design: board_design.Design,
    filters: board.Filters,
    found: list[board.Place],
    everybody: list[board.Place],
    census: board_design.Census,
) -> dict[str, Any]:
    """What stands around the cards; `everybody` is who would be there without a filter."""
    job, me = design.job, str(request.user.pk)
    address = reverse("board", args=[job.pk])
    tones = Counter(place.tone for place in everybody)
    mine = sum(place.owner_id == me for place in everybody)
    views = [
        (_("All active"), "", "", len(everybody)),
        (_("Past time limit"), "over", "?limit=over", tones["bad"]),
        (_("Due soon"), "soon", "?limit=soon", tones["warn"]),
        (_("Mine"), "mine", f"?owner={me}", mine),
    ]
    return {
        "job": job,
        "design": design,
        "unanswered": unanswered(job, request.user),
        "filters": filters,
        "filter_form": BoardFilter(request.GET or None, owners=census.owners, sources=census.sources),
        "total": _("{n} active").format(n=len(found)),
        "views": [
            {
                "label": label,
                "href": address + query,
                "current": _current(request, filters, key),
                "count": capped(count),
            }
            for label, key, query, count in views
        ],
        "live_url": reverse("board_live", args=[job.pk]),
        "export_url": exporting.address(request, "applications", board=str(job.pk)),
        "review_url": f"{reverse('review')}?job={job.pk}",
        "keep": [("view", "table")] if request.GET.get("view") == "table" else [],
        "bulk": [{"label": _("Move…"), "icon": "arrow-right-left", "dialog": "move-many"}, *bulk_verbs(request.user)],
    }


def _current(request: HttpRequest, filters: board.Filters, key: str) -> bool:
    mine = filters.owner == str(request.user.pk)
    return {"": not filters.limit and not mine, "mine": mine and not filters.limit}.get(key, filters.limit == key)


@polling
@access.view(CorePermission.APPLICATIONS_VIEW)
def live(request: HttpRequest, pk: UUID) -> HttpResponse:
    """304 while nothing has changed for this reader; else a new tag, and the page refetches itself."""
    tag = quote_etag(board.fingerprint(job_of(request, pk), request.user))
    if request.headers.get("If-None-Match") == tag:
        return HttpResponseNotModified()
    return HttpResponse(status=204, headers={"ETag": tag, "Cache-Control": "private, no-cache"})


@access.view(M.ADVANCE, "POST")
def place(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One move from the board, forward or back: `to` and the milestone that the card showed as `version`."""
    row, at = visible(request, pk), clock.now()
    to, note = request.POST.get("to", ""), request.POST.get("note", "")
    try:
        moved = move(row, to=to, expected=request.POST.get("version", ""), note=note, by=request.user, at=at)
    except MoveRefused as refused:
        return _ask(request, row, to, refused)
    if not pages.wants_part(request):
        done = _("{name} moved.").format(name=row.candidate.name)
        return pages.go(request, reverse("board", args=[row.job_id]), toast=done)
    return _moved(request, moved, at)


def _moved(request: HttpRequest, row: Application, at: Any) -> HttpResponse:
    """The card and the heads of all columns, as the server sees them now."""
    job, pk = row.job, str(row.pk)
    design = board_design.design_for(job, request.user)
    card = cards_of([pk], design, _reader(request.user, design), at)[pk]
    found = board.places(job, request.user, board.Filters(), at)
    made = board.columns(job, design.plan, found, board_design.census(job, request.user).closed)
    heads = [column.head._replace(oob=True) for column in made]
    html = drawn("_components/board_card.html", [card], get_token(request))
    return HttpResponse(html + drawn("_components/board_column_head.html", heads))


def _ask(request: HttpRequest, row: Application, to: str, refused: MoveRefused) -> HttpResponse:
    """422: what is missing, and, where a note is all that is missing, a field for it."""
    missing = refused.details["missing"]
    state = standing_of(row, clock.now()).state
    target = state.plan.step(to)
    context = {
        "application": row,
        "name": row.candidate.name,
        "target": target.name if target else to,
        "to": to,
        "version": engine.current(state),
        "message": refused.message,
        "missing": missing,
        "fill": application_page.fill_address(row, missing, to),
        "note_helps": bool(missing) and all(item["kind"] == "note" for item in missing),
        "can_bypass": policies.may_decide(request.user, M.BYPASS, row),
        "back": reverse("board", args=[row.job_id]),
    }
    return pages.respond(request, "milestones/board/ask.html", "dialog", context, status=422)
