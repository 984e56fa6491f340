"""The demo tells a past: each deed is done with the clock standing at its time, so that its rows and history say so too."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from ats.kernel import clock

T = TypeVar("T")


def told(deed: Callable[..., T], *, at: datetime, **facts: Any) -> T:
    """Do `deed` with `facts` as if it were `at` now; what would lie in the future is done at the present moment."""
    at = min(at, clock.now())
    with clock.standing_at(at):
        return deed(at=at, **facts)
