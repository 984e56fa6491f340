"""The decision page: all evidence on an application in one look, and what can be done about it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from ats.kernel import access, clock
from ats.models import Application, Attachment, AttachmentKind, Interview, Note, Offer
from ats.models.offer import LIVE_OFFER
from ats.permissions import CorePermission
from ats.queries.comparison import compare
from ats.queries.evidence import evidence
from milestones import engine, policies
from milestones.permissions import MilestonePermission as M
from milestones.queries import application_page
from milestones.queries.standing import Standing, standing_of
from milestones.queries.waiting import following
from milestones.views.applications import blocked, count, decider_of, head_of
from milestones.views.deeds import visible
from milestones.views.next_steps import Link

NOTES = 10


@access.view(CorePermission.SCORECARDS_VIEW)
def show(request: HttpRequest, pk: UUID) -> HttpResponse:
    row, at = visible(request, pk), clock.now()
    access.require(request.user, CorePermission.SCORECARDS_VIEW, row)
    standing = standing_of(row, at)
    decider = decider_of(request, row, standing)
    gates = application_page.gates(row, standing, decider.may(M.COMPLETE_GATES))
    context = head_of(decider, row, standing, at) | {
        "view": "decision",
        "candidate": row.candidate,
        "table": compare(row, request.user, at),
        "evidence": evidence(row, request.user),
        "owed": Interview.objects.owing(request.user).filter(application=row).first(),
        "gates": gates,
        "gate_count": count(gates),
        "resume": _resume(request, row),
        "notes": list(_notes(request, row)[:NOTES]),
        "answers": row.answers.select_related("question").order_by("question__order"),
        "offer": _offer(request, row),
        **_possible(decider, row, standing),
    }
    return render(request, "milestones/application/decision.html", context)


def _possible(decider: policies.Decider, row: Application, standing: Standing) -> dict[str, Any]:
    """What this reader may decide: going on (or why not yet), turning down, an offer."""
    user, state = decider.user, standing.state
    decides = state.is_open and state.step is not None and not row.job.is_over
    advances = decides and decider.may(M.ADVANCE)
    further = following(state) if advances else None
    ready = further is not None and not engine.missing(state) and further.follows_hire == state.step.follows_hire  # type: ignore[union-attr]
    live = row.offers.filter(status__in=LIVE_OFFER).exists()
    offers = decides and row.is_active and not live and access.allows(user, CorePermission.OFFERS_DRAFT, row)
    rejects = state.is_open and row.is_active and decider.may(M.REJECT)
    return {
        "advance_to": further if ready else None,
        "expected": standing.visit.milestone.definition.key if standing.visit else "",
        "blocked": blocked(standing) if advances and not ready else None,
        "exception": _link(_("Bypass…"), "application_bypass", row)
        if advances and not ready and decider.may(M.BYPASS)
        else None,
        "rejection": _link(_("Reject…"), "application_rejection", row) if rejects else None,
        "offer_new": _link(_("Make an offer"), "offer_new", row) if offers else None,
    }


def _link(label: str, name: str, row: Application) -> Link:
    return Link(label, reverse(name, args=[row.pk]))


def _resume(request: HttpRequest, row: Application) -> Attachment | None:
    files = Attachment.objects.visible_to(request.user).filter(candidate=row.candidate_id, kind=AttachmentKind.RESUME)
    return files.order_by("-created_at").first()


def _notes(request: HttpRequest, row: Application) -> Any:
    """Those on this application, and on the person in general."""
    rows = Note.objects.visible_to(request.user).filter(candidate=row.candidate_id)
    return (rows.filter(application=row) | rows.filter(application=None)).select_related("author")


def _offer(request: HttpRequest, row: Application) -> Offer | None:
    return Offer.objects.visible_to(request.user).filter(application=row).first()
