"""What stands in the address of a list: its filters, the place in it, ids that a reader may have typed; and addresses of
many rows."""

from collections.abc import Callable, Iterable
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

SAMPLE = UUID(int=1)


def by_id(name: str) -> Callable[[UUID], str]:
    """What `reverse(name, args=[id])` gives, for the ids of a whole list: the pattern is looked up once."""
    before, _, after = reverse(name, args=[SAMPLE]).partition(str(SAMPLE))
    return lambda pk: f"{before}{pk}{after}"


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
