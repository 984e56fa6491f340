"""How often moves carry a note: of the moves that each policy asks for one with, and of those left to people."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Count, Q
from django.db.models.fields.json import KT
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from milestones.models import Direction, MilestoneDefinition, NotePolicy, Visit, VisitOutcome

DIRECTIONS = {
    VisitOutcome.ADVANCED: Direction.FORWARD,
    VisitOutcome.REGRESSED: Direction.BACK,
    VisitOutcome.BYPASSED: Direction.BYPASS,
    VisitOutcome.REJECTED: Direction.REJECT,
    VisitOutcome.WITHDRAWN: Direction.WITHDRAW,
}


@dataclass(frozen=True)
class Share:
    """Moves of one kind, and how many of them carry a note."""

    label: str
    moves: int
    noted: int

    @property
    def percent(self) -> int:
        return round(100 * self.noted / self.moves) if self.moves else 0

    def __str__(self) -> str:
        if not self.moves:
            return _("{policy}: no such move yet").format(policy=self.label)
        says = ngettext(
            "{policy}: {n} of {moves} such moves carries a note ({percent} %)",
            "{policy}: {n} of {moves} such moves carry a note ({percent} %)",
            self.noted,
        )
        return says.format(policy=self.label, n=self.noted, moves=self.moves, percent=self.percent)


@dataclass(frozen=True)
class Moves:
    """People's moves that the policies can't tell apart: one direction, out of one stage, for one reason."""

    direction: str
    stage: str
    reason: str
    n: int
    noted: int

    def fall_under(self, policy: NotePolicy) -> bool:
        """The engine's own rule (`refuse_missing_note`), for moves that have happened."""
        reason = policy.rejection_reason.key if policy.rejection_reason else ""
        fits = policy.stage in ("", self.stage) and reason in ("", self.reason)
        return policy.direction == self.direction and fits


def adoption() -> list[Share]:
    """One share per active policy, then that of all moves under none of them; imports and the clock's moves left out."""
    policies = list(NotePolicy.objects.filter(is_active=True).select_related("rejection_reason"))
    moves = [*_out_of_visits(), *_reopenings()]
    free = [kind for kind in moves if not any(kind.fall_under(policy) for policy in policies)]
    shares = [_share(policy.name, (kind for kind in moves if kind.fall_under(policy))) for policy in policies]
    return [*shares, _share(_("No policy asks for a note"), free)]


def _share(label: str, moves: Iterable[Moves]) -> Share:
    kinds = list(moves)
    return Share(label, sum(kind.n for kind in kinds), sum(kind.noted for kind in kinds))


def _out_of_visits() -> Iterator[Moves]:
    rows = Visit.objects.filter(outcome__in=DIRECTIONS, exited_by__isnull=False).order_by()
    kinds = rows.values("outcome", "milestone__definition__stage", reason=KT("exit_detail__reason"))
    for row in kinds.annotate(n=Count("pk"), noted=Count("pk", filter=~Q(note=""))):
        direction = DIRECTIONS[VisitOutcome(row["outcome"])]
        yield Moves(direction, row["milestone__definition__stage"], row["reason"] or "", row["n"], row["noted"])


def _reopenings() -> Iterator[Moves]:
    """A reopening's note stands with the visit that it began; the stage that counts is the one it was closed in."""
    stages = dict(MilestoneDefinition.objects.values_list("key", "stage"))
    rows = Visit.objects.filter(cause_detail__has_key="was", entered_by__isnull=False).order_by()
    kinds = rows.values(closed_in=KT("cause_detail__from"))
    for row in kinds.annotate(n=Count("pk"), noted=Count("pk", filter=~Q(entry_note=""))):
        yield Moves(Direction.REOPEN, stages.get(row["closed_in"], ""), "", row["n"], row["noted"])
