"""How much processor time processes have had, by the kernel's own count."""

import os
from collections.abc import Iterable
from pathlib import Path

PROC = Path("/proc")


def is_known() -> bool:
    """Whether this system tells (Linux does)."""
    return (PROC / "self" / "task").is_dir()


def seconds(pids: Iterable[int]) -> float:
    """Processor time that these processes have had so far, all threads together. One that has ended counts nothing."""
    return sum(_seconds(pid) for pid in pids)


def _seconds(pid: int) -> float:
    """To the nanosecond for a process of one thread, as Postgres's are; else to the tick, ended threads included."""
    try:
        threads = list((PROC / str(pid) / "task").iterdir())
        if len(threads) == 1:
            return int((threads[0] / "schedstat").read_text(encoding="ascii").split()[0]) / 1e9
        user, system = (PROC / str(pid) / "stat").read_text(encoding="ascii").rpartition(")")[2].split()[11:13]
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def children(pid: int) -> list[int]:
    """`pid` and everything that it started."""
    found = [pid]
    for list_of in (PROC / str(pid) / "task").glob("*/children"):
        for child in list_of.read_text(encoding="ascii").split():
            found += children(int(child))
    return found
