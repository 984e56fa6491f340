"""Postgres and broker of one folder of data, together, and what Django has to be told about them."""

import os
import subprocess
import time
from pathlib import Path

from ats.launcher import leftovers
from ats.launcher.broker import Broker
from ats.launcher.lock import Lock
from ats.launcher.postgres import Postgres
from ats.launcher.problem import Problem
from ats.launcher.processes import Program, end, start

JOIN_SECONDS = 60.0
TICK_SECONDS = 0.1


class Servers:
    """The embedded servers of `data`; each is left out where DATABASE_URL or REDIS_URL names another.

    One launcher at a time owns them (`data/owner.lock`). Others may use them meanwhile and hold `data/users.lock`
    together, so that a short command that owns them does not stop them under a longer one.
    """

    def __init__(self, data: Path, logs: Path, *, lasting: bool = True) -> None:
        data.mkdir(parents=True, exist_ok=True)
        logs.mkdir(parents=True, exist_ok=True)
        self.data = data
        self.owner = Lock(data / "owner.lock")
        self.users = Lock(data / "users.lock")
        self.postgres = None if os.environ.get("DATABASE_URL") else Postgres(data, logs, lasting=lasting)
        self.broker = None if os.environ.get("REDIS_URL") else Broker(data, logs)
        self.running: list[tuple[Program, subprocess.Popen[bytes]]] = []

    @property
    def embedded(self) -> bool:
        """Whether there is anything to start."""
        return bool(self.postgres or self.broker)

    def settings(self) -> dict[str, str]:
        """DATABASE_URL and REDIS_URL, for those that are embedded."""
        told = {}
        if self.postgres:
            told["DATABASE_URL"] = self.postgres.url()
        if self.broker:
            told["REDIS_URL"] = self.broker.url
        return told

    def start(self, *, end_leftovers: bool = True) -> None:
        """Start both. The caller owns them already, and has perhaps ended what a killed launcher left."""
        if end_leftovers:
            leftovers.end(self.data)
        if self.postgres:
            self.postgres.create()
        broker = start(self.broker.program()) if self.broker else None
        if self.broker and broker:
            self.running.append((self.broker.program(), broker))
        if self.postgres:
            self.running.append((self.postgres.program(), self.postgres.start()))
            self.postgres.make_database()
        if self.broker and broker:
            self.broker.wait_for(broker)

    def own_or_join(self) -> bool:
        """Own and start the servers, or join those that run. True when this process owns them."""
        deadline = time.monotonic() + JOIN_SECONDS
        while not self.owner.take():
            self.users.take(shared=True, wait=True)
            if self._answer():
                return False
            self.users.release()
            if time.monotonic() > deadline:
                raise Problem("Another command is starting or stopping the servers.", "Run this one again in a moment.")
            time.sleep(TICK_SECONDS)
        self.start()
        return True

    def _answer(self) -> bool:
        return (not self.postgres or self.postgres.accepts()) and (not self.broker or self.broker.accepts())

    def hand_over(self) -> list[tuple[Program, "subprocess.Popen[bytes]"]]:
        """Give the running servers to a supervisor, who stops them from now on."""
        given, self.running = self.running, []
        return given

    def leave(self) -> None:
        """Stop using the servers; their owner stops them once nobody else uses them."""
        self.users.release()
        if self.running:
            self.users.take(wait=True)
            self.stop()

    def stop(self) -> None:
        """Stop them now, the broker last started first."""
        for program, process in reversed(self.running):
            end(process, program)
        self.running.clear()
        self.users.release()
        self.owner.release()
