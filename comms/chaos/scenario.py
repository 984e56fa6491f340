"""`manage.py chaos messages`: the proof on servers of its own, in the size of the campaign."""

import socket
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection

from comms.chaos.killing import Plan, prove


def run(servers: Any, seed: int, log: Path, scale: float) -> dict[str, Any]:
    """The figures; `servers` is the scenario's own database, whose tables are laid out anew."""
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    call_command("migrate", verbosity=0)
    return prove(Plan().scaled(scale), database_url=servers.database_url, seed=seed, port=_free_port(), log=log)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
