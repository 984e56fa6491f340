"""From rows to cases and their visits: pure, so that the dry run and the import can't disagree.

Every case and every event ends up imported, merged or refused with a reason, and `counts` says so.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.utils.translation import gettext_noop as _

from milestones.legacy.differences import LONGEST_CASE_ID, Difference, Fault, difference
from milestones.legacy.mapping import Outcome, Target, clean
from milestones.legacy.reader import Row, Table

APPLICATION_COLUMNS, STAGE_COLUMNS = ["case_id"], ["case_id", "stage", "entered_at"]
KNOWN_STAGE_COLUMNS = {*STAGE_COLUMNS, "position"}
EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Event:
    row: Row
    case_id: str
    label: str
    at: datetime
    position: int | None

    @property
    def line(self) -> int:
        return self.row.line

    @property
    def extra(self) -> dict[str, str]:
        """What the import doesn't know: for the restricted store only."""
        return {name: value for name, value in self.row.values.items() if name not in KNOWN_STAGE_COLUMNS}


@dataclass(slots=True)
class Stay:
    """One visit to be: rows of one label that follow each other, the last of them at `seen_at`."""

    label: str
    target: Target
    entered_at: datetime
    seen_at: datetime
    exited_at: datetime | None = None


@dataclass(slots=True)
class Case:
    case_id: str
    stays: list[Stay]
    answers: dict[str, Any]

    @property
    def last(self) -> Stay:
        return self.stays[-1]

    @property
    def standing(self) -> Stay:
        """The last stay that was no rejection: where the application stood when it was over."""
        return next((stay for stay in reversed(self.stays) if stay.target.outcome != Outcome.REJECTED), self.last)

    @property
    def is_active(self) -> bool:
        return self.last.target.outcome not in (Outcome.REJECTED, Outcome.HIRED)


@dataclass
class Plan:
    cases: list[Case] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    unmapped: Counter[str] = field(default_factory=Counter)
    counts: dict[str, int] = field(default_factory=dict)


def make(applications: Table, stages: Table, mapping: Mapping[str, Target], *, at: datetime) -> Plan:
    """What an import of these tables would do; `at` is now, after which nothing can have happened yet."""
    plan = Plan()
    cases = _cases(applications, plan)
    events = _events(stages, cases, mapping, at, plan)
    merged = 0
    for case_id, row in cases.items():
        ordered, stays = _in_order(stages, events.get(case_id, []), plan), []
        for event in ordered:
            merged += _visit(stages, event, mapping, stays, plan)
        if stays:
            _close(stays)
            plan.cases.append(Case(case_id, stays, _answers(row, ordered)))
        else:
            _refuse(plan, applications, row, case_id, Fault(_("none of its events can be imported"), "case_id"))
    _count(plan, applications, stages, merged)
    return plan


def _cases(applications: Table, plan: Plan) -> dict[str, Row]:
    cases: dict[str, Row] = {}
    for row in applications.rows:
        case_id = row.values.get("case_id", "")
        if fault := _broken(row) or _bad_case_id(case_id, cases):
            _refuse(plan, applications, row, case_id, fault)
        else:
            cases[case_id] = row
    return cases


def _broken(row: Row) -> Fault | None:
    return Fault(row.problem, row.column) if row.problem else None


def _bad_case_id(case_id: str, before: Mapping[str, Row]) -> Fault | None:
    if not case_id:
        return Fault(_("it has no case_id"), "case_id")
    if case_id in before:
        return Fault(f"its case_id stands on line {before[case_id].line} already", "case_id")
    too_long = f"its case_id is longer than {LONGEST_CASE_ID} characters"
    return Fault(too_long, "case_id") if len(case_id) > LONGEST_CASE_ID else None


def _events(
    stages: Table, cases: Mapping[str, Row], mapping: Mapping[str, Target], at: datetime, plan: Plan
) -> dict[str, list[Event]]:
    """The readable events of the known cases; the others are refused, and labels without a target counted."""
    found: dict[str, list[Event]] = defaultdict(list)
    for row in stages.rows:
        case_id, label = row.values.get("case_id", ""), clean(row.values.get("stage", ""))
        entered = parse_time(row.values.get("entered_at", ""))
        if label and not row.problem and label not in mapping:
            plan.unmapped[label] += 1
        if fault := _broken(row) or _why_not(case_id, label, entered, cases, mapping, at):
            _refuse(plan, stages, row, case_id, fault)
            continue
        assert entered is not None
        found[case_id].append(Event(row, case_id, label, entered, parse_position(row.values.get("position", ""))))
    return found


def _why_not(
    case_id: str,
    label: str,
    entered: datetime | None,
    cases: Mapping[str, Row],
    mapping: Mapping[str, Target],
    at: datetime,
) -> Fault | None:
    if case_id not in cases:
        return Fault(_("no accepted application has its case_id") if case_id else _("it has no case_id"), "case_id")
    if not label:
        return Fault(_("it has no stage"), "stage")
    if label not in mapping:
        return Fault(_("the map has no line for this stage"), "stage")
    if entered is None:
        return Fault(_("its entered_at is missing or can't be read as a time"), "entered_at")
    return Fault(_("its entered_at lies in the future"), "entered_at") if entered > at else None


def parse_time(text: str) -> datetime | None:
    """An ISO 8601 time as UTC; a naive one is UTC already; None when it can't be read or lies before 1970."""
    try:
        time = datetime.fromisoformat(text)
        time = time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return time if time >= EARLIEST else None


def parse_position(text: str) -> int | None:
    """A whole number, also as spreadsheets write it (3.0); None for anything else."""
    try:
        number = float(text)
    except ValueError:
        return None
    return int(number) if number.is_integer() else None


def _in_order(stages: Table, events: list[Event], plan: Plan) -> list[Event]:
    """By position where every event of the case has one, else by time, else as in the file.

    An event whose time contradicts that order is refused; as few as possible are.
    """
    by_position = all(event.position is not None for event in events)
    ordered = sorted(events, key=lambda event: (event.position if by_position else 0, event.at, event.line))
    kept = _longest_rising(ordered)
    for event in ordered:
        if event.line not in kept:
            fault = Fault(_("its entered_at contradicts its position"), "entered_at")
            _refuse(plan, stages, event.row, event.case_id, fault)
    return [event for event in ordered if event.line in kept]


def _longest_rising(events: list[Event]) -> set[int]:
    """The lines of a longest run whose times never fall (patience sorting)."""
    tails: list[datetime] = []
    ends: list[int] = []
    previous: list[int] = []
    for index, event in enumerate(events):
        place = bisect_right(tails, event.at)
        previous.append(ends[place - 1] if place else -1)
        tails[place : place + 1] = [event.at]
        ends[place : place + 1] = [index]
    kept, index = set(), ends[-1] if ends else -1
    while index >= 0:
        kept.add(events[index].line)
        index = previous[index]
    return kept


def _visit(stages: Table, event: Event, mapping: Mapping[str, Target], stays: list[Stay], plan: Plan) -> int:
    """Open a stay, or merge the event into the one before when the label is the same; how many were merged."""
    if stays and stays[-1].label == event.label:
        fault = Fault(_("it repeats the stage before; both are one visit"), "stage")
        plan.differences.append(difference(stages, event.row, event.case_id, _("merged"), fault))
        stays[-1].seen_at = event.at
        return 1
    if stays:
        stays[-1].exited_at = event.at
    stays.append(Stay(event.label, mapping[event.label], event.at, event.at))
    return 0


def _close(stays: list[Stay]) -> None:
    """A rejection and a hire end the last stay with its last row; every other last stay goes on."""
    if stays[-1].target.outcome in (Outcome.REJECTED, Outcome.HIRED):
        stays[-1].exited_at = stays[-1].seen_at


def _answers(row: Row, events: Iterable[Event]) -> dict[str, Any]:
    """What the import does not know: for the restricted store only."""
    answers: dict[str, Any] = {name: value for name, value in row.values.items() if name != "case_id" and value}
    extras = [{"line": str(event.line), **event.extra} for event in events if any(event.extra.values())]
    return {**answers, "stage_history": extras} if extras else answers


def _refuse(plan: Plan, table: Table, row: Row, case_id: str, fault: Fault) -> None:
    plan.differences.append(difference(table, row, case_id, _("refused"), fault))


def _count(plan: Plan, applications: Table, stages: Table, merged: int) -> None:
    visits = sum(len(case.stays) for case in plan.cases)
    plan.counts = {
        "cases": len(applications.rows),
        "cases_imported": len(plan.cases),
        "cases_refused": len(applications.rows) - len(plan.cases),
        "events": len(stages.rows),
        "events_imported": visits,
        "events_merged": merged,
        "events_refused": len(stages.rows) - visits - merged,
    }
