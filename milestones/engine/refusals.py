"""Why an event is refused, in a sentence for the person who tried."""

from typing import TypedDict

from ats.kernel.errors import DomainError, Stale


class Missing(TypedDict):
    key: str
    name: str
    kind: str


class MoveRefused(DomainError):
    """The engine's rules refuse (422); details hold `missing` and `current`."""

    code = "move-refused"

    def __init__(self, message: str, *, missing: list[Missing] | None = None, current: str = "") -> None:
        super().__init__(message, missing=missing or [], current=current)


class Moved(Stale):
    """The application stands elsewhere than the person saw (409)."""
