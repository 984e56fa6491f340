"""When to try again: exponential with full jitter, capped by the number of attempts and by age."""

import random
from datetime import datetime, timedelta

FIRST = timedelta(seconds=20)
LONGEST = timedelta(hours=2)
ATTEMPTS = 12
AGE = timedelta(days=7)


def pause(tries: int, *, chance: random.Random | None = None) -> timedelta:
    """A pause after so many tries, evenly spread between a second and the exponential bound."""
    bound = min(LONGEST, FIRST * 2 ** min(tries - 1, 30))
    spread = (chance or random).uniform(1.0, bound.total_seconds())
    return timedelta(seconds=spread)


def is_spent(*, tries: int, planned: datetime, at: datetime) -> bool:
    """No further try: too many, or too long after the time it was planned for."""
    return tries >= ATTEMPTS or at - planned > AGE
