"""Workers killed or frozen and Postgres stopped at once, again and again, while events and timers are in flight."""

import random
import time
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

from ats.chaos import effects, work
from ats.chaos.feed import LEASED, Feed, waiting
from ats.chaos.interruptions import Interruptions
from ats.chaos.patience import patiently, until
from ats.chaos.servers import Servers
from ats.chaos.workers import Workers
from ats.kernel.leases import LEASE, State

LATE_SECONDS = 15.0
PARTS = {"p50": 0.5, "p99": 0.99, "max": 1.0}


@dataclass(frozen=True)
class Plan:
    """How much is kept in flight, over how many subjects, and what happens meanwhile; `pause` between the blows."""

    events: int = 1000
    timers: int = 1000
    subjects: int = 100
    kills: int = 12
    stops: int = 3
    freezes: int = 3
    pause: float = 3.0
    patience: float = 120.0

    def scaled(self, scale: float) -> "Plan":
        """With so many blows more or less, at least one of each kind."""
        kills, stops, freezes = (max(1, round(n * scale)) for n in (self.kills, self.stops, self.freezes))
        return replace(self, kills=kills, stops=stops, freezes=freezes)


def run(servers: Servers, seed: int, log: Path, scale: float = 1.0, *, plan: Plan | None = None) -> dict[str, object]:
    """The scenario on tables that are there; the figures."""
    plan = plan or Plan().scaled(scale)
    chance = random.Random(seed)
    feed, interruptions = Feed(chance, plan.subjects, plan.pause * 2), Interruptions()
    effects.create()
    started = time.monotonic()
    try:
        with Workers(servers, log) as workers:
            _destroy(plan, chance, servers, workers, feed, interruptions)
            until(lambda: workers.check() and not any(map(waiting, LEASED)), plan.patience)
        seconds = time.monotonic() - started
        return patiently(lambda: _figures(plan, feed, interruptions, seconds))
    finally:
        patiently(effects.drop)


def _destroy(
    plan: Plan, chance: random.Random, servers: Servers, workers: Workers, feed: Feed, interruptions: Interruptions
) -> None:
    blows = ["kill"] * plan.kills + ["stop"] * plan.stops + ["freeze"] * plan.freezes
    chance.shuffle(blows)
    for blow in blows:
        until(lambda: workers.check() and workers.ready(), plan.patience)
        patiently(lambda: feed.top_up(plan.events, plan.timers))
        time.sleep(chance.uniform(0, plan.pause))
        victim = _caught(workers, chance, plan.patience)
        if blow == "kill":
            workers.kill(victim)
            patiently(interruptions.note)
        elif blow == "freeze":
            workers.freeze(victim, LEASE.total_seconds() + 1)
        else:
            servers.stop_immediately()
            servers.start()


def _caught(workers: Workers, chance: random.Random, patience: float) -> int:
    """The number of a worker in the very midst of its work."""
    found: list[int] = []
    end = time.monotonic() + patience
    while not found and time.monotonic() < end:
        found = patiently(workers.writing)
    return chance.choice(found or [0])


def _figures(plan: Plan, feed: Feed, interruptions: Interruptions, seconds: float) -> dict[str, object]:
    happened, rung = effects.read(work.EVENTS), effects.read(work.TIMERS)
    counts = Counter(key for key, *_ in happened + rung)
    waits = interruptions.waits()
    wrong = {
        "lost": feed.events + feed.timers - len(counts),
        "doubled": counts.total() - len(counts),
        "out of order": _disorder(plan.subjects, [place for _, place, _ in happened]),
        "quarantined": sum(model._base_manager.filter(state=State.DEAD).count() for model in LEASED),
        f"later than {LATE_SECONDS:.0f} s": sum(wait > LATE_SECONDS for wait in waits),
    }
    return {
        "events": feed.events,
        "timers": feed.timers,
        "kills": plan.kills,
        "freezes": plan.freezes,
        "database stops": plan.stops,
        **wrong,
        "interrupted and tried again": len(waits),
        "kill to effect, seconds": {name: round(_share(waits, part), 2) for name, part in PARTS.items()},
        "duration, seconds": round(seconds, 1),
        "problems": sum(wrong.values()),
    }


def _share(ordered: list[float], part: float) -> float:
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))] if ordered else 0.0


def _disorder(subjects: int, places: list[int]) -> int:
    """How many effects came after a later one of the same subject."""
    last: dict[int, int] = {}
    wrong = 0
    for place in places:
        subject = place % subjects
        wrong += place < last.get(subject, -1)
        last[subject] = max(place, last.get(subject, -1))
    return wrong
