"""Filling an empty database from `tables.sql`."""

import re
from pathlib import Path

from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

FILE = Path(__file__).parent / "tables.sql"
HELD = re.compile(r"^-- holds (\S+) (\S+)$", re.MULTILINE)


def is_empty() -> bool:
    """Whether the database has no table of anybody's yet."""
    with connection.cursor() as cursor:
        return not connection.introspection.table_names(cursor)


def load() -> None:
    """Make the tables and note the migrations that they stand for; all of it or nothing. The database must be empty.

    Does nothing where there is no file, or one that names a migration that is not there: then the migrations speak for
    themselves.
    """
    sql = FILE.read_text(encoding="utf-8") if FILE.is_file() else ""
    held = HELD.findall(sql)
    if not held or not set(held) <= set(MigrationLoader(None).disk_migrations):
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0")
            cursor.execute(sql)
        recorder = MigrationRecorder(connection)
        recorder.ensure_schema()
        recorder.migration_qs.bulk_create([recorder.Migration(app=app, name=name) for app, name in held])
