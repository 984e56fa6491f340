"""Child processes: started so that they never outlive the launcher, restarted when they die, stopped in order."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

PR_SET_PDEATHSIG = 1
FIRST_BACK_OFF_SECONDS = 0.5
LONGEST_BACK_OFF_SECONDS = 30.0
CALM_SECONDS = 60.0  # after this long without a death the back-off begins anew
TICK_SECONDS = 0.1


def die_with_parent(number: int) -> None:
    """In a child, before exec: have the kernel send it `number` when the launcher dies, kill -9 included (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, number)


@dataclass(frozen=True)
class Program:
    """What to run: `stop` is the signal that ends it in good order within `patience` seconds."""

    name: str
    argv: Sequence[str | Path]
    env: dict[str, str]
    log: Path
    cwd: Path
    stop: int = signal.SIGTERM
    patience: float = 10.0
    become: Callable[[], None] | None = None  # run in the child before exec, to give up privileges


def start(program: Program) -> "subprocess.Popen[bytes]":
    """Start a program in a process group of its own, so that Ctrl-C reaches the launcher alone.

    Only the main thread may call this: the kernel ties a child's death signal to the thread that started it.
    """

    def prepare() -> None:
        os.setpgid(0, 0)
        if program.become:
            program.become()
        die_with_parent(program.stop)

    with program.log.open("ab") as words:
        return subprocess.Popen(
            [str(part) for part in program.argv],
            env=program.env,
            cwd=program.cwd,
            stdin=subprocess.DEVNULL,
            stdout=words,
            stderr=words,
            preexec_fn=prepare,
        )


def signal_group(leader: int, number: int) -> None:
    """Send a signal to a process and to all that it started; nothing happens when they are gone."""
    try:
        os.killpg(leader, number)
    except (ProcessLookupError, PermissionError):
        return


def end(process: "subprocess.Popen[bytes]", program: Program) -> None:
    """Stop a program in good order, and its whole group by force when its patience is over."""
    if process.poll() is None:
        process.send_signal(program.stop)
        try:
            process.wait(program.patience)
        except subprocess.TimeoutExpired:
            signal_group(process.pid, signal.SIGKILL)
            process.wait()
    signal_group(process.pid, signal.SIGKILL)


@dataclass
class Child:
    """A program that is kept running."""

    program: Program
    process: "subprocess.Popen[bytes]"
    started: float = field(default_factory=time.monotonic)
    deaths: int = 0
    due: float = 0.0  # when it is to be started again, while it is down


class Supervisor:
    """Keeps programs running until it is told to stop them; the last started stops first."""

    def __init__(self, report: Callable[[str], None]) -> None:
        self._report = report
        self._children: list[Child] = []

    def keep(self, program: Program, process: "subprocess.Popen[bytes] | None" = None) -> Child:
        """Start a program, or take over one that runs already, and keep it running."""
        child = Child(program, process or start(program))
        self._children.append(child)
        return child

    def look(self) -> None:
        """Restart whoever died, each later than the time before when it dies again and again."""
        now = time.monotonic()
        for child in self._children:
            if child.due:
                if now >= child.due:
                    child.process, child.started, child.due = start(child.program), now, 0.0
            elif (code := child.process.poll()) is not None:
                self._plan_restart(child, code, now)

    def _plan_restart(self, child: Child, code: int, now: float) -> None:
        signal_group(child.process.pid, signal.SIGKILL)  # what it had started must not hold its port or its sockets
        if now - child.started > CALM_SECONDS:
            child.deaths = 0
        wait = min(FIRST_BACK_OFF_SECONDS * 2**child.deaths, LONGEST_BACK_OFF_SECONDS)
        child.deaths += 1
        child.due = now + wait
        ended = f"signal {-code}" if code < 0 else f"exit code {code}"
        self._report(
            f"{child.program.name} ended ({ended}); starting it again in {wait:.1f} s. Its words: {child.program.log}"
        )

    def stop(self) -> None:
        """Stop all of them, in the opposite order of their start."""
        for child in reversed(self._children):
            end(child.process, child.program)
        self._children.clear()
