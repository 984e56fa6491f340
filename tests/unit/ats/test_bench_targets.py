"""The bench's targets are those of targets.toml, and a figure that misses one says by how much."""

from typing import Any

import pytest

from ats.bench import measuring, targets, works
from ats.bench.results import Results


def figures(median: float, queries: int = 9) -> measuring.Figures:
    return measuring.Figures(
        requests=10,
        at_once=1,
        median=median,
        p95=median,
        per_second=1.0,
        bytes=1,
        queries=queries,
        server_cpu=None,
        database_cpu=None,
    )


def results(*medians: float, sizes: tuple[int, ...] = (2_000, 100_000), **more: Any) -> Results:
    found = {size: {"jobs": [figures(median, **more)]} for size, median in zip(sizes, medians, strict=True)}
    return Results(machine={}, sizes=list(sizes), figures=found)


def test_each_work_has_its_target() -> None:
    assert targets.read().works.keys() == {work.name for work in works.WORKS}


def test_a_target_that_is_kept_is_met() -> None:
    said = dict(results(38.0, 40.0).verdicts(targets.read()))
    assert set(said.values()) == {"met"}, said
    assert len(said) == 3


def test_a_target_that_is_missed_says_by_how_much() -> None:
    said = dict(results(38.0, 60.0, queries=15).verdicts(targets.read()))
    assert said["jobs: median 60.0 ms, ≤ 40 ms"] == "missed by 50 %"
    assert said["jobs: 15 queries, ≤ 12"] == "missed by 25 %"
    assert said["jobs: growth ×1.58, ≤ ×1.3"] == "missed by 21 %"


def test_times_are_judged_only_at_the_size_that_they_are_meant_for() -> None:
    said = dict(results(300.0, 600.0, sizes=(100, 200)).verdicts(targets.read()))
    assert said == {"jobs: 9 queries, ≤ 12": "met"}


def test_a_million_may_grow_a_little_more() -> None:
    said = dict(results(30.0, 40.0, 44.0, sizes=(2_000, 100_000, 1_000_000)).verdicts(targets.read()))
    assert said["jobs: growth ×1.47, ≤ ×1.5"] == "met"


@pytest.mark.parametrize(("rate", "verdict"), [(8_000.0, "met"), (6_000.0, "missed by 25 %")])
def test_rates_are_to_be_large(rate: float, verdict: str) -> None:
    assert targets.at_least(rate, 8_000) == verdict
