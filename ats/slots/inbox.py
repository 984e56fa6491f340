"""The inbox on pages: its entry, and what of the core waits there for the reader."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ats.kernel import access, clock, counting
from ats.kernel.notices.models import Notice
from ats.kernel.pages import Counted, Panel, help_topic, nav, slot
from ats.models import OwnershipRequest, OwnershipStatus
from ats.queries import approvals

SHOWN = 10
UNREAD = access.ForReaders(counting.Prepared, lambda reader: Notice.objects.of(reader).unread().order_by())


def register() -> None:
    nav("inbox", _("Inbox"), "inbox", "inbox", order=20, count=unread)
    help_topic("inbox", _("Inbox"), "kernel/help/inbox.html", order=12)
    slot("inbox.main").register(decisions)
    slot("inbox.main").register(asked_for)


def unread(user: Any) -> Counted:
    return Counted(UNREAD(user), hot=True)


def decisions(request: HttpRequest, **context: Any) -> Panel | None:
    """Approvals that wait for the reader."""
    rows = approvals.waiting(request.user, clock.now(), size=SHOWN).rows
    return Panel("ats/approval/_home.html", {"rows": rows}, order=10) if rows else None


def asked_for(request: HttpRequest, **context: Any) -> Panel | None:
    """Candidates of the reader's whom a colleague asks for."""
    asked = OwnershipRequest.objects.visible_to(request.user).filter(owner=request.user, status=OwnershipStatus.ASKED)
    rows = list(asked.select_related("candidate", "asked_by").order_by("-asked_at", "-pk")[:SHOWN])
    return Panel("ats/candidate/_inbox.html", {"rows": rows}, order=20) if rows else None
