"""Rate limits: so many requests a minute for each principal, counted in Redis across all processes.

Redis may be gone or flushed: then each process counts for itself until it is back. The window is real time.
"""

import hashlib
import threading
import time
from dataclasses import dataclass
from datetime import UTC
from functools import cache
from typing import Any

import redis
import structlog
from django.conf import settings
from django.utils import timezone
from rest_framework.exceptions import AuthenticationFailed, Throttled
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

log = structlog.get_logger(__name__)
WINDOW = 60  # seconds
REST_AFTER_FAILURE = 5.0  # seconds in which Redis isn't asked again


@dataclass(frozen=True)
class Budget:
    """What is left of this minute for one principal."""

    limit: int
    used: int
    resets_in: int

    @property
    def remaining(self) -> int:
        return max(0, self.limit - self.used)

    @property
    def is_spent(self) -> bool:
        return self.used > self.limit

    def headers(self) -> dict[str, str]:
        return {
            "RateLimit-Limit": str(self.limit),
            "RateLimit-Remaining": str(self.remaining),
            "RateLimit-Reset": str(self.resets_in),
        }


class Counter:
    """Counts in Redis, or, while that doesn't answer, in this process."""

    def __init__(self, url: str) -> None:
        self._redis = redis.Redis.from_url(_for_the_client(url), socket_timeout=0.25, socket_connect_timeout=0.25)
        self._asleep_until = 0.0
        self._own: dict[str, int] = {}
        self._window = 0
        self._lock = threading.Lock()

    def add(self, principal: str, window: int) -> int:
        """Count one request of `principal` in `window`; how many there are now."""
        if time.monotonic() >= self._asleep_until:
            try:
                return self._shared(f"rate:{principal}:{window}")
            except redis.RedisError as error:
                self._asleep_until = time.monotonic() + REST_AFTER_FAILURE
                log.warning("api.limits_count_locally", error=type(error).__name__)
        return self._local(principal, window)

    def _shared(self, key: str) -> int:
        pipe = self._redis.pipeline(transaction=False)
        pipe.incr(key)
        pipe.expire(key, 2 * WINDOW)
        return int(pipe.execute()[0])

    def _local(self, principal: str, window: int) -> int:
        with self._lock:
            if window != self._window:
                self._own, self._window = {}, window
            self._own[principal] = self._own.get(principal, 0) + 1
            return self._own[principal]


def _for_the_client(url: str) -> str:
    """REDIS_URL is written as Celery reads it; of a socket Redis' own client has another notation."""
    return url.replace("redis+socket://", "unix://").replace("virtual_host=", "db=")


@cache
def counter() -> Counter:
    return Counter(settings.REDIS_URL)


def spend(principal: str) -> Budget:
    """Count one request of `principal` now."""
    now = time.time()
    window = int(now // WINDOW)
    used = counter().add(principal, window)
    return Budget(settings.API_RATE_PER_MINUTE, used, max(1, round((window + 1) * WINDOW - now)))


def principal_of(request: Request) -> str:
    """The key or OAuth client, else the person, else the address (as a fingerprint only)."""
    bearer: Any = request.auth
    if bearer is not None:
        return str(bearer.principal)
    if request.user.is_authenticated:
        return f"user:{request.user.pk}"
    return _address(request)


def _address(request: Request) -> str:
    source = f"{settings.SECRET_KEY}:{request.META.get('REMOTE_ADDR', '')}"
    return f"address:{hashlib.sha256(source.encode()).hexdigest()[:20]}"


class LimitedView(APIView):
    """Counts before anything is done, and says on each answer what is left; failed keys count by address.

    Programs are told times in UTC, whatever the zone of the person whose session or key it is.
    """

    budget: Budget | None = None

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        with timezone.override(UTC):
            return super().dispatch(request, *args, **kwargs)

    def perform_authentication(self, request: Request) -> None:
        try:
            super().perform_authentication(request)
        except AuthenticationFailed:
            self._spend(_address(request))
            raise
        self._spend(principal_of(request))

    def _spend(self, principal: str) -> None:
        self.budget = spend(principal)
        if self.budget.is_spent:
            raise Throttled(wait=self.budget.resets_in)

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Response:
        answer = super().finalize_response(request, response, *args, **kwargs)
        if self.budget is not None:
            for name, value in self.budget.headers().items():
                answer[name] = value
        return answer
