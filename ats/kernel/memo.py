"""What is read once for a request that only reads, or for a block of code, and never kept beyond it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from functools import wraps
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse

from ats.kernel import clock

SAFE = ("GET", "HEAD")
Answer = TypeVar("Answer")
_known: ContextVar[dict[Any, Any] | None] = ContextVar("memo", default=None)


def kept(read: Callable[[], Answer]) -> Callable[[], Answer]:
    """`read`, asked at most once within `keeping()`; outside of it, anew each time. Its answer is for looking at only."""

    @wraps(read)
    def answer() -> Answer:
        known = _known.get()
        if known is None:
            return read()
        if read not in known:
            known[read] = read()
        found: Answer = known[read]
        return found

    return answer


@kept
def moment() -> datetime:
    """Now; throughout a request that only reads, the moment at which this was first asked, so that all of it agrees."""
    return clock.now()


@contextmanager
def keeping() -> Iterator[None]:
    """Keep what `kept` functions answer until the outermost of these blocks ends. Nothing inside changes what they read."""
    if _known.get() is not None:
        yield
        return
    token = _known.set({})
    try:
        yield
    finally:
        _known.reset(token)


def per_request(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware. A request that may write keeps nothing, so no answer is older than what it has written itself."""

    def answer(request: HttpRequest) -> HttpResponse:
        if request.method not in SAFE:
            return get_response(request)
        with keeping():
            return get_response(request)

    return answer
