"""What stands in the address of a list: its filters, the place in it, ids that a reader may have typed."""

from collections.abc import Iterable
from uuid import UUID

from django.http import HttpRequest


def with_query(request: HttpRequest, **changes: str) -> str:
    """This page's address with other parameters ("" takes one away); but for `after` it starts at the first page."""
    query = request.GET.copy()
    query.pop("after", None)
    for name, value in changes.items():
        query.pop(name, None)
        if value:
            query[name] = value
    return f"?{query.urlencode()}"


def ids(texts: Iterable[str]) -> list[UUID]:
    """The ids among `texts`; anything else is nobody's."""
    found = []
    for text in texts:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found
