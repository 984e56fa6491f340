"""What the interviewers saw, as far as the reader may see it."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from ats.models import Application, Recommendation, Scorecard

IN_FAVOUR = {Recommendation.YES, Recommendation.STRONG_YES}
GOOD = 3


@dataclass(frozen=True)
class Evidence:
    """The submitted scorecards in one look: how many are in favour, what was rated well, one thing that was seen."""

    scorecards: list[Scorecard]
    in_favour: int
    strengths: list[str] = field(default_factory=list)
    quote: str = ""
    quoted: Any = None

    @property
    def summary(self) -> str:
        return _("{number} of {total} in favour").format(number=self.in_favour, total=len(self.scorecards))


def evidence(application: Application, user: Any) -> Evidence | None:
    """The evidence on `application` that `user` may see; None when there is none."""
    cards = list(Scorecard.objects.visible_to(user).submitted_for(application))
    if not cards:
        return None
    quote, by = _quote(cards)
    in_favour = sum(card.overall_recommendation in IN_FAVOUR for card in cards)
    return Evidence(cards, in_favour, _strengths(cards), quote, by)


def _strengths(cards: list[Scorecard]) -> list[str]:
    """Attributes that everybody who rated them rated well."""
    ratings: dict[str, list[int]] = defaultdict(list)
    for card in cards:
        for entry in card.attributes:
            if entry["rating"] is not None:
                ratings[entry["name"]].append(entry["rating"])
    return [name for name, given in ratings.items() if min(given) >= GOOD]


def _quote(cards: list[Scorecard]) -> tuple[str, Any]:
    """The first written observation, those of the most convinced interviewer first."""
    order = list(Recommendation.values)
    for card in sorted(cards, key=lambda c: order.index(c.overall_recommendation), reverse=True):
        for text in [card.note, *(entry["note"] for entry in card.attributes)]:
            if text:
                return text, card.interviewer
    return "", None
