"""What it costs to import a file as other systems export it, with people who come twice and cells that are dirty.

    measure(rows=20_000)      the whole way from the file on disk to the commit, as a worker does it

Wall time on a shared machine says little, so CPU time is taken too: of this process, and of the Postgres process that serves
it where that runs on this machine. What is measured stays in the database; roll it back, or throw the database away.
"""

import csv
import io
import random
import time
import unicodedata
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from ats.bench import processes
from ats.kernel import clock
from ats.kernel.models import ImportRun
from ats.kernel.transfers import runs

HEAD = ["Name", "E-mail", "Phone", "Employer", "Title", "City", "Country", "Source", "Tags"]
FIRST = (
    "Ana Bo Chiara Dmitri Elif Femi Grace Hüseyin Ines João Kofi Lena Mateo Noor Óscar Priya Quentin Rosa Søren Tariq"
)
LAST = "Abreu Becker Costa Dubois Eriksen Ferreira García Haddad Ito Jansen Kovač Lindqvist Müller Nowak Okafor Petrova"
CITIES = [("Lisbon", "Portugal"), ("Berlin", "Germany"), ("Madrid", "Spain"), ("Lyon", "France"), ("Leeds", "GB")]
SOURCES = ["linkedin-jobs", "Indeed", "agency", "employee-referral", ""]
TAGS = ["python", "sql", "sales", "nursing", "german", "remote", "night shifts", "leadership"]
TWICE, DIRTY = 0.04, 0.01  # shares of rows


@dataclass(frozen=True)
class Measured:
    """Seconds and CPU seconds that importing `rows` took; `database_cpu` is 0 where Postgres is on another machine."""

    rows: int
    came_in: int
    seconds: float
    own_cpu: float
    database_cpu: float

    @property
    def rows_per_second(self) -> float:
        return self.rows / self.seconds

    @property
    def rows_per_cpu_second(self) -> float:
        """What a machine with nothing else to do would reach: the two processes wait for each other."""
        return self.rows / (self.own_cpu + self.database_cpu)


def measure(*, rows: int, by: Any = None, seed: int = 1) -> Measured:
    """Upload a file of `rows` rows (their dry run is not measured), then import it as a worker does. Files of different
    seeds hold different people. Raises RuntimeError when the import fails."""
    run = queued(rows=rows, by=by, seed=seed)
    before = _spent()
    runs.run_queued(clock.now())
    seconds, own, database = (after - earlier for after, earlier in zip(_spent(), before, strict=True))
    run.refresh_from_db()
    if not run.is_committed:
        raise RuntimeError(f"The import was not committed: {run.problem or run.status}")
    return Measured(rows, run.count("new") + run.count("updated"), seconds, own, database)


def queued(*, rows: int, by: Any = None, seed: int = 1) -> ImportRun:
    """A file of `rows` rows that was tried and waits for a worker."""
    file = SimpleUploadedFile("people.csv", people(rows, seed).encode())
    run = runs.upload(noun="candidates", file=file, by=by, at=clock.now(), options={"country": "PT"})
    return runs.commit(run=run, by=by, at=clock.now())


def people(rows: int, seed: int) -> str:
    """CSV text: every name, address and number of its own, but for the shares that stand in it twice or are dirty."""
    chance, text = random.Random(seed), io.StringIO()
    writer, earlier = csv.writer(text), [""]
    writer.writerow(HEAD)
    for number in range(rows):
        cells = _person(chance, seed * 1_000_000 + number)
        luck = chance.random()
        if luck < TWICE:
            cells[1] = chance.choice(earlier)
        elif luck < TWICE + DIRTY:
            cells[chance.choice([1, 2])] = "not known"
        else:
            earlier.append(cells[1])
        writer.writerow(cells)
    return text.getvalue()


def _person(chance: random.Random, number: int) -> list[str]:
    first, last = chance.choice(FIRST.split()), chance.choice(LAST.split())
    city, country = chance.choice(CITIES)
    domain = chance.choice(["Example.org", "example.com", f"firm{number % 997}.example"])
    phone = chance.choice(["+3519{:08}", "9{:08}", "+351 9{:08}", "+49 151 {:08}", "+44 7{:09}", ""])
    return [
        f"{first} {last} {_letters(number)}",
        f"{_ascii(first)}.{_ascii(last)}.{number}@{domain}",
        phone.format(number % 100_000_000),
        f"Firm {number % 997} Ltd",
        f"{chance.choice(['Senior', 'Junior', 'Lead'])} {chance.choice(['engineer', 'nurse', 'analyst', 'driver'])}",
        city,
        country,
        chance.choice(SOURCES),
        ", ".join(chance.sample(TAGS, chance.randrange(4))),
    ]


def _ascii(name: str) -> str:
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()


def _letters(number: int) -> str:
    """A made-up last name for a number; no two are alike."""
    name = ""
    while number:
        number, letter = divmod(number, 20)
        name += "bacedifoguhajekilomu"[letter]
    return name.capitalize()


def _spent() -> tuple[float, float, float]:
    """Now, and CPU seconds so far: of this process and of the Postgres process behind its connection."""
    return time.perf_counter(), time.process_time(), _database_cpu()


def _database_cpu() -> float:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    return processes.seconds([pid])
