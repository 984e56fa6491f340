"""What a long set-up left in the database and among the files, kept to be put back: that takes a tenth of the time."""

import io
import shutil
import tempfile
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from ats.kernel import clock
from tests.emptying import filled_tables

NOW = timedelta(minutes=1)
"""What was done so long before or after is of another time: a test may have moved its clock."""


@dataclass(frozen=True)
class Kept:
    """`rows` by table, when the set-up was done by the product's clock, and the folder of the files beside the rows."""

    rows: dict[str, bytes]
    done_at: datetime
    files: Path | None

    @property
    def is_of_now(self) -> bool:
        """Whether it might have been done in this test, by the product's clock."""
        return abs(clock.now() - self.done_at) < NOW

    def put_back(self) -> None:
        """Into tables that are empty. The numbers that rows count by went on when they first came; triggers did their work
        then, too."""
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            for table, content in self.rows.items():
                cursor.copy_expert(f'COPY "{table}" FROM STDIN (FORMAT binary)', io.BytesIO(content))
            cursor.execute("SET LOCAL session_replication_role = DEFAULT")
        if self.files:
            shutil.copytree(self.files, settings.MEDIA_ROOT, dirs_exist_ok=True)
        if (early := self.done_at - clock.now()).total_seconds() > 0:
            clock.move(clock.offset() + early)  # nothing of it is to lie in the future


def keep(files: Path | None = None) -> Kept:
    """All that is in the database now; `files` is the folder that was MEDIA_ROOT meanwhile."""
    with connection.cursor() as cursor:
        return Kept({table: _content(cursor, table) for table in filled_tables(cursor)}, clock.now(), files)


def _content(cursor: Any, table: str) -> bytes:
    copied = io.BytesIO()
    cursor.copy_expert(f'COPY "{table}" TO STDOUT (FORMAT binary)', copied)
    return copied.getvalue()


def folder() -> Path:
    """A folder for the files of this process's set-ups, which goes with those of the tests."""
    return Path(tempfile.mkdtemp(prefix="kept-", dir=Path(settings.CLOCK_FILE).parent))
