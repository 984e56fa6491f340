"""The pump: what makes due work happen. Each mechanism registers as a source; workers, commands and tests run them.

Each source belongs to a lane. A worker polls each lane in a thread of its own, so that none waits for another; commands and
tests run all sources one after the other, in the order of their registration. One source's error never stops the others.
"""

import logging
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ats.kernel import clock, execution

log = logging.getLogger(__name__)


class Lane(StrEnum):
    """What may wait for what: work of one lane never delays another's."""

    INTERACTIVE = "interactive"  # a person waits for it
    TIMERS = "timers"  # it has its time
    OUTBOUND = "outbound"  # it waits for somebody else's server
    WEBHOOKS = "webhooks"  # it waits for servers of integrators, which may all be slow
    BULK = "bulk"  # nobody waits for it


EVERY_LANE = tuple(Lane)


@dataclass(frozen=True)
class Source:
    """`run(at)` does a batch of what is due and says how much it tried; `next_due()` says when there is more to do.

    `next_due` counts what a worker holds at the moment as due, and leaves out what pauses after a failure. `tally()`
    says how often what has been done so far; whoever moves the clock shows the difference.
    """

    name: str
    run: Callable[[datetime], int]
    next_due: Callable[[], datetime | None]
    tally: Callable[[], Mapping[str, int]]
    lane: Lane


_sources: dict[str, Source] = {}


def register(
    name: str,
    run: Callable[[datetime], int],
    next_due: Callable[[], datetime | None],
    tally: Callable[[], Mapping[str, int]] = dict,
    *,
    lane: Lane = Lane.BULK,
) -> None:
    """Add a source of work; registering a name again replaces it. What calls another server belongs in OUTBOUND or
    WEBHOOKS."""
    _sources[name] = Source(name, run, next_due, tally, lane)


def forget(name: str) -> None:
    """Take a source out (a worker that is to do only some of the work)."""
    _sources.pop(name, None)


def sources() -> list[Source]:
    return list(_sources.values())


def run_once(at: datetime | None = None, lanes: Collection[Lane] = EVERY_LANE) -> int:
    """One batch of every source of `lanes`; how much work was tried."""
    mine = [source for source in sources() if source.lane in lanes]
    return sum(_run(source, at or clock.now()) for source in mine if not execution.stopping.is_set())


def _run(source: Source, at: datetime) -> int:
    try:
        return source.run(at)
    except execution.ConnectionLost:
        raise
    except Exception as error:
        if execution.connection_lost():
            raise execution.ConnectionLost from error
        log.exception("The source %s failed; the others go on.", source.name)
        execution.collect(error)
        return 0


def exhaust(at: datetime | None = None) -> tuple[int, list[Exception]]:
    """Run until nothing is left that can be done at `at` (now): how much was done, and the errors of what failed."""
    errors: list[Exception] = []
    total, token = 0, execution.failures.set(errors)
    try:
        while done := run_once(at):
            total += done
    finally:
        execution.failures.reset(token)
    return total, errors


def drain(at: datetime | None = None) -> int:
    """Like `exhaust`, for tests: how much was done. Raises an ExceptionGroup at the end when handlers failed."""
    total, errors = exhaust(at)
    if errors:
        raise ExceptionGroup("Work failed while everything due was run", errors)
    return total


def next_due() -> datetime | None:
    """When the next piece of work of any source falls due; None when there is none."""
    return min((due for source in sources() if (due := source.next_due()) is not None), default=None)


def tally() -> dict[str, int]:
    """How often what has been done so far, over all sources."""
    return {what: count for source in sources() for what, count in source.tally().items()}
