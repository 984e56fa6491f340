"""How the work behind the pages goes, in lines that an administrator reads: lanes, work that waits or was given up, audit.

Upper apps ask questions of their own through `questions`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ats.kernel import counting
from ats.kernel.audit.models import AuditEntry
from ats.kernel.languages import Text, number
from ats.kernel.leases import State
from ats.kernel.outbox.models import Delivery
from ats.kernel.registry import ExtensionPoint
from ats.kernel.timers.models import Timer
from ats.kernel.workers import silent_lanes

LATE = timedelta(minutes=1)
MOST = 1000
"""Counts stop here: an administrator needs to know that it is many, not how many exactly."""

questions = ExtensionPoint("questions of health")


@dataclass(frozen=True)
class Line:
    """One sentence on the product's health; `tone` is ok, warn or bad, `href` where to look."""

    label: Text
    text: Text
    tone: str
    href: str = ""


@dataclass(frozen=True)
class Question:
    """Rows to count, and what their number says."""

    rows: QuerySet[Any]
    says: Callable[[int], Line]


def report(at: datetime) -> list[Line]:
    """What is well and what isn't, the kernel's part first: two bounded queries in all."""
    asked = [*_own(at), *(each for more in questions(at=at) for each in more)]
    numbers = counting.together({str(n): question.rows for n, question in enumerate(asked)})
    return [_lanes(), *(question.says(numbers[str(n)]) for n, question in enumerate(asked))]


def _own(at: datetime) -> list[Question]:
    late = Timer.objects.filter(state=State.WAITING, due_at__lt=at - LATE)
    dead = Delivery.objects.filter(state=State.DEAD).order_by().values("pk")[:MOST]
    given_up = dead.union(Timer.objects.filter(state=State.DEAD).order_by().values("pk")[:MOST], all=True)
    unsealed = AuditEntry.objects.filter(sequence=None, at__lt=at - LATE)
    return [
        Question(late.order_by()[:MOST], _late_timers),
        Question(Delivery.objects.filter(state=State.WAITING).order_by()[:MOST], _deliveries),
        Question(given_up, _dead),
        Question(unsealed.order_by()[:1], _audit),
    ]


def _lanes() -> Line:
    silent = silent_lanes()
    if silent:
        text = _("Nobody works on {lanes}. Start a worker.").format(lanes=", ".join(silent))
        return Line(_("Workers"), text, "bad")
    return Line(_("Workers"), _("At work in every lane"), "ok")


def _late_timers(late: int) -> Line:
    said = ngettext("{number} overdue by more than a minute", "{number} overdue by more than a minute", late)
    text = said.format(number=_told(late)) if late else _("None overdue")
    return Line(_("Timers"), text, "warn" if late else "ok", "/admin/kernel/timer/")


def _deliveries(waiting: int) -> Line:
    text = ngettext("{number} waiting", "{number} waiting", waiting).format(number=_told(waiting))
    return Line(_("Events to handle"), text, "ok", "/admin/kernel/delivery/")


def _dead(dead: int) -> Line:
    if dead:
        text = ngettext("{number} to look at", "{number} to look at", dead).format(number=_told(dead))
        return Line(_("Given up"), text, "bad", "/admin/kernel/delivery/?state__exact=dead")
    return Line(_("Given up"), _("Nothing"), "ok")


def _audit(unsealed: int) -> Line:
    if unsealed:
        return Line(_("Audit chain"), _("Entries older than a minute are not sealed"), "warn")
    return Line(_("Audit chain"), _("Sealed up to the last minute"), "ok")


def _told(counted: int) -> str:
    return f"{number(MOST)}+" if counted >= MOST else number(counted)
