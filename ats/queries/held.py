"""Interviews as the panels of the home page tell them."""

from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet

from ats.kernel import access
from ats.kernel.prepared import Prepared, as_text
from ats.models import Interview
from ats.queries.named import Named, named

SHOWN = 5


class Held(NamedTuple):
    """One interview; `at` is when it begins or ends, whichever the panel tells. `more` are further columns."""

    pk: str
    name: str
    job: str
    at: datetime
    candidate: Named
    more: tuple[Any, ...] = ()


def columns(rows: "QuerySet[Interview]", moment: str, *more: Any) -> "QuerySet[Any]":
    """What a Held is made of."""
    told = as_text("pk"), "name", "application__job__name", moment
    return rows.values_list(*told, *named("application__candidate"), *more)


def held(found: list[tuple[Any, ...]]) -> list[Held]:
    return [Held(*row[:4], Named(*row[4:7]), row[7:]) for row in found]


def _owing(reader: Any, at: datetime) -> "QuerySet[Any]":
    return columns(Interview.objects.owing(reader).filter(starts_at__lte=at), "starts_at")[:SHOWN]


def _to_come(reader: Any, at: datetime) -> "QuerySet[Any]":
    rows = Interview.objects.visible_to(reader).to_come(at).concerning(reader)
    return columns(rows.order_by("starts_at", "pk"), "starts_at")[:SHOWN]


OWING = access.ForReaders(Prepared, _owing, datetime)
TO_COME = access.ForReaders(Prepared, _to_come, datetime)


def owing(user: Any, at: datetime) -> list[Held]:
    """Those that were, whose scorecard `user` owes."""
    return held(OWING(user, at))


def to_come(user: Any, at: datetime) -> list[Held]:
    """The next of those that `user` holds or looks after."""
    return held(TO_COME(user, at))
