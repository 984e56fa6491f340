"""What is shown while things are being set up: one line a step, with the seconds it took."""

import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

TICK_SECONDS = 0.05
SIGN_OF_LIFE_SECONDS = 10


def say(text: str) -> None:
    """One line for the person who waits."""
    print(text, flush=True)


@contextmanager
def step(title: str) -> Iterator[None]:
    """Announce a step, and say how long it took."""
    started = time.monotonic()
    say(f"  … {title}")
    yield
    say(f"  ✓ {title} ({time.monotonic() - started:.1f} s)")


def run(argv: Sequence[str | Path], *, env: dict[str, str], cwd: Path, log: Path) -> int:
    """Run a program with its words in `log`; show a sign of life every ten seconds. Returns its exit code."""
    with log.open("ab") as words:
        process = subprocess.Popen(
            [str(part) for part in argv], env=env, cwd=cwd, stdin=subprocess.DEVNULL, stdout=words, stderr=words
        )
        started = shown = time.monotonic()
        try:
            while process.poll() is None:
                time.sleep(TICK_SECONDS)
                if time.monotonic() - shown >= SIGN_OF_LIFE_SECONDS:
                    shown = time.monotonic()
                    say(f"    still at it after {shown - started:.0f} s")
        except BaseException:
            process.terminate()
            process.wait()
            raise
    return process.returncode


def tail(log: Path, *, since: int = 0, lines: int = 12) -> str:
    """The last lines that were written to `log` after byte `since`."""
    try:
        with log.open("rb") as file:
            file.seek(since)
            text = file.read().decode(errors="replace")
    except FileNotFoundError:
        return ""
    return "\n".join(text.strip().splitlines()[-lines:])


def complain(text: str) -> None:
    """Words about a failure, on the error stream."""
    print(text, file=sys.stderr, flush=True)
