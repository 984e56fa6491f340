"""Interviews as the panels of the home page tell them: rows in words, so that what is drawn of them can be remembered."""

from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet

from ats.kernel import access
from ats.kernel.pages import words
from ats.kernel.prepared import Prepared, as_text
from ats.models import Interview
from ats.queries.named import Named, named

SHOWN = 5


class Held(NamedTuple):
    """One interview; `is_first` of its list."""

    pk: str
    name: str
    job: str
    when: str
    candidate: Named
    is_first: bool


def _told(rows: "QuerySet[Interview]") -> "QuerySet[Any]":
    columns = as_text("pk"), "name", "application__job__name", "starts_at"
    return rows.values_list(*columns, *named("application__candidate"))[:SHOWN]


def _held(found: list[tuple[Any, ...]]) -> list[Held]:
    return [
        Held(pk, name, job, words.exact(starts_at), Named(*candidate), n == 0)
        for n, (pk, name, job, starts_at, *candidate) in enumerate(found)
    ]


def _owing(reader: Any, at: datetime) -> "QuerySet[Any]":
    return _told(Interview.objects.owing(reader).filter(starts_at__lte=at))


def _to_come(reader: Any, at: datetime) -> "QuerySet[Any]":
    return _told(Interview.objects.visible_to(reader).to_come(at).concerning(reader).order_by("starts_at", "pk"))


OWING = access.ForReaders(Prepared, _owing, datetime)
TO_COME = access.ForReaders(Prepared, _to_come, datetime)


def owing(user: Any, at: datetime) -> list[Held]:
    """Those that were, whose scorecard `user` owes."""
    return _held(OWING(user, at))


def to_come(user: Any, at: datetime) -> list[Held]:
    """The next of those that `user` holds or looks after."""
    return _held(TO_COME(user, at))
