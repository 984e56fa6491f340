"""What required fields cost: how many each move asks for, how long they take to be filled, how many are left to the last."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from dataclasses import field as part
from datetime import datetime, timedelta
from statistics import median
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from ats.kernel import catalogue
from ats.kernel.catalogue import Kept, reading
from ats.kernel.pages import words
from ats.models import Application, Candidate, RequiredFieldRule, Stage
from milestones.models import Visit
from milestones.queries.needed_fields import EMPTY, known_fields

WINDOW = timedelta(days=90)
MOST = 2000  # entries that one rule is measured by, the latest
LAST_MOMENT = timedelta(hours=1)
OWN = {"candidate": Candidate, "application": Application}


@dataclass
class Line:
    """One field of one rule. `took` are the times from the application to the value, of those that were filled."""

    field: catalogue.Field
    asked: int = 0
    filled: int = 0
    late: int = 0
    took: list[timedelta] = part(default_factory=list)

    @property
    def median(self) -> str:
        """In words; "" where nothing is known of when it was filled."""
        return words.span(median(self.took)) if self.took else ""

    @property
    def last_hour(self) -> int:
        """Of those filled before the move, how many percent in the last hour."""
        return round(100 * self.late / len(self.took)) if self.took else 0

    @property
    def is_measured(self) -> bool:
        """Whether the rows' history says when it was filled: only candidate and application are looked at."""
        return self.field.entity in OWN and self.field.kept != Kept.ROWS


@dataclass(frozen=True)
class Burden:
    """One rule: how many moves it was asked of, and its fields."""

    rule: RequiredFieldRule
    place: str
    moves: int
    lines: list[Line]

    @property
    def asks(self) -> int:
        return len(self.lines)


def burden(user: Any, at: datetime) -> list[Burden]:
    """Each active rule over the moves of the last 90 days, of applications that `user` may see. What a rule's condition or
    role leaves out is counted too: the report says what the rule would ask at most."""
    with catalogue.read_once():
        rules = RequiredFieldRule.objects.filter(is_active=True).select_related("role")
        return [_of(rule, _entries(rule, user, at)) for rule in rules]


def _entries(rule: RequiredFieldRule, user: Any, at: datetime) -> list[Visit]:
    """Moves into the rule's place; arriving by applying is none."""
    visible = Application.objects.visible_to(user).values("pk")
    rows = Visit.objects.filter(application__in=visible, entered_at__gt=at - WINDOW, entered_at__lte=at, position__gt=0)
    place = (
        {"milestone__definition__key": rule.milestone}
        if rule.milestone
        else {"milestone__definition__stage": rule.stage}
    )
    found = rows.filter(**place).select_related("application__candidate").order_by("-entered_at")
    return list(found[:MOST])


def _of(rule: RequiredFieldRule, visits: Sequence[Visit]) -> Burden:
    named = _("milestone “{key}”").format(key=rule.milestone)
    place = named if rule.milestone else str(Stage(rule.stage).label)
    lines = [Line(found) for found in known_fields(rule.fields)]
    pasts = {entity: _past(entity, visits) for entity in OWN if any(line.field.entity == entity for line in lines)}
    for line in lines:
        line.asked = len(visits)
        if line.is_measured:
            _measure(line, visits, pasts[line.field.entity])
    return Burden(rule, place, len(visits), lines)


def _measure(line: Line, visits: Iterable[Visit], past: dict[UUID, list[Any]]) -> None:
    for visit in visits:
        rows = past.get(_subject(line.field.entity, visit), [])
        filled_at = _filled_at(line.field, rows, visit.entered_at)
        if filled_at is None:
            continue
        line.filled += 1
        line.took.append(max(filled_at - visit.application.applied_at, timedelta()))
        line.late += visit.entered_at - filled_at <= LAST_MOMENT


def _filled_at(field: catalogue.Field, rows: Iterable[Any], until: datetime) -> datetime | None:
    """When the value came that stood at `until`; None where there was none."""
    since = None
    for row in rows:
        if row.history_date > until:
            break
        empty = reading.value(field, row, field.path) in EMPTY
        since = None if empty else (since or row.history_date)
    return since


def _past(entity: str, visits: Iterable[Visit]) -> dict[UUID, list[Any]]:
    """The history of the candidates or applications of `visits`, oldest first; one query."""
    ids = {_subject(entity, visit) for visit in visits}
    found: dict[UUID, list[Any]] = {}
    for row in OWN[entity].history.filter(id__in=ids).order_by("history_date", "history_id"):  # type: ignore[attr-defined]
        found.setdefault(row.id, []).append(row)
    return found


def _subject(entity: str, visit: Visit) -> UUID:
    pk: UUID = visit.application.candidate_id if entity == "candidate" else visit.application_id
    return pk
