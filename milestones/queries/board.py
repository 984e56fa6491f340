"""The board of a job: columns with their counts, and which cards they show, in a fixed number of queries."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any, NamedTuple, Self
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import npgettext, pgettext, pgettext_lazy

from ats.kernel import access, pages
from ats.kernel.pages import words
from ats.kernel.prepared import Prepared, as_text
from ats.models import Application, ApplicationStatus, Job
from milestones import engine
from milestones.engine.words import Basis, Direction
from milestones.models import Visit
from milestones.models.visit import stands_still
from milestones.queries.board_cards import Card, Reader, Row, cards_of, rows_of
from milestones.queries.board_design import OUT, Design

CARDS = 30
CLOSED = "closed"
WORKING_DAY = 9 * 60  # minutes of the default calendar
DATES = {
    Basis.OFFER_EXPIRY: pgettext_lazy("time limit", "offer expiry"),
    Basis.INTERVIEW_START: pgettext_lazy("time limit", "interview"),
    Basis.START_DATE: pgettext_lazy("time limit", "start date"),
}


@dataclass(frozen=True)
class Filters:
    """What narrows the board; all of it stands in the address."""

    q: str = ""
    owner: str = ""
    source: str = ""
    limit: str = ""
    status: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> Self:
        return cls(**{each.name: query.get(each.name, "") for each in fields(cls)})

    @property
    def active(self) -> bool:
        return any([self.narrows, self.limit, self.status])

    @property
    def narrows(self) -> bool:
        """Whether fewer applications are asked for."""
        return any([self.q, self.owner, self.source])


class Head(NamedTuple):
    """What `_components/board_column_head.html` says of a column; `oob` where it comes without the rest of it."""

    key: str
    title: str
    limit: str
    over: int
    soon: int
    ok: int
    none: int
    count: int
    oob: bool = False


@dataclass
class Column:
    key: str
    title: str
    limit: str = ""
    over: int = 0
    soon: int = 0
    ok: int = 0
    none: int = 0
    count: int = 0
    cards: list[Card] = field(default_factory=list)
    more_url: str = ""
    total_only: bool = False
    href: str = ""
    empty_text: str = ""

    @property
    def head(self) -> Head:
        return Head(self.key, self.title, self.limit, self.over, self.soon, self.ok, self.none, self.count)


class Place(NamedTuple):
    """One open visit, as light as the counts need it; ids as text."""

    application_id: str
    key: str
    name: str
    tone: str
    owner_id: str | None


def applications_of(job: Job | UUID, user: Any, filters: Filters) -> Any:
    """The job's applications that `user` may see, narrowed."""
    rows = Application.objects.visible_to(user).filter(job=job)
    for word in filters.q.split():
        rows = rows.filter(Q(candidate__first_name__icontains=word) | Q(candidate__last_name__icontains=word))
    if filters.owner:
        rows = rows.filter(owner__in=pages.ids([filters.owner]))
    if filters.source:
        rows = rows.filter(source__key=filters.source)
    return rows


def places(job: Job, user: Any, filters: Filters, at: datetime) -> list[Place]:
    """Open visits, the most urgent first."""
    read = _open_visits(applications_of(job, user, filters)) if filters.narrows else EVERYBODY(user, job.pk)
    still = {status: stands_still(job.status, status) for status in ApplicationStatus.values}
    found = [_place(at, still[status], *values) for status, *values in read]
    tones = {"over": {"bad"}, "soon": {"warn"}, "late": {"bad", "warn"}}.get(filters.limit)
    return [place for place in found if tones is None or place.tone in tones]


def _open_visits(applications: QuerySet[Application]) -> QuerySet[Any]:
    visits = Visit.objects.filter(exited_at=None, application__in=applications.values("pk"))
    ids = as_text("application__owner_id"), as_text("application_id")
    named = "milestone__definition__key", "milestone__definition__name"
    rows = visits.order_by("due_at", "entered_at", "pk")
    return rows.values_list("application__status", *ids, *named, "entered_at", "due_at")


EVERYBODY = access.ForReaders(Prepared, lambda reader, job: _open_visits(applications_of(job, reader, Filters())), UUID)


def _place(
    at: datetime,
    is_still: bool,
    owner: str | None,
    application: str,
    key: str,
    name: str,
    entered_at: datetime,
    due_at: datetime | None,
) -> Place:
    # The badge's measure, without words that nobody may read.
    tone = "mute" if is_still or due_at is None else words.tone_between(entered_at, due_at, at)
    return Place(application, key, name, tone, owner)


def columns(job: Job, plan: engine.Plan, found: list[Place], closed: int) -> list[Column]:
    """The plan's milestones, any other that somebody still stands in, and one for those who are out, `closed` of them."""
    titles = {step.key: step.name for step in plan.steps}
    titles |= {place.key: place.name for place in found if place.key not in titles}
    tones = Counter((place.key, place.tone) for place in found)
    made = [_column(key, title, plan.step(key), tones) for key, title in titles.items()]
    return [*made, _closed(job, closed)]


def _column(key: str, title: str, step: engine.Step | None, tones: Counter[tuple[str, str]]) -> Column:
    over, soon, ok, none = (tones[key, tone] for tone in ("bad", "warn", "ok", "mute"))
    return Column(
        key=key,
        title=title,
        limit=limit_words(step),
        over=over,
        soon=soon,
        ok=ok,
        none=none,
        count=over + soon + ok + none,
        empty_text=_("Nobody in {milestone}.").format(milestone=title),
    )


def limit_words(step: engine.Step | None) -> str:
    """The limit in working days of nine hours, or what it hangs on."""
    length = limit_length(step)
    hangs_on_date = step is not None and step.basis in DATES
    return _("{length} limit").format(length=length) if length and not hangs_on_date else length


def limit_length(step: engine.Step | None) -> str:
    """The same without the word that it is a limit."""
    if step is None:
        return ""
    if step.basis in DATES:
        return str(DATES[step.basis])
    if not step.limit_minutes:
        return ""
    days, rest = divmod(step.limit_minutes, WORKING_DAY)
    if days and not rest:
        return npgettext("days, in short", "{d}d", "{d}d", days).format(d=days)
    return pgettext("hours, in short", "{h}h").format(h=round(step.limit_minutes / 60))


def _closed(job: Job, count: int) -> Column:
    href = f"{reverse('board', args=[job.pk])}?view=table&status=closed"
    return Column(
        key=CLOSED,
        title=pgettext("those who are out", "Closed"),
        count=count,
        none=count,
        total_only=True,
        href=href,
        empty_text=_("Nobody is out yet."),
    )


def fill(made: list[Column], found: list[Place], design: Design, reader: Reader, at: datetime, full: str = "") -> None:
    """Put the cards into the columns; `full` is the key of a column to be shown without its bound."""
    shown: dict[str, list[str]] = {}
    for place in found:
        bucket = shown.setdefault(place.key, [])
        if len(bucket) < CARDS or place.key == full:
            bucket.append(place.application_id)
    cards = cards_of([pk for bucket in shown.values() for pk in bucket], design, reader, at)
    for column in made:
        column.cards = [cards[pk] for pk in shown.get(column.key, [])]
        if not column.total_only and column.count > len(column.cards):
            column.more_url = f"?full={column.key}"


def closed_ids(job: Job, user: Any, filters: Filters, most: int | None = None) -> list[str]:
    """Those who are out, the latest first; all of them, or the first `most`."""
    rows = applications_of(job, user, filters).filter(status__in=OUT).order_by("-updated_at")
    return list(rows.values_list(as_text("pk"), flat=True)[:most])


def table(ids: Sequence[str], design: Design, reader: Reader, at: datetime) -> list[Row]:
    """The same as rows, in the order of `ids`."""
    rows = rows_of(ids, design, reader, at)
    return [rows[pk] for pk in ids]


def note_words(rules: Iterable[engine.NoteRule]) -> str:
    """Which moves need a note, for who moves many at once: where each goes is only known when it does."""
    asked = [rule for rule in rules if rule.direction in (Direction.FORWARD, Direction.BACK)]
    says = _("{rule}, at least {n} characters.")
    return " ".join(says.format(rule=rule.name, n=rule.minimum_length) for rule in asked)


def fingerprint(job: Job, user: Any) -> str:
    """Changes whenever the board of this reader would: for the live hint (one query)."""
    rows = Application.objects.visible_to(user).filter(job=job)
    seen = rows.aggregate(n=Count("pk", distinct=True), changed=Max("updated_at"), visits=Max("visits__updated_at"))
    return f"{seen['n']}:{seen['changed']}:{seen['visits']}"
