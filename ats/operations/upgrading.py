"""Bringing the database up to the present code, after checks that refuse what could not end well."""

from collections.abc import Iterator

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from ats.kernel import audit
from ats.kernel.privacy import fields
from ats.launcher.problem import Problem
from ats.operations import databases, making

OLDEST_SERVER = 15


def upgrade(*, anyway: bool = False) -> Iterator[str]:
    """Check, migrate, write new defaults, verify; tells each step. Raises Problem before anything is changed.

    Processes of the version before must have ended (ADR 13); `anyway` lets others stay connected.
    """
    _check_server()
    _check_keys()
    todo = _missing()
    if todo and not anyway and databases.others():
        raise databases.in_use()
    yield f"Waymark {making.version()}: {len(todo) or 'no'} migrations to run"
    with databases.working_on(databases.present()):
        if todo:
            call_command("migrate", interactive=False, verbosity=0)
        call_command("seed")
        report = audit.verify()
    if not report.is_good:
        raise Problem(
            f"Upgraded, but the audit log has been tampered with. {report.problem}",
            "Compare with your copy of the anchors (docs/operators/health.md).",
        )
    yield f"Tables and defaults are up to date; {report.entries} audit entries are whole."


def _check_server() -> None:
    server = databases.server_version()
    if server < OLDEST_SERVER:
        raise Problem(
            f"The database server is Postgres {server}, and Waymark needs {OLDEST_SERVER} or newer.",
            "Upgrade the server first; `backup` works with it as it is.",
        )


def _check_keys() -> None:
    try:
        fields.require_keys()
    except ImproperlyConfigured as problem:
        raise Problem(str(problem), "Set it, then run this again.") from problem
    if not settings.BLIND_INDEX_KEY:
        raise Problem(fields.NO_INDEX_KEY, "Set it, then run this again.")


def _missing() -> list[str]:
    """The migrations to run. Raises Problem where the database is newer than this code."""
    executor = MigrationExecutor(connection)
    ours = {app for app, _ in executor.loader.disk_migrations}
    unknown = [
        f"{app}.{name}"
        for app, name in executor.loader.applied_migrations
        if app in ours and (app, name) not in executor.loader.disk_migrations
    ]
    if unknown:
        raise Problem(
            f"The database was made by a newer Waymark: it knows {sorted(unknown)[0]}, and this version doesn't.",
            "Install the version that was here before, or a newer one. To go back, restore the backup made before its upgrade.",
        )
    return [f"{one.app_label}.{one.name}" for one, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())]
