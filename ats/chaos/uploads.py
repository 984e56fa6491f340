"""Thousands of spoilt files through the product's own door: each ends stored with its text, or refused in words."""

import random
import time
from collections import Counter
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection

from ats.chaos.servers import Servers
from ats.chaos.spoilt import Spoilt, spoilt
from ats.kernel import clock, files
from ats.kernel.files.drawing import MAX_BYTES, MAX_PAGES, frames
from ats.kernel.files.parsing import parse
from ats.kernel.files.pool import Pool
from ats.kernel.models import Delivery, Event, Heartbeat, Timer

FILES = 20_000
DRAWN = 25  # one file of so many has its pages drawn too


@dataclass
class Outcome:
    """What became of the files; `problems` are sentences about what must not be."""

    counts: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)
    slowest: float = 0.0
    most_memory: int = 0


def run(servers: Servers, seed: int, log: Path, scale: float) -> dict[str, object]:
    """The campaign: FILES files at scale 1."""
    _all_tables()
    began = time.monotonic()
    found = campaign(random.Random(seed), max(20, int(FILES * scale)))
    return {
        **found.counts,
        "slowest s": round(found.slowest, 2),
        "most memory MB": found.most_memory // 1024,
        "files a second": round(
            sum(found.counts[name] for name in ("refused", "text", "told")) / (time.monotonic() - began)
        ),
        "examples": "; ".join(found.problems[:3]) or "none",
        "problems": len(found.problems),
    }


def _all_tables() -> None:
    """Other scenarios need the tables of the kernel's work alone; a file that goes is looked for in all there are."""
    with connection.schema_editor() as editor:
        for model in (Delivery, Event, Timer, Heartbeat):
            editor.delete_model(model)
    call_command("migrate", interactive=False, verbosity=0)


def campaign(chance: random.Random, number: int) -> Outcome:
    """Send `number` files in; the files that are taken are removed again."""
    found = Outcome()
    with Pool() as pool:
        for place, (name, content) in enumerate(islice(spoilt(chance), number)):
            began = time.monotonic()
            _one(found, pool, (name, content), draws=place % DRAWN == 0)
            found.slowest = max(found.slowest, time.monotonic() - began)
        found.most_memory = pool.most_memory
    if found.slowest > settings.PARSE_SECONDS + 2:
        found.problems.append(f"A file took {found.slowest:.1f} s.")
    if found.most_memory > settings.PARSE_MEGABYTES * 1024:
        found.problems.append(f"A file took {found.most_memory // 1024} MB.")
    return found


def _one(found: Outcome, pool: Pool, sent: Spoilt, *, draws: bool) -> None:
    name, content = sent
    try:
        stored = files.store(upload=ContentFile(content, name), by=None, at=clock.now())
    except files.UploadRefused as refused:
        found.counts["refused"] += 1
        if len(refused.message) < 20:
            found.problems.append(f"{name} was refused without words.")
        return
    read = parse(stored, ask=pool.ask)
    found.counts["text" if read.text else "told"] += 1
    if not read.text and not read.problem:
        found.problems.append(f"{name} has neither text nor a word about it.")
    if draws:
        answer = pool.ask(stored, "pages", most=MAX_PAGES, most_bytes=MAX_BYTES)
        found.counts["pages"] += len(list(frames(answer.output)))
    files.discard(stored)
