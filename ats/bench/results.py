"""What was measured, and how it stands against floors, targets and the smallest size."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from ats.bench import targets
from ats.bench.measuring import Figures
from ats.bench.targets import Targets

FLOOR = "one-query"
"""What ratios are given to: a signed-out request with one query."""


@dataclass
class Results:
    """`figures[size][work]` are those with one connection and with several. `unmeasured` says what is missing, and why."""

    machine: dict[str, Any]
    sizes: list[int] = field(default_factory=list)
    figures: dict[int, dict[str, list[Figures]]] = field(default_factory=dict)
    rates: dict[str, float] = field(default_factory=dict)
    unmeasured: dict[str, str] = field(default_factory=dict)
    database_bytes: dict[int, int] = field(default_factory=dict)

    def alone(self, size: int, work: str) -> Figures | None:
        found = self.figures.get(size, {}).get(work)
        return found[0] if found else None

    def ratio(self, size: int, work: str) -> float | None:
        """The median over that of the floor."""
        mine, floor = self.alone(size, work), self.alone(size, FLOOR)
        return mine.median / floor.median if mine and floor else None

    def growth(self, work: str) -> float | None:
        """The median at the largest size over that at the smallest; None where there is only one."""
        first, last = (self.alone(size, work) for size in (self.sizes[0], self.sizes[-1]))
        return last.median / first.median if first and last and len(self.sizes) > 1 else None

    def verdicts(self, wanted: Targets) -> Iterator[tuple[str, str]]:
        """For each target what it says and whether it is met; times and growth count at the size that they are meant for."""
        last = self.sizes[-1]
        for work, target in wanted.works.items():
            if mine := self.alone(last, work):
                yield from _of_page(work, mine, target, last >= wanted.candidates)
                if (growth := self.growth(work)) is not None and last >= wanted.candidates:
                    most = wanted.growth_to(last)
                    yield f"{work}: growth ×{growth:.2f}, ≤ ×{most}", targets.at_most(growth, most)
        for name, least in wanted.imports.items():
            if (rate := self.rates.get(f"imports {name}")) is not None:
                yield f"imports, {name}: {rate:,.0f} rows/s, ≥ {least:,.0f}", targets.at_least(rate, least)

    def as_json(self, wanted: Targets) -> dict[str, Any]:
        return {
            "machine": self.machine,
            "sizes": {
                str(size): {
                    "database_bytes": self.database_bytes.get(size),
                    "works": {
                        work: {"figures": [asdict(each) for each in found], "ratio_to_floor": self.ratio(size, work)}
                        for work, found in self.figures[size].items()
                    },
                }
                for size in self.sizes
            },
            "growth": {work: self.growth(work) for work in self.figures[self.sizes[-1]]},
            "rates": self.rates,
            "targets": dict(self.verdicts(wanted)),
            "unmeasured": self.unmeasured,
        }


def _of_page(work: str, mine: Figures, target: targets.Target, is_size: bool) -> Iterator[tuple[str, str]]:
    if is_size:
        yield f"{work}: median {mine.median:.1f} ms, ≤ {target.median} ms", targets.at_most(mine.median, target.median)
    if mine.queries is not None:
        yield f"{work}: {mine.queries} queries, ≤ {target.queries}", targets.at_most(mine.queries, target.queries)
