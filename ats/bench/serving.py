"""The production server on the bench's database, and how much processor time it and its database have had."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from ats.bench import database, processes
from ats.launcher import ports
from ats.launcher.processes import Program, end, start
from ats.launcher.product import answers

WORKERS, THREADS = 2, 8
READY_SECONDS = 180.0
QUEUE = "waymark-bench"


class NotServing(Exception):
    """The server did not come up; its words are in the message."""


@dataclass(frozen=True)
class Served:
    """A running server. `cpu()` are the seconds that its processes and those of Postgres have had, None where unknown."""

    port: int
    pid: int

    def cpu(self) -> tuple[float, float] | None:
        if not (processes.is_known() and database.is_here()):
            return None
        return processes.seconds(processes.children(self.pid)), processes.seconds(database.backends())


@contextmanager
def serving(python: str, database_url: str, log: Path) -> Iterator[Served]:
    """Serve `database_url` as in production. Raises NotServing."""
    port = ports.any_free()
    program = _program(python, database_url, log, port)
    process = start(program)
    try:
        deadline = time.monotonic() + READY_SECONDS
        while not answers(port, "/healthz"):
            if process.poll() is not None or time.monotonic() > deadline:
                raise NotServing(log.read_text(encoding="utf-8", errors="replace")[-2000:])
            time.sleep(0.05)
        yield Served(port, process.pid)
    finally:
        end(process, program)


def _program(python: str, database_url: str, log: Path, port: int) -> Program:
    argv = [python, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--no-ws"]
    argv += ["--workers", str(WORKERS), "--blocking-threads", str(THREADS), "ats.wsgi:application"]
    told = environment(database_url) | {"ATS_BASE_URL": f"http://localhost:{port}"}
    return Program("The web server", argv, told, log, Path(settings.ROOT), patience=12.0)


def environment(database_url: str) -> dict[str, str]:
    """Production's settings; only the limit of requests per key is lifted, and headers say what a request cost."""
    told = {name: value for name, value in os.environ.items() if name not in {"ATS_CLOCK_FILE", "ATS_DATABASE_OPTIONS"}}
    return told | {
        "DJANGO_SETTINGS_MODULE": "ats.settings.bench",
        "DATABASE_URL": database_url,
        "REDIS_URL": settings.REDIS_URL,
        "ATS_DEMO": "0",
        "ATS_DEBUG": "0",
        "ATS_QUEUE": QUEUE,
        "ATS_API_RATE_PER_MINUTE": "100000000",
    }
