"""Copies of the repository in folders of their own, and the real command line in them."""

import http.client
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[1]
LEFT_OUT = (".git", ".venv", "var", "node_modules", "__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache")
OURS = ("ATS_", "DATABASE_URL", "REDIS_URL", "DJANGO_", "PYTEST_")

PROCESSES = {
    "postgres": "postgres",
    "valkey-server": "broker",
    "mailcatcher": "mail",
    "granian": "web",
    "worker": "worker",
    "beat": "beat",
}


def clean_environment() -> dict[str, str]:
    """What a person's shell has, with the environment of this test run in place of a new one."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    return {**kept, "ATS_VENV": sys.prefix}


def free_port() -> int:
    """A port of this machine on which nothing listens at this moment."""
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return int(line.getsockname()[1])


@dataclass
class Copy:
    """A copy of the repository."""

    root: Path
    prefix: list[str] = field(default_factory=list)  # a command that runs another as somebody else
    interpreter: str = sys.executable
    told: dict[str, str] = field(default_factory=dict)

    def manage(self, *arguments: str, seconds: float = 600) -> "subprocess.CompletedProcess[str]":
        """Run `python3 manage.py …` to its end."""
        command = [*self.prefix, self.interpreter, "manage.py", *arguments]
        env = clean_environment() | self.told
        # Files, not pipes: a pipe would be held open by the demo in the background.
        with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
            done = subprocess.run(
                command, cwd=self.root, env=env, stdin=subprocess.DEVNULL, stdout=out, stderr=err, timeout=seconds
            )
            out.seek(0)
            err.seek(0)
            return subprocess.CompletedProcess(command, done.returncode, out.read(), err.read())

    def start(self, *options: str) -> str:
        """Start the demo in the background; its address."""
        done = self.manage("demo", "--detach", *options)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout.strip().splitlines()[-1]

    @property
    def launcher(self) -> int:
        return int(json.loads((self.root / "var" / "demo.json").read_text())["pid"])

    def children(self) -> dict[str, int]:
        """The processes that the launcher keeps running, by a word of their command line."""
        found = {}
        for pid in Path(f"/proc/{self.launcher}/task/{self.launcher}/children").read_text().split():
            words = Path(f"/proc/{pid}/cmdline").read_bytes().decode().split("\0")
            # Valkey rewrites its command line into one word.
            found |= {name: int(pid) for word, name in PROCESSES.items() if any(_names(one, word) for one in words)}
        return found

    def left_over(self) -> list[int]:
        """Processes that serve this copy's data."""
        mark = f"ATS_RUN={self.root / 'var'}".encode()
        return [int(path.parent.name) for path in Path("/proc").glob("[0-9]*/environ") if mark in _read(path)]

    def departments(self) -> list[str]:
        """What is in the database, asked through another command."""
        done = self.manage(
            "shell",
            "--no-imports",
            "-c",
            "from ats.models import Department as D; print([d.name for d in D.objects.all()])",
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return list(json.loads(done.stdout.strip().splitlines()[-1].replace("'", '"')))

    def add_department(self, name: str) -> None:
        done = self.manage(
            "shell", "--no-imports", "-c", f"from ats.models import Department as D; D.objects.create(name='{name}')"
        )
        assert done.returncode == 0, done.stdout + done.stderr


def _names(word: str, program: str) -> bool:
    return word.rsplit("/", 1)[-1] == program or f"/{program} " in word


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def status_of(address: str, path: str = "/readyz") -> int:
    """The answer's status code, 0 when nobody answers."""
    port = urlsplit(address).port
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", path, headers={"Host": f"localhost:{port}"})
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        connection.close()


def eventually(condition: Callable[[], bool], seconds: float = 40) -> bool:
    """Whether the condition comes true in time."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.2)
    return True
