"""Floors that are not asked over HTTP: rows into the candidate table's indexes, mail over a connection that is kept."""

import os
import smtplib
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from random import Random
from uuid import uuid4

from django.conf import settings
from django.db import connection

from ats.bench import names
from ats.kernel.copying import copy_in
from ats.launcher import ports
from ats.launcher.processes import Program, end, start
from ats.models import Candidate

COPIED, MAILS = 5_000, 200
FACTS = ("first_name", "last_name", "title", "company", "location", "tags")


def copied_rows() -> float:
    """Rows a second that Postgres takes into the candidate table with all its indexes; they are rolled back."""
    now, chance = datetime.now(UTC), Random(0)
    people = [names.person(n, chance) for n in range(COPIED)]
    rows = [(uuid4(), *(getattr(person, fact) for fact in FACTS), now, now) for person in people]
    began = time.perf_counter()
    with rolled_back():
        copy_in(Candidate, ["id", *FACTS, "created_at", "updated_at"], rows)
        took = time.perf_counter() - began
    return COPIED / took


@contextmanager
def rolled_back() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("BEGIN")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def mails(python: str, folder: Path) -> float:
    """Mails a second that the mail catcher takes over one connection."""
    port, kept = ports.any_free(), folder / "mail"
    argv = [python, "manage.py", "mailcatcher", "--port", str(port), "--dir", str(kept)]
    program = Program("The mail catcher", argv, dict(os.environ), folder / "mail.log", Path(settings.ROOT))
    process = start(program)
    try:
        ports.await_listener(port, lambda: process.poll() is None)
        with smtplib.SMTP("127.0.0.1", port, timeout=30) as line:
            began = time.perf_counter()
            for number in range(MAILS):
                line.send_message(_mail(number))
            return MAILS / (time.perf_counter() - began)
    finally:
        end(process, program)


def _mail(number: int) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"] = "hiring@bench.example", f"person{number}@bench.example"
    mail["Subject"] = "We have your application"
    mail.set_content("Thank you. Somebody reads it within two working days.\n" * 8)
    return mail
