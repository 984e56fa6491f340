"""Pages of a list by key: a row that comes or goes meanwhile shifts nothing, and page 100 costs what page 1 does."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

SIZE = 50


@dataclass(frozen=True)
class Page:
    """Rows of one page; `after` is the token of the next one, "" on the last."""

    rows: list[Any]
    after: str


def page(rows: QuerySet[Any], *, column: str, after: str = "", size: int = SIZE, oldest_first: bool = False) -> Page:
    """The page behind `after`, newest first (or oldest) by the time column and the id.

    `column` is never empty; an annotation does too. A token that isn't ours starts anew.
    """
    place, behind, sign = _place(after), "gt" if oldest_first else "lt", "" if oldest_first else "-"
    if place is not None:
        rows = rows.filter(Q(**{f"{column}__{behind}": place[0]}) | Q(**{column: place[0], f"pk__{behind}": place[1]}))
    return cut(list(rows.order_by(f"{sign}{column}", f"{sign}pk")[: size + 1]), column, size)


def cut(found: list[Any], column: str, size: int) -> Page:
    """A page of `found`, of which one more than `size` was read."""
    shown = found[:size]
    more = len(found) > size
    return Page(shown, f"{getattr(shown[-1], column).isoformat()}_{shown[-1].pk}" if more else "")


def _place(token: str) -> tuple[datetime, UUID] | None:
    at, _, pk = token.partition("_")
    try:
        moment = datetime.fromisoformat(at.replace(" ", "+"))
        return (moment, UUID(pk)) if moment.tzinfo else None
    except ValueError:
        return None
