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
    refused = {}
    for address in writing:
        url = drive.url_of(address, made, "own")
        with transaction.atomic():
            first, told = _send(client, driver, address, url)
            again, told_again = _send(client, driver, address, url)
            transaction.set_rollback(True)
        if first.status_code >= 400:
            refused[str(address)] = first.status_code
            continue
        assert again.status_code == first.status_code, address
        assert again["Idempotent-Replayed"] == "true", address
        assert again.content == first.content and told_again == told, address
        assert again.get("Location") == first.get("Location"), address
    assert len(writing) >= MANY
    assert len(refused) <= len(writing) // 5, (
        refused
    )  # decisions of others, and verbs that only candidates' states allow


def _send(client: Any, driver: drive.Drive, address: Any, url: str) -> tuple[Any, tuple[int, int]]:
    """The answer, and how many events and deeds there are by then."""
    request = driver.request(address, url, "own")
    answer = getattr(client, address.method.lower())(url, **request, headers={"Idempotency-Key": "twice"})
    return answer, (Event.objects.count(), AuditEntry.objects.filter(outcome="done").count())
