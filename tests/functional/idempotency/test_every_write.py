"""`Idempotency-Key` on every operation of REST that writes: the second request changes nothing and is answered as the first."""

from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from ats.kernel.access import Scope, every_permission
from ats.kernel.models import AuditEntry, Event
from tests.factories.ats import user_with
from tests.functional.matrix import addresses, drive, world

MANY = 60
"""So many operations there are at least; fewer means that the drive finds them no more."""


@pytest.mark.django_db
@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_write_that_comes_twice_takes_effect_once(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT, settings.API_RATE_PER_MINUTE = str(tmp_path), 100_000
    made = world.build()
    writing = [each for each in addresses.every_address() if each.writes and each.path.startswith("/api/v1/")]
    client = drive.client_of(user_with(*every_permission(), scope=Scope.ALL))
    driver = drive.Drive(writing, made)
    refused, wrong = {}, {}
    for address in writing:
        url = drive.url_of(address, made, "own")
        request = driver.request(address, url, "own")
        with transaction.atomic():
            first, told = _send(client, address, url, request)
            again, told_again = _send(client, address, url, request)
            transaction.set_rollback(True)
        if first.status_code >= 400:
            refused[str(address)] = first.status_code
        elif (told, _said(first)) != (told_again, _said(again)) or again.get("Idempotent-Replayed") != "true":
            wrong[str(address)] = (told, told_again, again.status_code)
    assert not wrong
    assert len(writing) >= MANY
    assert len(refused) <= len(writing) // 5, (
        refused
    )  # decisions of others, and verbs that only candidates' states allow


def _said(answer: Any) -> tuple[int, bytes, str | None]:
    return answer.status_code, answer.content, answer.get("Location")


def _send(client: Any, address: Any, url: str, request: dict[str, Any]) -> tuple[Any, tuple[int, int]]:
    """The answer, and how many events and deeds there are by then."""
    for value in request["data"].values():
        if hasattr(value, "seek"):
            value.seek(0)
    answer = getattr(client, address.method.lower())(url, **request, headers={"Idempotency-Key": "twice"})
    return answer, (Event.objects.count(), AuditEntry.objects.filter(outcome="done").count())
