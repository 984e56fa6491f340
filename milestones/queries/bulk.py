"""What the pages of bulk runs show."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ats.models import Application
from comms import policies as mail_policies
from milestones.models import BulkItem, BulkRun, ItemState
from milestones.queries import plans
from milestones.queries.standing import standings

SHOWN = 200


@dataclass(frozen=True)
class Picked:
    """One of those picked; `barred` says why no message would reach them."""

    row: Application
    barred: str = ""


def picked(user: Any, ids: Iterable[UUID]) -> list[Application]:
    """Those that `user` may see, the newest first."""
    rows = Application.objects.visible_to(user).filter(pk__in=list(ids))
    return list(rows.select_related("candidate", "job", "owner").order_by("-applied_at", "-pk"))


def with_reasons(rows: list[Application]) -> list[Picked]:
    why_not = mail_policies.barred([row.candidate for row in rows])
    return [Picked(row, why_not.get(row.candidate_id, "")) for row in rows]


def targets(rows: list[Application], at: Any) -> list[tuple[str, str]]:
    """Milestones before the hire in any of the workflows that these stand in."""
    versions = {standing.version_id for standing in standings(rows, at, to_move=False).values() if standing.version_id}
    steps = {
        step.key: step for plan in plans.plans_of(versions).values() for step in plan.steps if not step.follows_hire
    }
    return [(step.key, step.name) for step in sorted(steps.values(), key=lambda step: step.order)]


def tally(runs: Iterable[BulkRun]) -> dict[UUID, Counter[str]]:
    """How many items of each run are in which state."""
    found: dict[UUID, Counter[str]] = {run.pk: Counter() for run in runs}
    counted = BulkItem.objects.filter(run__in=found).order_by().values("run", "state").annotate(n=Count("pk"))
    for row in counted:
        found[row["run"]][row["state"]] = row["n"]
    return found


def items(run: BulkRun, user: Any) -> list[BulkItem]:
    """What wasn't done first; only applications that the reader still sees."""
    seen = Application.objects.visible_to(user).values("pk")
    rows = BulkItem.objects.filter(run=run, application__in=seen).exclude(state=ItemState.WAITING)
    related = rows.select_related("application__candidate", "application__job")
    order = {ItemState.REFUSED: 0, ItemState.SKIPPED: 1, ItemState.STAYS: 2}
    return sorted(related[:1000], key=lambda item: order.get(ItemState(item.state), 3))[:SHOWN]


def items_of(run: BulkRun, user: Any) -> Any:
    """Every item of a run, those that wait included; only applications that the reader still sees."""
    return BulkItem.objects.filter(run=run, application__in=Application.objects.visible_to(user).values("pk"))


def in_words(run: BulkRun, counted: Counter[str]) -> str:
    """How far it is, in a sentence."""
    total = sum(counted.values())
    parts = ", ".join(str(says).format(n=figure(counted[state])) for state, says in SAYS if counted[state])
    if run.is_running:
        done = figure(total - counted[ItemState.WAITING])
        return _("{done} of {total} so far: {parts}.").format(done=done, total=figure(total), parts=parts)
    return f"{parts}." if parts else _("Nothing.")


def figure(number: int) -> str:
    """1,234 as the reader's language writes it."""
    return str(number_format(number, force_grouping=True))


SAYS = [
    (ItemState.DONE, _l("{n} done")),
    (ItemState.REFUSED, _l("{n} refused")),
    (ItemState.SKIPPED, _l("{n} left out")),
    (ItemState.UNDONE, _l("{n} undone")),
    (ItemState.STAYS, _l("{n} not undone")),
    (ItemState.WAITING, _l("{n} waiting")),
]
