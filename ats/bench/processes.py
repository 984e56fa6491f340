"""How much processor time processes have had, by the kernel's own count."""

from collections.abc import Iterable
from pathlib import Path

PROC = Path("/proc")


def is_known() -> bool:
    """Whether this system tells (Linux does)."""
    return (PROC / "self" / "task").is_dir()


def seconds(pids: Iterable[int]) -> float:
    """Processor time that these processes have had so far, all threads together. One that has ended counts nothing."""
    return sum(_nanoseconds(pid) for pid in pids) / 1e9


def _nanoseconds(pid: int) -> int:
    total = 0
    for thread in (PROC / str(pid) / "task").glob("*/schedstat"):
        try:
            total += int(thread.read_text(encoding="ascii").split()[0])
        except (FileNotFoundError, ProcessLookupError):
            continue
    return total


def children(pid: int) -> list[int]:
    """`pid` and everything that it started."""
    found = [pid]
    for list_of in (PROC / str(pid) / "task").glob("*/children"):
        for child in list_of.read_text(encoding="ascii").split():
            found += children(int(child))
    return found
