"""Values that nobody means well with, one field at a time: whatever is sent, the answer is never a defect of ours (5xx).

Each field of each address gets a few of the values, another few than its neighbour; `STRANGE=all` sends every value.
"""

import json
import os
from collections.abc import Iterator, Sequence
from typing import Any

from django.test import Client

from tests.functional.matrix import bodies, forms
from tests.functional.matrix.addresses import Address
from tests.functional.matrix.world import World

EVERYTHING = os.environ.get("STRANGE") == "all"
TEXTS = ["\0", "x" * 70_000, "1e400000", "9999-12-31T23:59:59-14:00", "00000000-0000-0000-0000-000000000000", "-1"]
TEXTS += ["9999-12-31", "9999-12-31 23:59", "2026-02-30", "9" * 400, "0001-01-01", "NaN", ""]
TEXTS += ['{"all":[{"field":{},"op":[]}]}', "\N{PILE OF POO}" * 500]
OTHERS: list[Any] = [None, [], {}, [[]], [None], {"a": {"b": []}}, True, -1, 10**30, 1.5e308, ["\0"], "\ud800"]
WHOLE: list[Any] = ["", "[", "null", "[]", '"x"', "1", b"\xed\xa0\x80", "[" * 5000]
NOT_SENT = {"csrfmiddlewaretoken", "next"}
BUTTONS = {"POST /applications/{pk}/interviews/new/": {"find": "2026-11-24", "minutes": "60"}}
"""What a press of another button sends besides the form."""
MOST_FIELDS = 8
FEW, FEW_OF_JSON = 1, 3  # a page takes longer to answer
QUERY = ("q", "after", "view", "saved", "job", "milestone", "at", "find", "show", "who", "week", "cursor", "page_size")
QUERY += ("condition", "c0", "c0op", "c0v", "updated_after", "kind", "zoom", "paper", "team", "place", "tag", "owner")
QUERY += ("source", "whose", "when", "zone", "to", "need", "with", "as_of", "query", "day", "expand", "department")


def bodies_for(address: Address, url: str, world: World, client: Client) -> Iterator[dict[str, Any]]:
    """Keywords of requests: the well-meant body with something strange in one field."""
    good = _good(address, url, world, client)
    as_json = address.path.startswith("/api/") and address.key not in bodies.UPLOADS
    values, few = ([*TEXTS, *OTHERS], FEW_OF_JSON) if as_json else (TEXTS, FEW)
    for number, name in enumerate(list(good)[: None if EVERYTHING else MOST_FIELDS]):
        for value in _some(values, number, few):
            yield _sent({**good, name: value}, as_json)
    for value in _some(values, len(address.path), few):
        yield _sent(dict.fromkeys(good, value), as_json)
    for whole in WHOLE if as_json else ():
        yield {"data": whole, "content_type": "application/json"}


def queries_for(address: Address) -> Iterator[dict[str, Any]]:
    """Keywords of requests that ask for something strange by one parameter, or by all of them."""
    for number, name in enumerate(QUERY):
        if EVERYTHING or number % 14 == len(address.path) % 14:
            for value in _some(TEXTS, number)[: None if EVERYTHING else 1]:
                yield {"data": {name: value[:2000]}}
    for value in _some(TEXTS, len(address.path)):
        yield {"data": dict.fromkeys(QUERY, value[:200])}


def _some(values: Sequence[Any], start: int, few: int = FEW) -> Sequence[Any]:
    if EVERYTHING:
        return values
    return [values[(start * few + n) % len(values)] for n in range(few)]


def _sent(body: dict[str, Any], as_json: bool) -> dict[str, Any]:
    if as_json:
        return {"data": json.dumps(body), "content_type": "application/json"}
    return {"data": {name: value for name, value in body.items() if value is not None}}


def _good(address: Address, url: str, world: World, client: Client) -> dict[str, Any]:
    """What a well-meant request says, with whatever else the page's form would send."""
    found = bodies.BODIES.get(address.key)
    good: dict[str, Any] = found[1](lambda noun: world.id_of(noun, "own")) if found else {}
    good = {**good, **BUTTONS.get(address.key, {})}
    if not address.path.startswith("/api/"):
        shown = client.get(url)
        if shown.status_code == 200 and "text/html" in shown.headers.get("Content-Type", ""):
            good = {**forms.as_it_stands(shown.content.decode()), **good}
    return {name: value for name, value in good.items() if name not in NOT_SENT}
