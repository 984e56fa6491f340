"""`manage.py bench` at sizes that take seconds: it builds, serves, measures, judges, and leaves no database behind."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from ats.bench import database

KEYS = {
    "DJANGO_SETTINGS_MODULE": "ats.settings.base",
    "ATS_SECRET_KEY": "bench-test-only-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJ",
    "ATS_FIELD_KEYS": "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
    "ATS_BLIND_INDEX_KEY": "bench-test-only-0123456789-abcdefghijkl",
}


@pytest.mark.timeout(1800)
@pytest.mark.django_db
def test_it_measures_and_judges_what_it_is_asked_for(tmp_path: Path) -> None:
    told = bench(tmp_path, "--sizes", "100", "--only", "jobs,move", "--requests", "4")
    assert told["sizes"].keys() == {"100"}
    works = told["sizes"]["100"]["works"]
    assert works.keys() == {"empty", "one-query", "plain-rows", "jobs", "move"}
    alone, crowd = works["jobs"]["figures"]
    assert (alone["at_once"], crowd["at_once"]) == (1, 8)
    assert alone["queries"] > works["one-query"]["figures"][0]["queries"] > 0
    assert alone["median"] > 0 and alone["bytes"] > 10_000
    assert any(claim.startswith("jobs: ") and "queries" in claim for claim in told["targets"])
    assert not told["unmeasured"]
    assert told["machine"]["postgres"]["server_version"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database")
        names = {name for (name,) in cursor.fetchall()}
    assert not {name for name in names if name.endswith(database.SUFFIX)}


def bench(folder: Path, *arguments: str) -> dict[str, Any]:
    """What the command wrote as JSON, in a folder of its own; the servers are those of the tests."""
    file = folder / "bench.json"
    telling = {name: value for name, value in os.environ.items() if not name.startswith(("ATS_", "PYTEST_"))}
    done = subprocess.run(
        [sys.executable, "manage.py", "bench", *arguments, "--json", str(file)],
        cwd=settings.ROOT,
        env=telling | KEYS | {"ATS_VAR": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found
