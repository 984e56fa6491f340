"""Each tracked noun leaves a row of history that says who and why, from whichever door the change comes."""

from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import transaction

from ats.kernel import bulk_writes
from tests.functional.history.deeds import DEEDS, NOBODYS, Deed
from tests.functional.matrix.addresses import every_address
from tests.functional.matrix.drive import Drive, client_of, url_of
from tests.functional.matrix.world import World, build

pytestmark = pytest.mark.django_db


def tracked() -> dict[str, Any]:
    names = bulk_writes.tracked().models
    return {model.__name__: model for model in apps.get_models() if model.__name__ in names}


@pytest.fixture(scope="module")
def doors() -> dict[str, Any]:
    return {address.key: address for address in every_address()}


def test_every_tracked_model_has_a_deed() -> None:
    assert tracked().keys() == DEEDS.keys() | NOBODYS.keys(), "Name the deed of a new tracked model in deeds.py."


@pytest.mark.timeout(600)
def test_each_deed_leaves_who_and_why(doors: dict[str, Any]) -> None:
    world, models = build(), tracked()
    problems = [wrong for name, deed in DEEDS.items() if (wrong := _done(world, doors, models[name], deed))]
    problems += [wrong for name, deed in NOBODYS.items() if (wrong := _done(world, doors, models[name], deed))]
    assert not problems, "\n".join(problems)


def _done(world: World, doors: dict[str, Any], model: Any, deed: Any) -> str:
    """What is wrong with the history that `deed` leaves; empty when all is well.

    After a deed at a door the world is as it was. What a worker does is in transactions of its own and stays.
    """
    if not isinstance(deed, Deed):
        known = _known(model)
        deed()
        return _wrong(model, known, deed.__name__, None)
    with transaction.atomic():
        known, status = _known(model), _knock(world, doors[deed.door], deed)
        wrong = f"{model.__name__}: {deed.door} answered {status}" if status >= 400 else ""
        wrong = wrong or _wrong(model, known, deed.door, world.users.get(deed.by))
        transaction.set_rollback(True)
    return wrong


def _known(model: Any) -> set[Any]:
    return set(model.history.values_list("history_id", flat=True))


def _wrong(model: Any, known: set[Any], what: str, user: Any) -> str:
    fresh = [row for row in model.history.all() if row.history_id not in known]
    unsigned = [row for row in fresh if row.history_user != user or not row.history_change_reason]
    told = {f"by {row.history_user}, because {row.history_change_reason!r}" for row in unsigned}
    if not fresh:
        return f"{model.__name__}: {what} left no history"
    return f"{model.__name__}: {what} left history {told}; meant was {user}, with a reason" if unsigned else ""


def _knock(world: World, address: Any, deed: Deed) -> int:
    person = world.users[deed.by] if deed.by else AnonymousUser()
    url = url_of(address, world, "own")
    request = Drive([address], world).request(address, url, "own")
    request["data"] |= deed.more(lambda noun: world.id_of(noun, "own"))
    answer: Any = getattr(client_of(person), address.method.lower())(url, **request)
    return int(answer.status_code)
