"""The database that is measured: beside the installation's own, made for it and dropped afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from ats import schema

SUFFIX = "_bench"
PATIENT = "-c statement_timeout=0 -c lock_timeout=0 -c synchronous_commit=off"
"""For building; the server that is measured has the product's own options."""


def name_for(database: str) -> str:
    return f"{database}{SUFFIX}"


def url_for(database_url: str) -> str:
    """The address of the bench's database on the same server; `database_url` is that of the installation's own."""
    parts = urlsplit(database_url)
    folder, _, name = parts.path.rpartition("/")
    return urlunsplit(parts._replace(path=f"{folder}/{name_for(name)}"))


@contextmanager
def own(*, keep: bool) -> Iterator[None]:
    """Let this process work on a database of its own. With `keep` it stays, and the next run that keeps goes on with it."""
    before = dict(connection.settings_dict)
    patient = {**before, "OPTIONS": {**before["OPTIONS"], "options": PATIENT}}
    _use(patient)
    mine = name_for(before["NAME"])
    is_there = _ask("SELECT 1 FROM pg_database WHERE datname = %s", [mine]) is not None
    if is_there and not keep:
        _drop(mine)
    if not (is_there and keep):
        _do(f"CREATE DATABASE {connection.ops.quote_name(mine)}")
    _use({**patient, "NAME": mine})
    try:
        if not (is_there and keep):
            schema.load()
        call_command("migrate", interactive=False, verbosity=0)
        yield
    finally:
        _use(patient)
        if not keep:
            _drop(mine)
        _use(before)


def settle() -> None:
    """Let the planner know what is there, and leave no dead rows to the measurement."""
    _do("VACUUM ANALYZE")
    _do("CHECKPOINT")


def facts() -> dict[str, Any]:
    """Which Postgres it is, how it is set, how large the database is (bytes)."""
    names = ("server_version", "shared_buffers", "work_mem", "jit", "random_page_cost", "synchronous_commit")
    found = {name: _ask(f"SHOW {name}", []) for name in names}
    return {**found, "bytes": _ask("SELECT pg_database_size(current_database())", [])}


def backends() -> list[int]:
    """The processes of the server that work for this database, this connection's own left out."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        return [pid for (pid,) in cursor.fetchall()]


def is_here() -> bool:
    """Whether the server is on this machine, so that its processes' time can be read."""
    return not settings.DATABASES["default"].get("HOST") or str(connection.settings_dict["HOST"]).startswith(
        ("/", "localhost", "127.")
    )


def _use(told: dict[str, Any]) -> None:
    connection.close()
    connection.settings_dict.clear()
    connection.settings_dict.update(told)


def _drop(name: str) -> None:
    _do(f"DROP DATABASE IF EXISTS {connection.ops.quote_name(name)} WITH (FORCE)")


def _do(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def _ask(question: str, values: list[Any]) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        row = cursor.fetchone()
    return row[0] if row else None
