"""Every operation of the API, with every role: no server error, no ignored authentication, and what the schema says is true.

100 examples an operation; `manage.py chaos schemathesis` takes 500 with a seed of its own. ATS_API_EXAMPLES and ATS_API_SEED
say otherwise; into the folder ATS_API_FIGURES each part writes its figures.
"""

import json
import os
import time
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.functional.api.drive import Drive, operations, unserved
from tests.functional.matrix.world import World

PARTS = 4
EXAMPLES = int(os.environ.get("ATS_API_EXAMPLES", "100"))
SEED = int(os.environ.get("ATS_API_SEED", "1"))


@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("part", range(PARTS))
def test_every_operation_keeps_to_the_schema(schema: Any, world: World, part: int) -> None:
    drive, began = Drive(schema, world, EXAMPLES, SEED), time.process_time()
    for operation in operations(schema)[part::PARTS]:
        drive.go(operation)
    if folder := os.environ.get("ATS_API_FIGURES"):
        spent = round(time.process_time() - began)
        figures = {
            **drive.figures,
            "seconds of CPU": spent,
            "problems": len(drive.found),
            "told": list(drive.found.values()),
        }
        Path(folder).mkdir(parents=True, exist_ok=True)
        Path(folder, f"{part}.json").write_text(json.dumps(figures), encoding="utf-8")
    assert not drive.found, "\n\n".join(drive.found.values())


def test_a_method_that_is_not_served_is_refused_with_those_that_are(schema: Any, world: World) -> None:
    drive = Drive(schema, world, 1)
    client = Client(headers={"authorization": f"Bearer {drive.tokens['admin']}"})
    wrong = []
    for method, path, item in unserved(schema):
        operation = schema[path][next(one for one in item if one in ("get", "post", "put", "patch", "delete"))]
        address = path.format(**drive.rows_of(operation, "own"))
        answer = client.generic(method, address, "{}", content_type="application/json")
        if answer.status_code != 405 or "Allow" not in answer.headers:
            wrong.append(f"{method} {path}: {answer.status_code} {answer.headers.get('Allow')}")
    assert not wrong, "\n".join(wrong)
