"""Logs every access attempt, allowed or refused, signed in or not: route, method, object, status class; never the address."""

import uuid
from collections.abc import Callable

import structlog
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse

from ats.kernel import clock
from ats.kernel.audit.models import Outcome
from ats.kernel.audit.polling import is_polled
from ats.kernel.audit.recording import record

log = structlog.get_logger(__name__)
Answer = Callable[[HttpRequest], HttpResponse]


def access_log(get_response: Answer) -> Answer:
    """Middleware. Stands inside authentication, so that the actor is known, and outside everything that may refuse."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        match = request.resolver_match
        if match is None or not is_polled(match.func):
            _write(request, response.status_code)
        return response

    return answer


def _write(request: HttpRequest, status: int) -> None:
    """One insert. The answer is out already in effect: a log that can't be written is an alarm, not a failed page."""
    match = request.resolver_match
    user = request.user if request.user.is_authenticated else None
    try:
        record(
            deed="access",
            actor=user,
            outcome=Outcome.ALLOWED if status < 400 else Outcome.REFUSED,
            at=clock.now(),
            subject_type=match.view_name[:60] if match else "",
            subject_id=_object_id(match.kwargs) if match else None,
            codes={"method": request.method, "status": f"{status // 100}xx", "code": status},
        )
    except DatabaseError as error:
        log.error("audit.access_not_logged", error=type(error).__name__)


def _object_id(kwargs: dict[str, object]) -> uuid.UUID | None:
    for value in kwargs.values():
        try:
            return value if isinstance(value, uuid.UUID) else uuid.UUID(str(value))
        except ValueError:
            continue
    return None
