"""The board of a job: columns with their counts, and which cards they show, in a fixed number of queries."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from datetime import datetime
from types import SimpleNamespace
from typing import Any, Self
from uuid import UUID

from django.db.models import Count, Max, Q
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import npgettext, pgettext, pgettext_lazy

from ats.kernel import pages, reading
from ats.kernel.pages import words
from ats.models import Application, ApplicationStatus, Job
from milestones import engine
from milestones.engine.words import Basis, Direction
from milestones.models import Visit
from milestones.models.visit import stands_still
from milestones.queries import plans
from milestones.queries.board_cards import Reader, card_piece, cards_of

CARDS = 30
CLOSED = "closed"
OUT = (ApplicationStatus.REJECTED, ApplicationStatus.WITHDRAWN)
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
        return any([self.q, self.owner, self.source, self.limit, self.status])


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
    cards: list[Any] = field(default_factory=list)
    more_url: str = ""
    total_only: bool = False
    href: str = ""
    empty_text: str = ""


@dataclass(frozen=True)
class Place:
    """One open visit, as light as the counts need it."""

    visit_id: UUID
    application_id: UUID
    key: str
    name: str
    tone: str
    due_at: datetime | None
    owner_id: UUID | None


@dataclass(frozen=True)
class Design:
    """The plan that the applications of `job` take, with the id of its version (None for one without milestones), and what
    the company asks for in notes."""

    job: Job
    version_id: UUID | None
    plan: engine.Plan
    note_rules: tuple[engine.NoteRule, ...] = ()

    @property
    def known(self) -> dict[UUID, engine.Plan]:
        return {self.version_id: self.plan} if self.version_id else {}


def design_for(job: Job) -> Design:
    found = reading.together({"steps": plans.steps_for(job), "notes": plans.NOTE_RULES})
    version_id = UUID(found["steps"][0]["version_id"]) if found["steps"] else None
    known = plans.plans_from(found["steps"], [version_id] if version_id else [])
    plan = known[version_id] if version_id else engine.Plan(steps=())
    return Design(job, version_id, plan, plans.note_rules_from(found["notes"]))


def plan_for(job: Job) -> engine.Plan:
    return design_for(job).plan


def applications_of(job: Job, user: Any, filters: Filters) -> Any:
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
    rows = applications_of(job, user, filters)
    visits = Visit.objects.filter(exited_at=None, application__in=rows.values("pk"))
    named = (
        "pk",
        "application_id",
        "milestone__definition__key",
        "milestone__definition__name",
        "due_at",
        "entered_at",
    )
    read = visits.order_by("due_at", "entered_at", "pk").values_list(
        *named, "application__owner_id", "application__status"
    )
    found = [_place(values, job, at) for values in read]
    tones = {"over": {"bad"}, "soon": {"warn"}, "late": {"bad", "warn"}}.get(filters.limit)
    return [place for place in found if tones is None or place.tone in tones]


def _place(values: tuple[Any, ...], job: Job, at: datetime) -> Place:
    visit_id, application_id, key, name, due_at, entered_at, owner_id, status = values
    # The badge's measure, without the job being asked for each visit, and without words that nobody may read.
    due = None if stands_still(job.status, status) else due_at
    tone = words.tone_of(SimpleNamespace(entered_at=entered_at), due, at) if due else "mute"
    return Place(visit_id, application_id, key, name, tone, due_at, owner_id)


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
    shown: dict[str, list[Place]] = {}
    for place in found:
        bucket = shown.setdefault(place.key, [])
        if len(bucket) < CARDS or place.key == full:
            bucket.append(place)
    ids = [place.application_id for bucket in shown.values() for place in bucket]
    cards = cards_of(ids, design.job, design.known, reader, at)
    for column in made:
        column.cards = [card_piece(cards[place.application_id], at) for place in shown.get(column.key, [])]
        if not column.total_only and column.count > len(column.cards):
            column.more_url = f"?full={column.key}"


def closed_ids(job: Job, user: Any, filters: Filters, most: int | None = None) -> list[UUID]:
    """Those who are out, the latest first; all of them, or the first `most`."""
    rows = applications_of(job, user, filters).filter(status__in=OUT).order_by("-updated_at")
    return list(rows.values_list("pk", flat=True)[:most])


def table(ids: list[UUID], design: Design, reader: Reader, at: datetime) -> list[dict[str, Any]]:
    """The same as rows, in the order of `ids`."""
    cards = cards_of(ids, design.job, design.known, reader, at, with_owner=True)
    return [cards[pk] for pk in ids]


@dataclass(frozen=True)
class Census:
    """Of all the job's applications that somebody may see: who is out, and whose owners and sources occur."""

    closed: int
    owners: list[tuple[str, str]]
    sources: list[tuple[str, str]]


def census(job: Job, user: Any) -> Census:
    rows = Application.objects.visible_to(user).filter(job=job).order_by()
    named = ("status", "owner_id", "owner__first_name", "owner__last_name", "source__key", "source__name")
    groups = list(rows.values_list(*named).annotate(n=Count("pk")))
    owners = {(str(pk), f"{first} {last}".strip()) for _, pk, first, last, _, _, _ in groups if pk is not None}
    sources = {(key, name) for *_, key, name, _ in groups if key is not None}
    closed = sum(group[-1] for group in groups if group[0] in OUT)
    return Census(closed, sorted(owners, key=lambda pair: pair[1]), sorted(sources, key=lambda pair: pair[1]))


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
