"""Which lists have saved views; and the tabs of one list for one reader."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse

from ats.kernel.languages import Text
from ats.kernel.pages.models import DefaultView, SavedView
from ats.kernel.prepared import Prepared

PASSING = ("after", "saved", "add", "drop", "show", "csrfmiddlewaretoken")
"""Parameters of a moment, which no view keeps."""
LONGEST = 2000
SHOWN = 30
MOST = 500
"""Views of one list that are read, among which the reader's default is looked for."""


def _seen(reader: UUID, key: str) -> QuerySet[SavedView]:
    theirs = DefaultView.objects.filter(user=reader, view=OuterRef("pk"))
    return SavedView.objects.visible_to(reader).filter(page=key).annotate(is_default=Exists(theirs))[:MOST]


SEEN = Prepared(_seen, UUID, str)


@dataclass(frozen=True)
class SavedList:
    """A list at the address named `url_name`, whose filters stand in its query string."""

    key: str
    label: Text
    url_name: str


_lists: dict[str, SavedList] = {}


def saved_list(key: str, label: Text, url_name: str) -> SavedList:
    """Register a list; its view calls `opening` first and shows `tabs`."""
    _lists[key] = SavedList(key, label, url_name)
    return _lists[key]


def get_list(key: str) -> SavedList | None:
    return _lists.get(key)


def kept(text: str) -> str:
    """The query string that a view keeps of `text`: what is filled in, without what belongs to the moment."""
    given = QueryDict(text[: 4 * LONGEST])
    dropped = given.get("drop", "-")
    passing = {*PASSING, dropped, f"{dropped}op", f"{dropped}v"}
    query = QueryDict(mutable=True)
    for name, values in given.lists():
        filled = [value for value in values if value]
        if filled and name not in passing:
            query.setlist(name, filled)
    return query.urlencode()


def address(view: SavedView) -> str:
    """Where `view` is seen."""
    return f"?saved={view.pk}&{view.query}" if view.query else f"?saved={view.pk}"


def opening(request: HttpRequest, key: str) -> HttpResponse | None:
    """The way to the reader's default view where the list was opened without any filter; None to go on."""
    if request.GET or getattr(request, "htmx", None):
        return None
    mine = next((view for view in _views(request, key) if view.is_default), None)
    return HttpResponseRedirect(address(mine)) if mine else None


def _reader(request: HttpRequest) -> Any:
    """Whoever is signed in, as lists are for nobody else."""
    return request.user


def _views(request: HttpRequest, key: str) -> list[Any]:
    """The saved views of the list that the reader may see, with `is_default` for theirs; read once per request."""
    known: dict[str, list[Any]] = request.__dict__.setdefault("_saved_views", {})
    if key not in known:
        known[key] = SEEN(_reader(request).pk, key)
    return known[key]


def tabs(request: HttpRequest, key: str) -> dict[str, Any]:
    """For the template: `saved` tabs in the shape of the built-in ones, `save_url`, and `change_url` of the current one."""
    rows = _views(request, key)[:SHOWN]
    chosen = request.GET.get("saved", "")
    current = next((row for row in rows if str(row.pk) == chosen), None)
    query = QueryDict(mutable=True)
    query["query"] = kept(request.GET.urlencode())
    return {
        "saved": [{"label": row.name, "href": address(row), "current": row is current, "count": None} for row in rows],
        "is_saved": current is not None,
        "save_url": f"{reverse('saved_view_new', args=[key])}?{query.urlencode()}",
        "change_url": f"{reverse('saved_view', args=[current.pk])}?{query.urlencode()}" if current else "",
    }
