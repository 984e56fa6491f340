"""One run: build a size, settle, serve, measure every work alone and in a crowd, go on to the next size."""

import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ats.actions.demo.company import PASSWORD
from ats.bench import company, database, floors, imports, journeys, machine, queues, rows, works
from ats.bench.asking import Asker, Unexpected
from ats.bench.company import Company
from ats.bench.measuring import CROWD, Figures, measure
from ats.bench.results import Results
from ats.bench.serving import Served, serving
from ats.bench.works import Work
from ats.kernel import clock
from ats.kernel.access import Role
from ats.kernel.api import keys
from ats.kernel.api.service_users import service_user
from ats.models import Candidate

WARM = 12
"""Requests before those that count: they connect, fill caches and load templates in both processes."""
Say = Callable[[str], None]


@dataclass(frozen=True)
class Plan:
    """`only` are the works to measure (all where it is empty); `count` requests of each, with one connection and with
    several; `jobs` and `import_rows` are smaller in a trial."""

    sizes: Sequence[int]
    only: frozenset[str] = frozenset()
    count: int = 160
    jobs: int = company.JOBS
    import_rows: int = imports.ROWS

    def wants(self, name: str) -> bool:
        return not self.only or name in self.only

    @property
    def busy(self) -> int:
        """Active applications of the busiest job: fewer where the smallest size has not so many people."""
        return min(journeys.BUSY, self.sizes[0] // 4)


def run(plan: Plan, *, database_url: str, folder: Path, say: Say) -> Results:
    """Measure on this process's database, which is `database_url`."""
    results = Results(machine=machine.facts())
    at = clock.now()
    if not company.is_there():
        say("Building the company …")
        company.found(at=at, jobs=plan.jobs)
    house = company.read()
    key = _key()
    for size in plan.sizes:
        _build(house, size, plan, at, say)
        results.sizes.append(size)
        results.database_bytes[size] = database.facts()["bytes"]
        with serving(sys.executable, database_url, folder / "web.log") as served:
            results.figures[size] = _measure(plan, house, served, key, results, say)
    _rates(plan, database_url, folder, results, say)
    return results


def _key() -> str:
    role = Role.objects.get(key="integrator")
    return keys.create(name="Bench", user=service_user("Bench", role))[1]


def _build(house: Company, size: int, plan: Plan, at: datetime, say: Say) -> None:
    """Bring the people to `size`; the few of the demo count."""
    began, have = time.monotonic(), Candidate.objects.count()
    rows.grow(house, since=have, to=size, at=at, busy=plan.busy)
    database.settle()
    say(f"{size:,} candidates, built in {time.monotonic() - began:.0f} s.")


def _measure(
    plan: Plan, house: Company, served: Served, key: str, results: Results, say: Say
) -> dict[str, list[Figures]]:
    person, integrator = Asker(served.port), Asker(served.port, key=key)
    person.sign_in(house.recruiter.email, PASSWORD)
    found = {}
    for work in [*works.FLOORS, *works.WORKS]:
        if plan.wants(work.name) or work in works.FLOORS:
            asker = integrator if work.by_key else Asker(served.port) if work in works.FLOORS else person
            try:
                found[work.name] = _both(work, house, served, asker, plan.count)
                say(f"  {work.title}: {found[work.name][0].median:.1f} ms")
            except (Unexpected, OSError) as problem:
                results.unmeasured[f"{work.name} at {results.sizes[-1]}"] = str(problem)
    return found


def _both(work: Work, house: Company, served: Served, asker: Asker, count: int) -> list[Figures]:
    """Alone, then in a crowd. Raises Unexpected, also where there is nothing to ask."""
    turns = work.turns(house)
    if not turns:
        raise Unexpected("There is nothing of the kind in the database.")
    for turn in (turns * WARM)[: min(WARM, count)]:
        turn(asker)
    return [measure(served, asker, turns, at_once=n, count=count) for n in (1, CROWD)]


def _rates(plan: Plan, database_url: str, folder: Path, results: Results, say: Say) -> None:
    """Rows, mails and pieces of work a second, after all pages: imports and queues change the data."""
    if plan.wants("copy"):
        results.rates["copy rows"] = floors.copied_rows()
    if plan.wants("smtp"):
        results.rates["mails"] = floors.mails(sys.executable, folder)
    if plan.wants("queues"):
        results.rates |= queues.rates(clock.now())
    if plan.wants("imports"):
        try:
            told = imports.rates(sys.executable, database_url, folder / "import.log", rows=plan.import_rows)
            results.rates |= {f"imports {name}": rate for name, rate in told.items()}
        except imports.Failed as problem:
            results.unmeasured["imports"] = str(problem)
