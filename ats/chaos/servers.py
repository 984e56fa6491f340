"""The database server of a scenario: one of its own, stopped and started again, or a given one, whose sessions are ended."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import environ
from django.conf import settings
from django.db import connection

from ats.kernel.models import Delivery, Event, Heartbeat, Timer
from ats.launcher.processes import end
from ats.launcher.servers import Servers as Embedded

APPLICATION = "waymark-chaos"
"""How the sessions of a scenario's workers begin their names in the database."""
DATABASE = "chaos"


class Servers(Protocol):
    database_url: str
    redis_url: str

    def stop_immediately(self) -> None:
        """Take the database away from everybody, as a crash does."""

    def start(self) -> None:
        """Bring it back."""


class Own:
    """A Postgres and a broker below `folder`, that nobody else uses."""

    def __init__(self, folder: Path) -> None:
        kept = {name: os.environ.pop(name, None) for name in ("DATABASE_URL", "REDIS_URL")}
        self._embedded = Embedded(folder, folder)
        os.environ.update({name: value for name, value in kept.items() if value is not None})
        assert self._embedded.postgres is not None and self._embedded.broker is not None
        self._postgres = self._embedded.postgres
        self.database_url = self._postgres.url(DATABASE)
        self.redis_url = self._embedded.broker.url

    @contextmanager
    def running(self) -> Iterator["Own"]:
        self._embedded.own_or_join()
        try:
            self._postgres.drop_database(DATABASE)
            self._postgres.make_database(DATABASE)
            yield self
        finally:
            connection.close()
            self._embedded.leave()

    def stop_immediately(self) -> None:
        program, process = self._embedded.running.pop()
        process.send_signal(signal.SIGQUIT)
        process.wait(30)
        end(process, program)

    def start(self) -> None:
        self._embedded.running.append((self._postgres.program(), self._postgres.start()))


class Given:
    """The servers that the settings name. Nobody else's sessions are touched."""

    def __init__(self, database_url: str, redis_url: str) -> None:
        self.database_url = database_url
        self.redis_url = redis_url

    def stop_immediately(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE application_name LIKE %s AND datname = current_database() AND pid <> pg_backend_pid()",
                [f"{APPLICATION}-%"],
            )

    def start(self) -> None:
        """It never went away."""


def use(servers: Servers) -> None:
    """Let this process work on the scenario's database, and lay out the tables that the kernel needs there."""
    connection.close()
    connection.settings_dict.update(environ.Env.db_url_config(servers.database_url))
    settings.CELERY_BROKER_URL = servers.redis_url
    with connection.schema_editor() as editor:
        for model in (Event, Delivery, Timer, Heartbeat):
            editor.create_model(model)
