"""The timeline of a record: apps register who can tell what happened; the page shows it newest first, by day."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from ats.kernel.languages import Text
from ats.kernel.pages.addresses import with_query

PART = "history"
"""The element that holds the timeline; what htmx fetches for it is the timeline alone."""
MOST = 600


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One event: `text` is a plain sentence; `tone` is info (a message), ok, bad (late) or empty; `kind` feeds filters.

    `look` shapes the body: note, sms, or empty. `order` tells what came first among events of one moment, as far as their
    teller knows: imported ones often share a minute or a day.
    """

    at: datetime
    text: Text
    icon: str = "circle-dot"
    tone: str = ""
    actor: Any = None
    body: Text = ""
    kind: str = "event"
    look: str = ""
    order: int = 0


Teller = Callable[..., Iterable[Entry]]
_tellers: list[Teller] = []


def register(teller: Teller) -> Teller:
    """Add a teller `f(*, user, **subject)`, which tells only what `user` may see; usable as a decorator."""
    if teller not in _tellers:
        _tellers.append(teller)
    return teller


def entries(
    *, user: Any, kind: str = "", limit: int = 30, before: datetime | None = None, **subject: Any
) -> list[Entry]:
    """The newest `limit` entries about `subject` that `user` may see, newest first."""
    told = (entry for teller in _tellers for entry in teller(user=user, **subject))
    wanted = [e for e in told if (not kind or e.kind == kind) and (before is None or e.at < before)]
    return sorted(wanted, key=lambda entry: (entry.at, entry.order), reverse=True)[:limit]


def is_part(request: HttpRequest) -> bool:
    """Whether only the timeline is asked for: a page fetches it when it stands."""
    htmx: Any = getattr(request, "htmx", None)
    return bool(htmx) and htmx.target == PART


def section(
    request: HttpRequest, *, kinds: Iterable[tuple[str, Text]], limit: int, step: int = 0, **subject: Any
) -> dict[str, Any]:
    """For `_components/history.html`: the timeline where it was asked for, else where it is to be had.

    `kinds` are what a reader may narrow it to, by key and label; `step` says how many more an earlier part shows.
    """
    if not any(name in request.GET for name in ("history", "kind", "show")):
        return {"history_url": with_query(request, history="all")}
    kind, shown = request.GET.get("kind", ""), _shown(request, limit)
    told = entries(user=request.user, kind=kind, limit=shown, **subject)
    return {
        "kinds": [
            {"label": label, "href": with_query(request, history="all", kind=key), "current": key == kind}
            for key, label in kinds
        ],
        "days": by_day(told),
        "more_url": with_query(request, show=str(shown + step)) if step and len(told) == shown else "",
    }


def _shown(request: HttpRequest, usual: int) -> int:
    asked = request.GET.get("show", "")
    return min(int(asked), MOST) if asked.isascii() and asked.isdigit() and len(asked) < 5 else usual


def by_day(found: list[Entry]) -> list[tuple[date, list[Entry]]]:
    """`found` under the days of the reader's time zone."""
    return [(day, list(group)) for day, group in groupby(found, key=lambda e: timezone.localtime(e.at).date())]
