"""The targets, and by how much a figure misses its own."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("targets.toml")
SCALE = 1_000_000


@dataclass(frozen=True)
class Target:
    """At most so many milliseconds in the median, and so many queries."""

    median: float
    queries: int


@dataclass(frozen=True)
class Targets:
    """`candidates` is the size that they are meant for; `imports` are rows a second by one process and by two."""

    candidates: int
    growth: float
    growth_at_scale: float
    works: dict[str, Target]
    imports: dict[str, float]

    def growth_to(self, candidates: int) -> float:
        return self.growth_at_scale if candidates >= SCALE else self.growth


def read(path: Path = FILE) -> Targets:
    told: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    works = {name: Target(**facts) for name, facts in told.pop("works").items()}
    return Targets(works=works, **told)


def at_most(figure: float, target: float) -> str:
    """Whether a figure that is to be small keeps its target, and by how much not."""
    return "met" if figure <= target else f"missed by {100 * (figure / target - 1):.0f} %"


def at_least(figure: float, target: float) -> str:
    """The same for one that is to be large."""
    return "met" if figure >= target else f"missed by {100 * (1 - figure / target):.0f} %"
