"""Emptying the database after a test that commits: only tables that hold rows, by DELETE.

Django's own way truncates every table and writes all permissions and content types again, which takes seconds with a
schema of this size. Here permissions and content types stay; triggers and foreign keys sleep meanwhile, since the
append-only logs refuse deletion and the order of tables is nobody's business.
"""

from typing import Any

from django.db import connection

KEPT = {"django_migrations", "django_content_type", "auth_permission", "django_site"}


def empty_tables(testcase: Any) -> None:
    """Delete every row that a test left behind."""
    connection.ensure_connection()
    with connection.cursor() as cursor:
        if filled := filled_tables(cursor):
            deletes = ";".join(f'DELETE FROM "{t}"' for t in filled)
            cursor.execute(f"SET session_replication_role = replica; {deletes}; SET session_replication_role = DEFAULT")


def filled_tables(cursor: Any) -> list[str]:
    """The tables that hold rows, apart from KEPT. The question names hundreds, so each connection plans it once."""
    cursor.execute("SELECT FROM pg_prepared_statements WHERE name = 'filled_tables'")
    if not cursor.rowcount:
        tables = [t for t in connection.introspection.table_names(cursor) if t not in KEPT]
        asked = " UNION ALL ".join(f"(SELECT '{t}' FROM \"{t}\" LIMIT 1)" for t in tables)  # names from the schema
        cursor.execute(f"PREPARE filled_tables AS {asked}")
    cursor.execute("EXECUTE filled_tables")
    return [name for (name,) in cursor.fetchall()]
