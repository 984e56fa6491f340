"""The product's addresses, and some that fail in each way that has a page: /broken/400/ and so on."""

from typing import Any

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.views.csrf import csrf_failure

from ats.kernel.errors import DomainError, NotAllowed, Stale
from ats.urls import handler500
from ats.urls import urlpatterns as known

__all__ = ["handler500", "urlpatterns"]


class Broken(RuntimeError):
    """Our own mistake."""


FAILURES: dict[int, list[Exception]] = {
    400: [SuspiciousOperation("odd")],
    403: [NotAllowed("Your role doesn't let you see this."), PermissionDenied()],
    404: [Http404()],
    409: [Stale("Somebody was faster. Look at it again.")],
    422: [DomainError("The gate is closed: the CV has not been read.")],
    500: [Broken()],
}


def broken(request: HttpRequest, status: int, way: int) -> HttpResponse:
    raise FAILURES[status][way]


def forged(request: HttpRequest) -> HttpResponse:
    answer: Any = csrf_failure(request)
    return answer


urlpatterns = [*known, path("broken/<int:status>/<int:way>/", broken), path("broken/forged/", forged)]
