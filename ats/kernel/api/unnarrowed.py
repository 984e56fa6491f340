"""Lists that nothing narrows but what the reader may see and since when rows changed: their pages come by prepared queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import prefetch_related_objects

from ats.kernel.access.readers import ForReaders
from ats.kernel.api.filters import since
from ats.kernel.api.paging import Cursor, Way, cut
from ats.kernel.prepared import Prepared

QUERIES = 200
"""How many are remembered: of each list some sizes of page, its beginning and what follows."""


@dataclass(frozen=True)
class Unnarrowed:
    """The rows of a `view` that `reader` may know of, with what `expand` inlines; only what changed after `moment` where
    there is one."""

    view: Any
    reader: Any
    expand: tuple[str, ...]
    moment: datetime | None

    def cut(self, way: Way, cursor: Cursor | None, limit: int) -> list[Any]:
        """At most `limit` of them, on from `cursor`."""
        ask = _query(self.view, self.expand, way, limit, self.moment is not None, cursor is not None)
        changed = [self.moment] if self.moment is not None else []
        place = [cursor.at, UUID(cursor.id)] if cursor is not None else []
        rows: list[Any] = ask(self.reader, *changed, *place)
        prefetch_related_objects(rows, *_prefetched(self.view))
        return rows


@lru_cache(maxsize=QUERIES)
def _query(
    view: Any, expand: tuple[str, ...], way: Way, limit: int, changed: bool, goes_on: bool
) -> ForReaders[list[Any]]:
    def build(reader: Any, *given: Any) -> Any:
        rows = view.in_lists(view.rows_for(reader)).prefetch_related(None)
        rows = rows.select_related(*expand) if expand else rows
        rows = since(given[0], rows) if changed else rows
        return cut(rows, way, Cursor(given[-2], given[-1]) if goes_on else None, limit)

    kinds = [datetime] * changed + [datetime, UUID] * goes_on
    return ForReaders(Prepared, build, *kinds)


def _prefetched(view: Any) -> Sequence[Any]:
    lookups: Sequence[Any] = view.queryset._prefetch_related_lookups
    return lookups
