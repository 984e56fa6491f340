"""How many questions each list and each page asks the database: no more with many rows than with few, and no more than
`most.txt` says. `UPDATE_COUNTS=1` (with `--thorough`) writes that file; whoever sees a number grow in it asks first why."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ats.queries import company
from tests.functional.matrix.addresses import Address, every_address
from tests.functional.matrix.drive import url_of
from tests.functional.matrix.world import World
from tests.functional.pages.places import Places, is_no_page
from tests.functional.queries.growing import grow
from tests.sample import taken

MOST = Path(__file__).parent / "most.txt"
PARTS = {
    "admin": lambda address: (
        address.path.startswith("/admin/")
        and address.name.endswith(LISTS_AND_DETAILS)
        and not is_no_page(address)
        and taken(address.path, 3)
    ),
    "api": lambda address: address.path.startswith("/api/v1/") and not address.path.startswith(NOT_COUNTED),
    "pages": lambda address: (
        not address.path.startswith(("/admin/", "/api/", "/accounts/")) and not is_no_page(address)
    ),
}
# The schema is built from the code; what follows the version is DRF's own 404.
LISTS_AND_DETAILS = ("_changelist", "_change", "_history", "_report", "_check")
NOT_COUNTED = ("/api/v1/schema/", "/api/v1/docs/", "/api/v1/.*", "/api/v1/exports/{pk}/content/")
MAY_GROW = {
    "/admin/milestones/workflowversion/{object_id}/change/": "Django asks for the choices in each row of an inline form",
}


@pytest.fixture(autouse=True)
def company_forgotten() -> Iterator[None]:
    """What this process keeps of the company here is not told to the next test."""
    yield
    company.forget()


@pytest.mark.django_db
@pytest.mark.timeout(600)
@pytest.mark.parametrize("part", PARTS)
def test_no_address_asks_more_with_more_rows(part: str, settings: Any, tmp_path: Path) -> None:
    settings.API_RATE_PER_MINUTE, settings.DEMO, settings.MAIL_DIR = 1_000_000, True, str(tmp_path)
    settings.COMPANY_SECONDS = 600.0  # as in production the company's looks are kept for a while
    places = Places(tmp_path)
    client = Client()
    client.force_login(places.everybody, backend="ats.accounts.Colleagues")
    addresses = [a for a in every_address() if a.method == "GET" and PARTS[part](a)]
    grow(places.world, since=0, to=1)
    counts(client, addresses, places.world)  # the first answers fill caches
    few = counts(client, addresses, places.world)
    grow(places.world, since=1, to=4)
    many = counts(client, addresses, places.world)
    assert few.keys() == {address.path for address in addresses}, "Each must answer 200."
    grown = [
        f"{path}: {few[path]} questions, then {many[path]}"
        for path in few
        if many[path] > few[path] and path not in MAY_GROW
    ]
    assert not grown, "These ask more with more rows:\n" + "\n".join(grown)
    compare(many)


def counts(client: Client, addresses: list[Address], world: World) -> dict[str, int]:
    """Questions by path."""
    found = {}
    for address in addresses:
        url = url_of(address, world, "own")
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(url)
        if answer.status_code == 200:
            found[address.path] = len(asked)
    return found


def compare(found: dict[str, int]) -> None:
    known = dict(line.rsplit(" ", 1) for line in MOST.read_text(encoding="utf-8").splitlines()) if MOST.exists() else {}
    if os.environ.get("UPDATE_COUNTS") == "1":
        known |= {path: str(count) for path, count in found.items()}
        MOST.write_text("".join(f"{path} {count}\n" for path, count in sorted(known.items())), encoding="utf-8")
    unknown = sorted(found.keys() - known.keys())
    assert not unknown, f"No maximum for {unknown}; UPDATE_COUNTS=1 writes it to {MOST.name}."
    over = [f"{path}: {count}, at most {known[path]}" for path, count in found.items() if count > int(known[path])]
    assert not over, "These ask more than they did:\n" + "\n".join(over)
