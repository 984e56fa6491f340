"""No address answers strange input with a defect of ours: every form, every REST body, every list's query (see strange)."""

import sys
import traceback
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from django.core.signals import got_request_exception
from django.db import transaction
from django.test import Client

from ats.kernel.access import Scope
from ats.kernel.models import Role, RoleAssignment
from ats.models import User
from tests.functional.matrix import strange
from tests.functional.matrix.addresses import Address, every_address
from tests.functional.matrix.drive import client_of, url_of
from tests.functional.matrix.world import World, build
from tests.sample import taken

PARTS = {
    "api": lambda each: each.path.startswith("/api/") and each.writes,
    "pages": lambda each: not each.path.startswith(("/api/", "/admin/", "/accounts/")) and each.writes,
    "queries": lambda each: not each.path.startswith(("/admin/", "/accounts/", "/demo/")) and not each.writes,
}
ALL_POWERS = ("admin", "comms", "manager")


@pytest.mark.django_db
@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.requirement("MS-4.1")
@pytest.mark.parametrize("part", PARTS)
def test_nothing_strange_breaks_anything(settings: Any, part: str) -> None:
    settings.API_RATE_PER_MINUTE = settings.STATUS_WISHES_PER_MINUTE = 10**9
    world = build()
    driver = Driver(powerful(world))
    for address in [each for each in every_address() if PARTS[part](each) and taken(each, 3)]:
        url = url_of(address, world, "own")
        for keywords in _requests(address, url, world, driver.client):
            driver.send(address, url, keywords)
    assert not driver.broken, "\n".join(f"{where}: {what}" for where, what in driver.broken.items())


def _requests(address: Address, url: str, world: World, client: Client) -> Iterator[dict[str, Any]]:
    return strange.bodies_for(address, url, world, client) if address.writes else strange.queries_for(address)


def powerful(world: World) -> User:
    """Somebody whom nothing is refused, so that what they send gets as far as it can."""
    Role.objects.update(needs_second_factor=False)
    user = world.users["recruiter"]
    User.objects.filter(pk=user.pk).update(time_zone="America/New_York")  # its last day goes beyond the calendar of UTC
    for key in ALL_POWERS:
        RoleAssignment.objects.create(user=user, role=Role.objects.get(key=key), scope=Scope.ALL)
    return user


class Driver:
    """Sends, takes back what was written, and keeps one sample of each defect by address and place in the code."""

    def __init__(self, user: User) -> None:
        self.client = client_of(user)
        self.client.raise_request_exception = False
        self.cookies = deepcopy(self.client.cookies)
        self.broken: dict[str, str] = {}
        self.place = ""
        got_request_exception.connect(self._note)

    def _note(self, **signal: Any) -> None:
        kind, error, trace = sys.exc_info()
        last = [each for each in traceback.extract_tb(trace) if "site-packages" not in each.filename][-1]
        self.place = f"{getattr(kind, '__name__', '')} {str(error)[:120]} ({last.filename}:{last.lineno})"

    def send(self, address: Address, url: str, keywords: dict[str, Any]) -> None:
        self.place, self.client.cookies = "", deepcopy(self.cookies)
        with transaction.atomic():
            status = getattr(self.client, address.method.lower())(url, **keywords).status_code
            transaction.set_rollback(True)
        if status >= 500 and address.path != "/readyz":
            self.broken.setdefault(f"{address} {self.place}", f"{status} for {str(keywords)[:300]}")
