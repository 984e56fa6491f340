"""Queries of what a reader may see, whose SQL is built once for all readers who hold the same.

What somebody sees follows from who they are (their id) and from what they hold: permissions, each within scopes that may
name a department or region. Those who hold the same but for the units have the same SQL; id and units are put in their place.
"""

from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.contrib.auth import get_user_model

from ats.kernel.access.held import Grant, Shape, shape_of

SHAPES = 100
"""How many are remembered of each query: about as many as there are mixtures of roles in a company."""
Answer = TypeVar("Answer")


class ForReaders(Generic[Answer]):
    """`make` is a class of prepared queries (`prepared.Prepared`, `counting.Prepared`, `reading.Prepared`); `build(reader,
    *arguments)` is as they want it. It may ask of the reader who they are and what they hold; anything else is not there.
    """

    def __init__(self, make: Callable[..., Callable[..., Answer]], build: Callable[..., Any], *kinds: type) -> None:
        self._make, self._build, self._kinds = make, build, kinds
        self._prepared = lru_cache(maxsize=SHAPES)(self._prepare)

    def __call__(self, user: Any, *given: Any) -> Answer:
        """The answer for `user`, who is signed in, and these arguments."""
        shape, units = shape_of(user)
        return self._prepared(shape, len(units))(user.pk, *units, *given)

    def _prepare(self, shape: Shape, units: int) -> Callable[..., Answer]:
        build = partial(self._built, shape, units)
        return self._make(build, UUID, *[UUID] * units, *self._kinds)

    def _built(self, shape: Shape, units: int, pk: UUID, *given: Any) -> Any:
        return self._build(_reader(shape, pk, given[:units]), *given[units:])


def _reader(shape: Shape, pk: UUID, units: tuple[UUID, ...]) -> Any:
    """Somebody who holds what `shape` says; every other fact of them would be looked for in vain, and raise."""
    reader: Any = get_user_model().from_db("default", ["id", "is_active"], [pk, True])
    reader._access_held = {
        permission: [Grant(scope, None if place is None else units[place]) for scope, place in held]
        for permission, held in shape
    }
    return reader
