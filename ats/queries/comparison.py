"""Attributes down, interviewers across: what the reader may see of an application's scorecards."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from ats.models import Application, Interview, InterviewStatus, Scorecard
from ats.models.interview import Rating


@dataclass(frozen=True)
class Cell:
    """`value` 1 to 4 (None: not rated), the word for it, and what was seen."""

    by: str
    value: int | None
    word: str
    note: str


@dataclass(frozen=True)
class Awaited:
    """A scorecard that the table can't show: `is_hidden` when it is in but the reader's own isn't yet."""

    person: Any
    interview: Interview
    is_hidden: bool
    is_over: bool


@dataclass(frozen=True)
class Table:
    """`awaited` are the columns without ratings; `asked` is how many scorecards there are to be, `given` how many are in."""

    cards: list[Scorecard]
    rows: list[tuple[str, list[Cell | None]]]
    awaited: list[Awaited]
    asked: int
    given: int

    @property
    def late(self) -> list[Awaited]:
        """Those of interviews that are over."""
        return [each for each in self.awaited if each.is_over and not each.is_hidden]


def compare(application: Application, user: Any, at: datetime) -> Table:
    """The submitted scorecards that `user` may see; a cell is None where that interview didn't ask."""
    cards = list(Scorecard.objects.visible_to(user).submitted_for(application))
    names = dict.fromkeys(entry["name"] for card in cards for entry in card.attributes)
    awaited, asked, given = _awaited(application, cards, at)
    return Table(cards, [(name, [_cell(card, name) for card in cards]) for name in names], awaited, asked, given)


def _awaited(application: Application, cards: list[Scorecard], at: datetime) -> tuple[list[Awaited], int, int]:
    """Who sits on a panel whose scorecard isn't among `cards`; how many are asked for, and how many are in."""
    meetings = Interview.objects.filter(application=application).exclude(status=InterviewStatus.CANCELLED)
    meetings = meetings.prefetch_related("interviewers").order_by("starts_at", "pk")
    handed_in = Scorecard.objects.filter(interview__application=application, submitted_at__isnull=False)
    there = set(handed_in.values_list("interview", "interviewer"))
    shown = {(card.interview_id, card.interviewer_id) for card in cards}
    places = [(meeting, person) for meeting in meetings for person in meeting.interviewers.all()]
    awaited = [
        Awaited(person, meeting, (meeting.pk, person.pk) in there, meeting.ends_at <= at)
        for meeting, person in places
        if (meeting.pk, person.pk) not in shown
    ]
    return awaited, len(shown) + len(awaited), len(there)


def _cell(card: Scorecard, name: str) -> Cell | None:
    entry = next((entry for entry in card.attributes if entry["name"] == name), None)
    if entry is None:
        return None
    word = str(Rating(entry["rating"]).label) if entry["rating"] else _("Not rated")
    return Cell(card.interviewer.name, entry["rating"], word, entry["note"])
