"""Candidates from a CSV file, as the product imports them: read, validated, normalised, sealed, known ones found, one
transaction, one event. In one process, and by two at once, each with a file of its own."""

import csv
import io
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from random import Random

import django

from ats.bench.serving import environment

ROWS = 20_000
COLUMNS = ("first_name", "last_name", "email", "phone", "company", "title", "location", "tags", "source")
READY = "ready"


class Failed(Exception):
    """An importing process did not come to its end; its last words are in the message."""


def rates(python: str, database_url: str, log: Path, *, rows: int = ROWS) -> dict[str, float]:
    """Rows a second with one process and with two, from the upload to the commit. Raises Failed."""
    return {
        "one": _rate(python, database_url, log, rows, starts=[10_000_000]),
        "two": _rate(python, database_url, log, rows, starts=[20_000_000, 30_000_000]),
    }


def _rate(python: str, database_url: str, log: Path, rows: int, starts: list[int]) -> float:
    """All processes load Django and make their file first; the clock runs from the word to go until the last one is done."""
    with log.open("ab") as words:
        processes = [
            subprocess.Popen(
                [python, "-m", "ats.bench.imports", str(start), str(rows)],
                env=environment(database_url),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=words,
                text=True,
            )
            for start in starts
        ]
    for process in processes:
        _hears(process, READY, log)
    began = time.perf_counter()
    for process in processes:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in processes:
        _hears(process, str(rows), log)
    took = time.perf_counter() - began
    for process in processes:
        process.communicate()
    return rows * len(processes) / took


def _hears(process: "subprocess.Popen[str]", word: str, log: Path) -> None:
    assert process.stdout
    said = process.stdout.readline().strip()
    if said != word:
        raise Failed(
            f"It said {said!r} instead of {word!r}. {log.read_text(encoding='utf-8', errors='replace')[-800:]}"
        )


def content(start: int, rows: int) -> bytes:
    """A CSV file with `rows` people whom nobody knows; `start` makes them others than those of other files."""
    from ats.bench import names

    chance, text = Random(start), io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for number in range(start, start + rows):
        person = names.person(number, chance)
        facts = [person.first_name, person.last_name, person.email, person.phone, person.company, person.title]
        writer.writerow([*facts, person.location, ",".join(person.tags), "linkedin-jobs"])
    return text.getvalue().encode()


def _say(word: str) -> None:
    """To the process that measures, at once."""
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def run(start: int, rows: int) -> int:
    """In a process of its own: import a file once the word to go is read; how many rows came in."""
    from django.core.files.uploadedfile import SimpleUploadedFile
    from kombu.exceptions import OperationalError

    from ats.kernel import clock, waking
    from ats.kernel.transfers import runs
    from ats.kernel.transfers.models import RunStatus
    from ats.models import User

    file = SimpleUploadedFile("people.csv", content(start, rows))
    by = User.objects.get(email="recruiter@waymark.example")
    with suppress(OperationalError, OSError):
        waking.send()  # the first one loads Celery, which a server that has been up for a while has done
    _say(READY)
    sys.stdin.readline()
    run = runs.commit(run=runs.upload(noun="candidates", file=file, by=by, at=clock.now()), by=by, at=clock.now())
    while run.status == RunStatus.QUEUED:  # with two at once either may import the other's
        if not runs.run_queued(clock.now()):
            time.sleep(0.01)
        run.refresh_from_db()
    return int(run.count("new")) if run.status == RunStatus.COMMITTED else 0


if __name__ == "__main__":
    django.setup()
    _say(str(run(int(sys.argv[1]), int(sys.argv[2]))))
