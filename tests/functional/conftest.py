"""What the big drives share."""

from pathlib import Path
from typing import Any

import pytest
from django.db import connection

SWEPT = {"history", "matrix", "pages", "queries"}


@pytest.fixture(scope="module", autouse=True)
def swept(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any) -> None:
    """A drive takes back what it wrote, and each row that is taken back stays in its table until somebody sweeps: the next
    drive in the same process would read through all of them at every question."""
    if Path(request.path).parent.name in SWEPT:
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute("VACUUM")
