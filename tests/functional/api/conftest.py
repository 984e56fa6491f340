"""The API's schema, and a world in which each deed has its rows."""

from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.functional.api.drive import load
from tests.functional.matrix.world import World, build


@pytest.fixture(scope="module")
def schema() -> Any:
    return load()


@pytest.fixture
def world(schema: Any, db: None, settings: Any, tmp_path: Path) -> World:
    """One transaction holds a whole drive: the database is to wait for the next example however long it takes to think of."""
    settings.API_RATE_PER_MINUTE = 1_000_000
    settings.MEDIA_ROOT = str(tmp_path)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
    return build()
