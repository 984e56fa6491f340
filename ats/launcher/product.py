"""The demo's own processes: web server, worker, beat and mail catcher, and how to see that they work."""

import http.client
import signal
from pathlib import Path

from ats.launcher import environment
from ats.launcher.leftovers import MARK
from ats.launcher.places import Places
from ats.launcher.processes import Program


class Product:
    """How to run each process of the product in the environment `settings`."""

    def __init__(self, places: Places, settings: dict[str, str]) -> None:
        self.places = places
        self.settings = {**settings, MARK: str(places.var)}
        self._python = environment.python(places.root)

    def _program(self, name: str, argv: list[str | Path], *, patience: float = 10.0) -> Program:
        log = self.places.logs / f"{name.replace(' ', '-')}.log"
        argv = [self._python, *argv]
        return Program(f"The {name}", argv, self.settings, log, self.places.root, signal.SIGTERM, patience)

    def web(self, port: int) -> Program:
        """The web server, on loopback only."""
        argv: list[str | Path] = ["-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
        argv += ["--workers", "1", "--blocking-threads", "8", "--no-ws", "--workers-kill-timeout", "8"]
        return self._program("web server", [*argv, "ats.wsgi:application"], patience=12.0)

    def worker(self) -> Program:
        """The Celery worker; on SIGTERM it finishes what it began within 20 s."""
        argv: list[str | Path] = ["-m", "celery", "--app", "ats.celery:app", "worker", "--pool", "prefork"]
        argv += ["--concurrency", "2", "--loglevel", "info", "--without-gossip", "--without-mingle"]
        return self._program("worker", argv, patience=25.0)

    def beat(self) -> Program:
        """The Celery beat, which wakes up what no event wakes up."""
        schedule = self.places.var / "beat-schedule"
        argv: list[str | Path] = ["-m", "celery", "--app", "ats.celery:app", "beat", "--pidfile", ""]
        return self._program("beat", [*argv, "--schedule", schedule, "--loglevel", "info"])

    def mail_catcher(self) -> Program:
        """The mail server that keeps all mail of the demo and delivers none."""
        return self._program("mail catcher", [self.places.root / "manage.py", "mailcatcher"])


def answers(port: int, path: str, *, seconds: float = 2.0) -> bool:
    """Whether the product answers 200 at this path, asked directly, without any proxy."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=seconds)
    try:
        connection.request("GET", path, headers={"Host": f"localhost:{port}"})
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
