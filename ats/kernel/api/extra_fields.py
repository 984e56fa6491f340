"""Values beyond the columns of a noun, such as custom fields: shown as far as the caller may read them, and filtered by."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

CUSTOM_FIELDS = {"type": "object", "additionalProperties": True}
"""How the schema shows what the installation itself defines."""


@dataclass(frozen=True)
class ExtraFields:
    """Of the rows of `entity`: `readable(entity, rows, user)` has `values(row)`, one dict of what may be read;
    `narrowed(rows, entity=, params=, user=)` are those that the query string `params` asks for."""

    entity: str
    readable: Callable[[str, list[Any], Any], Any]
    narrowed: Callable[..., QuerySet[Any]]


class ExtraFieldsView:
    """Put it before the house's view class and say `extra`; the serializer asks `extra_values(row)`."""

    extra: ExtraFields
    request: Any

    def filter_queryset(self, queryset: QuerySet[Any]) -> Any:
        rows = super().filter_queryset(queryset)  # type: ignore[misc]
        asked = {"entity": self.extra.entity, "params": self.request.query_params, "user": self.request.user}
        return self.extra.narrowed(rows, **asked)

    def paginate_queryset(self, queryset: Any) -> Any:
        rows = super().paginate_queryset(queryset)  # type: ignore[misc]
        self._read_extra(rows)
        return rows

    def extra_values(self, row: Any) -> dict[str, Any]:
        """What the caller may read on `row`; read for a whole page at once."""
        if row.pk not in getattr(self, "_known", ()):
            self._read_extra([row])
        shown: dict[str, Any] = self._readable.values(row)
        return shown

    def _read_extra(self, rows: list[Any]) -> None:
        self._readable = self.extra.readable(self.extra.entity, rows, self.request.user)
        self._known = {row.pk for row in rows}
