"""The broker emptied again and again, and away for minutes, while events and timers are in flight.

Nothing may be lost, no timer may be late for it, and the workers must hear the broker again without anybody's help.
"""

import random
import time
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from celery import current_app
from kombu.exceptions import OperationalError

from ats.chaos import effects, work
from ats.chaos.brokers import OwnBroker, waking_through
from ats.chaos.feed import LEASED, Feed, waiting
from ats.chaos.patience import until
from ats.chaos.servers import Given, Servers
from ats.chaos.workers import Workers
from ats.kernel.leases import State
from ats.kernel.models import Timer
from ats.kernel.waking import IMPATIENT

LATE_SECONDS = 5.0
HEALED_SECONDS = 60.0
"""The workers' own pauses between two attempts to connect grow to half a minute while the broker is away."""
SUBJECTS, IN_HAND = 100, 4


@dataclass(frozen=True)
class Plan:
    """`pause` is the longest time between two flushes, `outage` how long the broker is away, in seconds; `rate` events
    and as many timers come in each second meanwhile."""

    flushes: int = 20
    pause: float = 10.0
    outage: float = 300.0
    rate: int = 10
    patience: float = 120.0

    def scaled(self, scale: float) -> "Plan":
        """With so many flushes and so long an outage more or less."""
        return replace(self, flushes=max(1, round(self.flushes * scale)), outage=self.outage * scale)


def run(servers: Servers, seed: int, log: Path, scale: float = 1.0, *, plan: Plan | None = None) -> dict[str, object]:
    """The scenario on tables that are there; the figures."""
    plan = plan or Plan().scaled(scale)
    effects.create()
    try:
        with ExitStack() as stack:
            broker = stack.enter_context(OwnBroker(log.parent / "flushed"))
            workers = stack.enter_context(Workers(Given(servers.database_url, broker.url), log))
            stack.enter_context(waking_through(broker.url, workers.queue))
            course = Course(plan, random.Random(seed), broker, workers)
            course.run()
        return course.figures()
    finally:
        effects.drop()


class Course:
    """One run: what is fed, how long each write took, and how long the workers were deaf after each blow."""

    def __init__(self, plan: Plan, chance: random.Random, broker: OwnBroker, workers: Workers) -> None:
        self.plan, self.chance, self.broker, self.workers = plan, chance, broker, workers
        self.feed = Feed(chance, SUBJECTS, plan.pause / 2)
        self.writes: list[float] = []
        self.deaf: list[float] = []
        self.owed = 0

    def run(self) -> None:
        until(lambda: self.workers.check() and self.workers.ready(), self.plan.patience)
        self._heal()
        self.deaf.clear()  # the workers' start is no blow
        for _ in range(self.plan.flushes):
            self._feed(self.chance.uniform(0, self.plan.pause))
            self._fill_hands()
            self.broker.flush()
            self._heal()
        self._fill_hands()
        self.broker.stop()
        self._feed(self.plan.outage)
        self.broker.start()
        self._heal()
        self._feed(self.plan.pause)
        until(lambda: self.workers.check() and not any(map(waiting, LEASED)), self.plan.patience)

    def _feed(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            began = time.monotonic()
            self.feed.add(1, 1)
            self.writes.append(time.monotonic() - began)
            time.sleep(max(0.0, 1 / self.plan.rate - self.writes[-1]))

    def _fill_hands(self) -> None:
        """Let workers have messages in hand when the blow comes. For none of them may they owe the broker a word: kombu
        would put it back over the connection that is gone, and that error can end the worker."""
        key = f"in hand at {len(self.deaf)}"
        for _ in range(IN_HAND):
            _touch(key, seconds=1.0)
        until(lambda: self._has_come(key), HEALED_SECONDS)
        self.owed += self.broker.unacknowledged()

    def _heal(self) -> None:
        """Send one message a second until one has reached a worker; how long that took."""
        began, key = time.monotonic(), f"{len(self.deaf)}:{self.chance.getrandbits(32)}"
        while time.monotonic() - began < HEALED_SECONDS and not self._has_come(key):
            _touch(key)
            end = time.monotonic() + 1
            while time.monotonic() < end and not self._has_come(key):
                self._feed(1 / self.plan.rate)
        self.deaf.append(time.monotonic() - began)

    def _has_come(self, key: str) -> bool:
        return any(found == key for found, *_ in effects.read(work.TOUCHES))

    def figures(self) -> dict[str, object]:
        counts = Counter(key for kind in (work.EVENTS, work.TIMERS) for key, *_ in effects.read(kind))
        lags = self._lags()
        wrong = {
            "lost": self.feed.events + self.feed.timers - len(counts),
            "doubled": counts.total() - len(counts),
            "quarantined": sum(model._base_manager.filter(state=State.DEAD).count() for model in LEASED),
            "messages owed to the broker": self.owed,
            f"timers later than {LATE_SECONDS:.0f} s": sum(lag > LATE_SECONDS for lag in lags),
            f"workers deaf for {HEALED_SECONDS:.0f} s": sum(seconds >= HEALED_SECONDS for seconds in self.deaf),
        }
        return {
            "events": self.feed.events,
            "timers": self.feed.timers,
            "flushes": self.plan.flushes,
            "outage, seconds": self.plan.outage,
            **wrong,
            "timer lag, seconds": {"p50": _share(lags, 0.5), "p99": _share(lags, 0.99), "max": _share(lags, 1.0)},
            "deaf after a flush at most, seconds": round(max(self.deaf[:-1]), 2),
            "deaf after the outage, seconds": round(self.deaf[-1], 2),
            "slowest write, seconds": round(max(self.writes), 3),
            "problems": sum(wrong.values()),
        }

    def _lags(self) -> list[float]:
        """Seconds from each timer's due time to its effect, in order."""
        due = dict(Timer.objects.filter(kind=work.TIMERS).values_list("key", "due_at"))
        return sorted((at - due[key]).total_seconds() for key, _, at in effects.read(work.TIMERS))


def _touch(key: str, seconds: float = 0.0) -> None:
    """A message to the workers; one that the broker can't take now is dropped, as the product drops its wake-ups."""
    try:
        with current_app.connection_for_write(transport_options=IMPATIENT, connect_timeout=1) as broker:
            current_app.send_task(work.TOUCHES, args=[key, seconds], connection=broker, retry=False)
    except (OperationalError, OSError):
        return


def _share(ordered: list[float], part: float) -> float:
    return round(ordered[min(len(ordered) - 1, int(len(ordered) * part))], 2) if ordered else 0.0
