"""What waits for a decision on pages."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ats.kernel import clock, memo
from ats.kernel.approvals import lists
from ats.kernel.pages import Counted, Panel, help_topic, nav, slot
from ats.queries import approvals as approval_queries


def register() -> None:
    nav("approvals", _("Approvals"), "shield-check", "approvals", order=40, count=waiting)
    help_topic("approvals", _("Approvals"), "ats/help/approvals.html", order=50)
    slot("home.main").register(home_approvals)


def waiting(user: Any) -> Counted:
    return Counted(lists.how_many_to_decide(user, memo.moment()), hot=True)


def home_approvals(request: HttpRequest, *, numbers: Mapping[str, int], **context: Any) -> Panel | None:
    """What waits for the reader's decision; nothing when nothing does, as the strip has counted."""
    if not numbers["approvals"]:
        return None
    rows = approval_queries.waiting(request.user, clock.now(), size=5).rows
    return Panel("ats/approval/_home.html", {"rows": rows}, order=10) if rows else None
