"""What a killed launcher left behind: the kernel signals its children, and whoever lingers is ended here.

Each child carries ATS_RUN, the folder whose data it serves, in its environment; that is how it is known again. Called
only by the holder of the lock on that folder, so nothing that belongs to a living launcher is touched.
"""

import os
import signal
import time
from pathlib import Path

MARK = "ATS_RUN"
PATIENCE_SECONDS = 8.0
TICK_SECONDS = 0.05


def _lingering(data: Path) -> list[int]:
    """The processes that serve `data`, found by their environment (Linux; elsewhere none are found)."""
    mark = f"{MARK}={data}".encode()
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            environment = (entry / "environ").read_bytes()
        except OSError:
            continue
        if mark in environment.split(b"\0") and int(entry.name) != os.getpid():
            found.append(int(entry.name))
    return found


def _send(processes: list[int], number: int) -> None:
    for process in processes:
        try:
            os.kill(process, number)
        except (ProcessLookupError, PermissionError):
            continue


def _gone(data: Path, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while _lingering(data):
        if time.monotonic() > deadline:
            return False
        time.sleep(TICK_SECONDS)
    return True


def end(data: Path) -> None:
    """End what still serves `data`: asked first (SIGINT stops Postgres at once and in good order), then by force."""
    if not _lingering(data):
        return
    _send(_lingering(data), signal.SIGINT)
    if _gone(data, PATIENCE_SECONDS):
        return
    _send(_lingering(data), signal.SIGTERM)
    if not _gone(data, PATIENCE_SECONDS / 2):
        _send(_lingering(data), signal.SIGKILL)
        _gone(data, PATIENCE_SECONDS / 2)
