"""The gate of a milestone, item by item, with what was seen: now, and when somebody left it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ats.kernel.pages import words
from ats.models import Scorecard, User
from milestones import engine
from milestones.engine.words import GateKind
from milestones.models import GateItem, GateItemCompletion, Visit
from milestones.queries.offer_words import PERSON
from milestones.queries.standing import Standing


@dataclass(frozen=True)
class Line:
    """One condition with the value seen; result is ok, wait or mute. Who completed it and when, where somebody did."""

    key: str
    name: str
    kind: str
    result: str
    seen: str
    needed: str = ""
    completed_by: str = ""
    completed_at: datetime | None = None

    @property
    def told(self) -> str:
        """What was seen, in the reader's words and zone."""
        return f"{self.seen}, {words.exact(self.completed_at)}" if self.completed_at else self.seen


def lines(standing: Standing) -> list[Line]:
    """Each gate item of the current milestone, and the event that it waits for, with what was seen."""
    state, step = standing.state, standing.state.step
    if step is None or standing.visit is None:
        return []
    completions = _read_along(standing.visit)
    found = [_now(gate, standing, completions) for gate in step.gates]
    awaited = [item for item in engine.missing(state) if item["key"] not in {gate.key for gate in step.gates}]
    return found + [Line(item["key"], item["name"], item["kind"], "wait", _("not yet")) for item in awaited]


def _now(gate: engine.Gate, standing: Standing, completions: Iterable[GateItemCompletion]) -> Line:
    done = engine.is_done(gate, standing.state)
    result = "ok" if done else "wait" if gate.required else "mute"
    if gate.kind == GateKind.SCORECARDS:
        needed = "" if done else _scorecards_needed(gate.quorum)
        seen = _("{n} of {quorum}").format(n=standing.state.scorecards_in, quorum=gate.quorum)
        return Line(gate.key, gate.name, gate.kind, result, seen, needed)
    completion = _completion(gate.key, completions)
    if completion is None:
        return Line(gate.key, gate.name, gate.kind, result, _("not yet") if gate.required else _("optional"))
    return _completed(gate.key, gate.name, gate.kind, completion)


def _scorecards_needed(quorum: int) -> str:
    return ngettext("{n} scorecards are needed", "{n} scorecards are needed", quorum).format(n=quorum)


def seen_before(path: Sequence[Visit], visit: Visit) -> tuple[str, list[Line]]:
    """The milestone of `path` that they came from, and what was and what wasn't done there when they left it."""
    last = next((stay for stay in path if stay.position == visit.position - 1), None)
    if last is None:
        return "", []
    completions = _completions(last)
    return last.milestone.definition.name, [_then(item, last, completions) for item in last.milestone.gate_items.all()]


def _then(item: GateItem, visit: Visit, completions: Iterable[GateItemCompletion]) -> Line:
    if item.kind == GateKind.SCORECARDS:
        cards = Scorecard.objects.filter(interview__application=visit.application_id, submitted_at__lte=visit.exited_at)
        n = cards.count()
        seen = _("{n} of {quorum}").format(n=n, quorum=item.quorum)
        return Line(item.key, item.name, item.kind, "ok" if n >= item.quorum else "mute", seen)
    completion = _completion(item.key, completions)
    if completion is None:
        seen = _("not done") if item.is_required else _("optional, not done")
        return Line(item.key, item.name, item.kind, "mute", seen)
    return _completed(item.key, item.name, item.kind, completion)


def _completions(visit: Visit) -> list[GateItemCompletion]:
    return list(visit.completions.select_related("gate_item", "completed_by"))


def _read_along(visit: Any) -> list[GateItemCompletion]:
    """The same of the visit of a standing, which has been read with them."""
    return [
        GateItemCompletion(
            gate_item=GateItem(key=item["key"]),
            completed_at=datetime.fromisoformat(item["at"]),
            completed_by=User(**{name: item[name] for name in PERSON}) if item["email"] else None,
        )
        for item in visit.completed_items
    ]


def _completion(key: str, rows: Iterable[GateItemCompletion]) -> GateItemCompletion | None:
    return next((row for row in rows if row.gate_item.key == key), None)


def _completed(key: str, name: str, kind: str, row: GateItemCompletion) -> Line:
    by = row.completed_by.name if row.completed_by else ""
    return Line(key, name, kind, "ok", by or _("done"), completed_by=by, completed_at=row.completed_at)
