"""Asking again and again, by one and by several at once, and what came of it."""

import statistics
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import cycle, islice

from ats.bench.asking import Answer, Asker, Turn
from ats.bench.serving import Served

CROWD = 8


@dataclass(frozen=True)
class Figures:
    """Of `requests` answers: milliseconds as a client saw them, bytes of the median answer's body, the most queries of any
    answer, and processor milliseconds per request of the server and of Postgres (None where they can't be known)."""

    requests: int
    at_once: int
    median: float
    p95: float
    per_second: float
    bytes: int
    queries: int | None
    server_cpu: float | None
    database_cpu: float | None


def measure(served: Served, asker: Asker, turns: Sequence[Turn], *, at_once: int, count: int) -> Figures:
    """Do `turns`, over and over where they are fewer than `count`, with `at_once` connections of the same person."""
    before, began = served.cpu(), time.perf_counter()
    answers = _in_a_row(asker, list(islice(cycle(turns), count)), at_once)
    took, after = time.perf_counter() - began, served.cpu()
    spent = [(b - a) * 1000 / len(answers) for a, b in zip(before, after, strict=True)] if before and after else None
    times = sorted(answer.seconds * 1000 for answer in answers)
    told = [answer.queries for answer in answers if answer.queries is not None]
    return Figures(
        requests=len(answers),
        at_once=at_once,
        median=statistics.median(times),
        p95=times[min(len(times) - 1, int(len(times) * 0.95))],
        per_second=len(answers) / took,
        bytes=int(statistics.median(len(answer.body) for answer in answers)),
        queries=max(told) if told else None,
        server_cpu=spent[0] if spent else None,
        database_cpu=spent[1] if spent else None,
    )


def _in_a_row(asker: Asker, turns: list[Turn], at_once: int) -> list[Answer]:
    """Each connection does every `at_once`-th turn, one after another."""
    if at_once == 1:
        return [turn(asker) for turn in turns]

    def one(place: int) -> list[Answer]:
        mine = asker.another()
        try:
            return [turn(mine) for turn in turns[place::at_once]]
        finally:
            mine.close()

    with ThreadPoolExecutor(at_once) as pool:
        return [answer for answers in pool.map(one, range(at_once)) for answer in answers]
