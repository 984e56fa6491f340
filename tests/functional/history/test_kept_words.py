"""What is kept is English whoever acts: every deed at a door, by somebody who reads in another language.

In place of German stands a tongue in which each word that was translated is seen by its brackets.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils.translation import trans_real

from ats.models import User
from tests.functional.matrix.addresses import Address, every_address
from tests.functional.matrix.drive import Drive, client_of, url_of
from tests.functional.matrix.test_strange import powerful
from tests.functional.matrix.world import build
from tests.functional.matrix.writes import writes

OPEN, CLOSE = "⟦", "⟧"
CONTEXT = "\4"
THEIR_OWN_WORDS = {
    "ats_task": "the title of a to-do that a press of a button writes in place of the reader, who may change it",
    "ats_historicaltask": "likewise",
    "django_admin_log": "Django's own list of what one did last, for whoever did it",
}


@pytest.fixture
def tongue(monkeypatch: pytest.MonkeyPatch) -> None:
    """German says of each message what it is, in brackets."""
    german = trans_real.translation("de")

    def gettext(message: str) -> str:
        return f"{OPEN}{message.rpartition(CONTEXT)[2]}{CLOSE}" if message else ""

    monkeypatch.setattr(german, "gettext", gettext)
    monkeypatch.setattr(german, "ngettext", lambda one, many, number: gettext(one if number == 1 else many))


@pytest.mark.django_db
@pytest.mark.slow
@pytest.mark.timeout(900)
def test_what_is_kept_is_english_whoever_acts(tongue: None, settings: Any) -> None:
    settings.API_RATE_PER_MINUTE = settings.STATUS_WISHES_PER_MINUTE = 10**9
    world = build()
    user = powerful(world)
    User.objects.filter(pk=user.pk).update(language="de")
    client = client_of(user)
    addresses = [each for each in every_address() if each.writes and not each.path.startswith("/accounts/")]
    drive = Drive(addresses, world)
    said = client.get("/").content.decode()
    found = [f"{address}: {words}" for address in addresses for words in _kept(drive, address, client_of(user))]
    assert OPEN in said, "the tongue is not spoken, so nothing is proven"
    assert not found, "\n".join(found)


def _kept(drive: Drive, address: Address, client: Any) -> Iterator[str]:
    """The rows with translated words that the deed leaves; afterwards the world is as it was."""
    url = url_of(address, drive.world, "own")
    with transaction.atomic(), writes() as seen:
        headers = {"HTTP_ACCEPT_LANGUAGE": "de"}
        getattr(client, address.method.lower())(url, **drive.request(address, url, "own"), **headers)
        kept = [f"{table} {row}" for table in sorted(set(seen.tables) - set(THEIR_OWN_WORDS)) for row in _rows(table)]
        transaction.set_rollback(True)
    yield from kept


def _rows(table: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT t::text FROM "{table}" t WHERE t::text LIKE %s LIMIT 3', [f"%{OPEN}%"])
        return [text[:500] for (text,) in cursor.fetchall()]
