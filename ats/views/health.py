"""Two answers for whoever watches the product: does the process live, and does the work go on."""

import logging
from collections.abc import Callable

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from kombu import Connection
from kombu.exceptions import OperationalError

from ats.kernel import access
from ats.kernel.workers import silent_lanes

log = logging.getLogger(__name__)


@access.view(access.PUBLIC)
def process(request: HttpRequest) -> HttpResponse:
    """`/healthz`: this process answers. Nothing else is asked, so that a broken database restarts no web server."""
    return HttpResponse("ok", content_type="text/plain")


@access.view(access.PUBLIC)
def progress(request: HttpRequest) -> JsonResponse:
    """`/readyz`: the database answers, the broker answers, workers go on in every lane; 503 where one does not."""
    found = {name: probe() for name, probe in PROBES.items()}
    good = all(found.values())
    return JsonResponse({"ready": good, **found}, status=200 if good else 503)


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1")
    except DatabaseError:
        log.warning("Not ready: the database does not answer", exc_info=True)
        return False
    return True


def _broker() -> bool:
    try:
        with Connection(settings.CELERY_BROKER_URL, connect_timeout=2) as broker:
            broker.ensure_connection(max_retries=1, timeout=2)
    except (OperationalError, OSError):
        log.warning("Not ready: the broker does not answer", exc_info=True)
        return False
    return True


def _worker() -> bool:
    try:
        silent = silent_lanes()
    except DatabaseError:
        return False
    if silent:
        log.warning("Not ready: nobody works on %s", ", ".join(silent))
    return not silent


PROBES: dict[str, Callable[[], bool]] = {"database": _database, "broker": _broker, "worker": _worker}
