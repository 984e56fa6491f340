"""A broker that a scenario may empty and stop, and how this process speaks with the scenario's workers through it."""

import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from celery import current_app
from django.conf import settings

from ats.launcher.broker import Broker
from ats.launcher.processes import Program, end, start


class OwnBroker:
    """A broker below `folder`, running while the context lasts, that nobody else uses."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._broker = Broker(folder, folder)
        self._running: tuple[Program, subprocess.Popen[bytes]] | None = None
        self.url = self._broker.url

    def start(self) -> None:
        program = self._broker.program()
        process = start(program)
        self._running = (program, process)
        self._broker.wait_for(process)

    def stop(self) -> None:
        if self._running:
            program, process = self._running
            end(process, program)
            self._running = None

    def flush(self) -> None:
        """Take everything out of it: queues, bindings, what is in flight."""
        assert self._ask("FLUSHALL").startswith("+OK")

    def unacknowledged(self) -> int:
        """How many messages workers hold for which they still owe the broker a word."""
        return int(self._ask("HLEN unacked").removeprefix(":"))

    def _ask(self, command: str) -> str:
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(10)
            line.connect(str(self._broker.socket))
            line.sendall(f"{command}\r\n".encode())
            return line.recv(64).decode().strip()

    def __enter__(self) -> "OwnBroker":
        self.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.stop()


@contextmanager
def waking_through(url: str, queue: str) -> Iterator[None]:
    """Commits of this process wake the workers of `queue`, as the product's own processes do."""
    before = current_app.conf.broker_url, current_app.conf.task_default_queue, settings.WAKE_WORKERS
    current_app.conf.update(broker_url=url, task_default_queue=queue)
    settings.WAKE_WORKERS = True
    try:
        yield
    finally:
        current_app.conf.update(broker_url=before[0], task_default_queue=before[1])
        settings.WAKE_WORKERS = before[2]
