"""Moving the clock forward in steps, so that what falls due on the way happens in its order and at its time."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from ats.kernel import clock, pump

PATIENCE_SECONDS = 60.0
"""How long work that another process holds is waited for without any progress."""


class Stuck(Exception):
    """Something that is due does not get done; the text says what."""


@dataclass
class Step:
    """What happened when the clock stood at `at`: how often what was done, and what failed."""

    at: datetime
    done: dict[str, int] = field(default_factory=dict)
    errors: list[Exception] = field(default_factory=list)


def advance(by: timedelta, patience: float = PATIENCE_SECONDS) -> Iterator[Step]:
    """Move the clock by `by`, stopping at every time at which something falls due until all of it has run.

    Raises Stuck when that takes more than `patience` seconds without progress, RuntimeError where the clock is fixed.
    """
    goal = clock.offset() + by
    clock.move(clock.offset())
    yield from _step(patience)
    while (due := pump.next_due()) is not None and (offset := due - datetime.now(UTC)) < goal:
        clock.move(max(offset, clock.offset()))
        yield from _step(patience)
    clock.move(goal)
    yield from _step(patience)


def _step(patience: float) -> Iterator[Step]:
    """Run what is due now; nothing is reported where nothing happened."""
    before, at = pump.tally(), clock.now()
    errors = _settle(patience)
    done = {what: count - before.get(what, 0) for what, count in pump.tally().items()}
    if any(done.values()) or errors:
        yield Step(at, {what: count for what, count in done.items() if count > 0}, errors)


def _settle(patience: float) -> list[Exception]:
    """Run until nothing is due any more, also what other workers have claimed."""
    errors: list[Exception] = []
    waited = _Patience(patience)
    while True:
        done, failed = pump.exhaust()
        errors += failed
        due = pump.next_due()
        if due is None or due > clock.now():
            return errors
        waited.unless(done, lambda: Stuck(_still_due()))


class _Patience:
    """Waits a little at a time, and runs out when nothing moves for long."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.until = time.monotonic() + seconds

    def unless(self, progress: int, error: Callable[[], Exception]) -> None:
        if progress:
            self.until = time.monotonic() + self.seconds
        elif time.monotonic() > self.until:
            raise error()
        else:
            time.sleep(0.05)


def _still_due() -> str:
    now = clock.now()
    names = [source.name for source in pump.sources() if (due := source.next_due()) is not None and due <= now]
    return (
        f"Work of {', '.join(names)} is due and does not get done. A worker may hold it: look at its log, or stop it "
        "and run the command again."
    )
