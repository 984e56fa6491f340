"""Messages that need a person: in doubt, failed, given up, never written; each with its reason, to be tried again or not."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import gettext_noop

from ats.kernel import access, clock, counting, pages
from ats.kernel.errors import DomainError
from ats.kernel.languages import Text
from ats.kernel.templatetags.house import capped
from ats.queries.candidate_views import CAP
from ats.queries.paging import page
from comms import unwritten
from comms.actions import deliveries
from comms.actions import messages as actions
from comms.models import NEEDS_A_PERSON, Message, MessageStatus
from comms.permissions import CommsPermission

DECIDE = "waiting"
VIEWS: list[tuple[str, Text, list[MessageStatus]]] = [
    (DECIDE, _l("Needs a decision"), NEEDS_A_PERSON),
    ("queued", _l("Queued"), [MessageStatus.QUEUED, MessageStatus.SENDING]),
    ("over", _l("Sent and stopped"), [MessageStatus.SENT, MessageStatus.CANCELLED, MessageStatus.SUPPRESSED]),
]


@access.view(CommsPermission.MANAGE_MESSAGES)
def index(request: HttpRequest) -> HttpResponse:
    part = "rows" if "after" in request.GET else "results"
    return pages.respond(request, "comms/message/index.html", part, _context(request))


@access.view(CommsPermission.MANAGE_MESSAGES, "POST")
def resend(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _decide(request, pk, _("It goes out again."), actions.resend)


@access.view(CommsPermission.MANAGE_MESSAGES, "POST")
def cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    reason = request.POST.get("reason", "").strip() or gettext_noop("Cancelled by hand")
    return _decide(request, pk, _("It is cancelled."), actions.cancel, reason=reason)


def _decide(request: HttpRequest, pk: UUID, done: str, action: Any, **more: Any) -> HttpResponse:
    message = get_object_or_404(_managed(request.user), pk=pk)
    try:
        action(message=message, by=request.user, at=clock.now(), **more)
    except DomainError as refusal:
        return pages.go(request, reverse("messages"), refusal.message, tone="bad")
    return pages.go(request, reverse("messages"), done)


@access.view(CommsPermission.MANAGE_MESSAGES, "POST")
def retry(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Try once more to write what could not be written when the event `pk` came by."""
    if pk not in {found.event_id for found in unwritten.of(request.user)}:
        raise Http404
    deliveries.retry(event_id=pk, by=request.user, at=clock.now())
    return pages.go(request, reverse("messages"), _("It is tried again."))


def _managed(user: Any) -> Any:
    return Message.objects.permitted(user, CommsPermission.MANAGE_MESSAGES)


def _context(request: HttpRequest) -> dict[str, Any]:
    mine, failed = _managed(request.user), unwritten.of(request.user)
    counts = counting.together({key: mine.filter(status__in=kept).order_by()[:CAP] for key, _label, kept in VIEWS})
    counts[DECIDE] += len(failed)
    chosen = _chosen(request, counts)
    rows = mine.filter(status__in=chosen[2]).select_related("application__job", "recipient", "template")
    found = page(rows, column="updated_at", after=request.GET.get("after", ""))
    return {
        "rows": found.rows,
        "unwritten": failed if chosen[0] == DECIDE else [],
        "next_url": pages.with_query(request, view=chosen[0], after=found.after) if found.after else "",
        "views": [
            {"label": label, "href": f"?view={key}", "current": key == chosen[0], "count": capped(counts[key])}
            for key, label, _kept in VIEWS
        ],
    }


def _chosen(request: HttpRequest, counts: dict[str, int]) -> tuple[str, Text, list[MessageStatus]]:
    """The view that was asked for; else the first that has something."""
    asked = request.GET.get("view")
    fitting = [view for view in VIEWS if (view[0] == asked if asked else counts[view[0]])]
    return fitting[0] if fitting else VIEWS[0]
