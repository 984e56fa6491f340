"""The table that a person reads, and the same as JSON."""

import json
from collections.abc import Iterator
from pathlib import Path

from ats.bench import works
from ats.bench.measuring import Figures
from ats.bench.results import Results
from ats.bench.targets import Targets

HEAD = (
    f"{'':24}{'median':>9}{'p95':>9}{'8: median':>11}{'p95':>9}{'req/s':>8}{'KB':>8}{'queries':>9}{'CPU web':>9}"
    f"{'CPU db':>8}{'× floor':>9}"
)


def table(results: Results, wanted: Targets) -> Iterator[str]:
    """Milliseconds; CPU is processor milliseconds per request with one connection."""
    machine = results.machine
    yield f"{machine['processor']}, {machine['usable_cores']} cores, Python {machine['python']}, load {machine['load'][0]:.1f}"
    for size in results.sizes:
        yield ""
        yield f"{size:,} candidates ({results.database_bytes[size] / 1e6:,.0f} MB)"
        yield HEAD
        for work in [*works.FLOORS, *works.WORKS]:
            if found := results.figures[size].get(work.name):
                yield _line(work.title, *found, results.ratio(size, work.name))
    yield from _growths(results)
    yield ""
    yield from (f"{name}: {rate:,.0f} a second" for name, rate in results.rates.items())
    yield from (f"{claim}: {verdict}" for claim, verdict in results.verdicts(wanted))
    yield from (f"Not measured: {what}: {why}" for what, why in results.unmeasured.items())


def _growths(results: Results) -> Iterator[str]:
    first, last = results.sizes[0], results.sizes[-1]
    if len(results.sizes) > 1:
        yield ""
        yield f"Growth of the median from {first:,} to {last:,} candidates"
        for work in works.WORKS:
            if (growth := results.growth(work.name)) is not None:
                yield f"{work.title:24}{growth:>8.2f}"


def _line(title: str, alone: Figures, crowd: Figures, ratio: float | None) -> str:
    cpu = [_number(alone.server_cpu), _number(alone.database_cpu)]
    return (
        f"{title:24}{alone.median:>9.1f}{alone.p95:>9.1f}{crowd.median:>11.1f}{crowd.p95:>9.1f}{crowd.per_second:>8.0f}"
        f"{alone.bytes / 1000:>8.1f}{_number(alone.queries, 0):>9}{cpu[0]:>9}{cpu[1]:>8}{_number(ratio):>9}"
    )


def _number(figure: float | None, places: int = 1) -> str:
    return "–" if figure is None else f"{figure:.{places}f}"


def write(results: Results, wanted: Targets, path: Path) -> None:
    path.write_text(json.dumps(results.as_json(wanted), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
