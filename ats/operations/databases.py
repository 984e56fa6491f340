"""The databases of one server: a snapshot of the present one, another one beside it, and the exchange of the two."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg2
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from psycopg2 import sql

from ats.launcher.problem import Problem

UNHURRIED = "-c statement_timeout=0 -c lock_timeout=0 -c idle_in_transaction_session_timeout=0"
NOT_LIBPQ = {"cursor_factory", "context", "isolation_level", "client_encoding", "assume_role", "pool", "options"}
MAINTENANCE = ("postgres", "template1")
SHORT = 40  # of 63 bytes that a name may have


def present() -> str:
    """The name of the database that the product works on."""
    return str(connection.settings_dict["NAME"])


def where(database: str = "") -> dict[str, Any]:
    """How libpq gets there, without the short time limits of pages."""
    told = {name: value for name, value in connection.get_connection_params().items() if name not in NOT_LIBPQ}
    return {**told, "dbname": database or present(), "options": UNHURRIED}


def server_version() -> int:
    """The server's major version."""
    connection.ensure_connection()
    return int(connection.pg_version) // 10000


@contextmanager
def snapshot() -> Iterator[tuple[Any, str]]:
    """A cursor that sees the database as it is now for as long as it takes, and the name by which pg_dump sees the same."""
    session = psycopg2.connect(**where())
    try:
        session.set_session(isolation_level="REPEATABLE READ", readonly=True)
        with session.cursor() as cursor:
            cursor.execute("SELECT pg_export_snapshot()")
            yield cursor, cursor.fetchone()[0]
    finally:
        session.close()


@contextmanager
def upkeep() -> Iterator[Any]:
    """A cursor beside all databases of the product, outside any transaction. Raises Problem where the server lets nobody in."""
    session = _connect()
    session.autocommit = True
    try:
        with session.cursor() as cursor:
            yield cursor
    finally:
        session.close()


def _connect() -> Any:
    said = ""
    for name in MAINTENANCE:
        try:
            return psycopg2.connect(**where(name))
        except psycopg2.OperationalError as problem:
            said = str(problem).strip()
    raise Problem(f"The database server can't be reached:\n{said}", "Start it, or correct DATABASE_URL.")


def exists(name: str) -> bool:
    """Whether the server has such a database."""
    with upkeep() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        return cursor.fetchone() is not None


def set_aside() -> list[str]:
    """The databases that earlier restores left aside, the oldest first."""
    with upkeep() as cursor:
        cursor.execute(
            "SELECT datname FROM pg_database WHERE starts_with(datname, %s) ORDER BY 1", [beside("before", "")]
        )
        return [name for (name,) in cursor.fetchall()]


def beside(word: str, mark: str) -> str:
    """The name of a database beside the present one."""
    return f"{present()[:SHORT]}_{word}_{mark}"


def others() -> list[str]:
    """Who else is connected to the present database, by the name that each gave itself."""
    connection.close()
    with upkeep() as cursor:
        cursor.execute(
            "SELECT coalesce(nullif(application_name, ''), 'unnamed') FROM pg_stat_activity"
            " WHERE datname = %s AND backend_type = 'client backend' ORDER BY 1",
            [present()],
        )
        return [name for (name,) in cursor.fetchall()]


def create(name: str) -> None:
    """An empty database like the present one; one of that name, left by a broken restore, goes first."""
    drop(name)
    with upkeep() as cursor:
        cursor.execute(
            "SELECT pg_encoding_to_char(encoding), datlocprovider, datcollate, datctype,"
            " coalesce(to_jsonb(d)->>'datlocale', to_jsonb(d)->>'daticulocale') FROM pg_database d WHERE datname = %s",
            [present()],
        )
        encoding, provider, collate, ctype, locale = cursor.fetchone()
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING {} LC_COLLATE {} LC_CTYPE {}").format(
            sql.Identifier(name), sql.Literal(encoding), sql.Literal(collate), sql.Literal(ctype)
        )
        if provider == "b":
            statement += sql.SQL(" LOCALE_PROVIDER builtin BUILTIN_LOCALE {}").format(sql.Literal(locale))
        elif provider == "i":
            statement += sql.SQL(" LOCALE_PROVIDER icu ICU_LOCALE {}").format(sql.Literal(locale))
        try:
            cursor.execute(statement)
        except psycopg2.errors.InsufficientPrivilege as problem:
            raise Problem(
                "The database's user may not create databases, and a backup is put back into a new one beside the old.",
                "Let a database administrator say: ALTER ROLE … CREATEDB. Then run this again.",
            ) from problem


def drop(name: str) -> None:
    """Drop a database that is not the present one, whoever is connected."""
    if name == present():
        raise ValueError("The present database is never dropped.")
    with upkeep() as cursor:
        cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def exchange(new: str, aside: str) -> None:
    """The present database takes the name `aside` and `new` takes its name: both or neither."""
    connection.close()
    rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
    session = _connect()
    try:
        with session, session.cursor() as cursor:
            cursor.execute(rename.format(sql.Identifier(present()), sql.Identifier(aside)))
            cursor.execute(rename.format(sql.Identifier(new), sql.Identifier(present())))
    except psycopg2.errors.ObjectInUse as problem:
        raise in_use() from problem
    finally:
        session.close()


def in_use() -> Problem:
    """The refusal to exchange a database under whoever works on it."""
    return Problem(
        f"Others are connected to the database: {', '.join(others()) or 'somebody just now'}.",
        "Stop web, worker and beat (and whoever else looks into it), then run this again. Nothing was changed.",
    )


@contextmanager
def working_on(name: str, **keys: Any) -> Iterator[None]:
    """Django's models work on the database `name` here, with these keys, and without the short time limits of pages."""
    told, kept = connection.settings_dict, {one: getattr(settings, one) for one in keys}
    before = told["NAME"], told["OPTIONS"]
    _turn_to(name, {**told["OPTIONS"], "options": UNHURRIED}, keys)
    try:
        yield
    finally:
        _turn_to(*before, kept)


def _turn_to(name: str, options: dict[str, Any], keys: dict[str, Any]) -> None:
    connection.close()
    connection.settings_dict["NAME"], connection.settings_dict["OPTIONS"] = name, options
    for one, value in keys.items():
        setattr(settings, one, value)
    ContentType.objects.clear_cache()  # the ids of another database
