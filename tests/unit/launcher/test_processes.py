"""Children never outlive the launcher, and are restarted when they die."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ats.launcher import leftovers
from ats.launcher.processes import Program, Supervisor, end, start

SLEEPER = [sys.executable, "-c", "import time; time.sleep(60)"]


def program(tmp_path: Path, argv: list[str], **told: str) -> Program:
    return Program("The sleeper", argv, {**os.environ, **told}, tmp_path / "log", tmp_path, patience=1.0)


def gone(pid: int, seconds: float = 5) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        state = Path(f"/proc/{pid}/stat")
        if not state.exists() or ") Z " in state.read_text():
            return True
        time.sleep(0.05)
    return False


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's death signal is Linux's")
def test_a_child_dies_with_a_launcher_that_is_killed(tmp_path: Path) -> None:
    code = (
        "import os, time; from pathlib import Path; from ats.launcher.processes import Program, start;"
        f"child = start(Program('x', {SLEEPER!r}, dict(os.environ), Path({str(tmp_path / 'log')!r}), Path('/')));"
        "print(child.pid, flush=True); time.sleep(60)"
    )
    launcher = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert launcher.stdout is not None
    child = int(launcher.stdout.readline())
    assert not gone(child, 0.2)
    launcher.kill()
    launcher.communicate()
    assert gone(child)


def test_a_stubborn_program_and_what_it_started_are_ended_by_force(tmp_path: Path) -> None:
    script = "trap '' TERM; sleep 60 & echo $! > grandchild; wait; wait; sleep 60"
    stubborn = program(tmp_path, ["/bin/sh", "-c", script])
    process = start(stubborn)
    while not (tmp_path / "grandchild").exists() or not (tmp_path / "grandchild").read_text().strip():
        time.sleep(0.02)
    end(process, stubborn)
    assert process.returncode == -signal.SIGKILL
    assert gone(int((tmp_path / "grandchild").read_text()))


def test_a_dead_program_is_started_again_and_each_time_later(tmp_path: Path) -> None:
    said: list[str] = []
    supervisor = Supervisor(said.append)
    child = supervisor.keep(program(tmp_path, ["/bin/sh", "-c", "exit 3"]))
    deadline = time.monotonic() + 20
    while len(said) < 3 and time.monotonic() < deadline:
        supervisor.look()
        time.sleep(0.02)
    supervisor.stop()
    assert "exit code 3" in said[0]
    assert [words.split(" in ")[1].split(" s")[0] for words in said] == ["0.5", "1.0", "2.0"]
    assert child.deaths == 3


def test_what_a_killed_launcher_left_is_found_by_its_mark_and_ended(tmp_path: Path) -> None:
    ours = start(program(tmp_path, SLEEPER, ATS_RUN=str(tmp_path)))
    other = start(program(tmp_path, SLEEPER, ATS_RUN=str(tmp_path / "other")))
    time.sleep(0.2)
    leftovers.end(tmp_path)
    assert ours.wait(5) != 0
    assert other.poll() is None
    end(other, program(tmp_path, SLEEPER))
