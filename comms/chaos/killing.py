"""N messages, senders killed in their midst: none lost, none doubled, every doubtful one visible.

Plain SMTP can neither deduplicate nor be asked, so what was in flight at a kill may end in doubt: at most one message per
kill, since a sender holds one at a time. A sender is killed only once it is at work: the start of a process proves nothing.
"""

import os
import random
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope
from django.db import connection
from django.db.models.functions import Now

from ats.chaos.servers import APPLICATION
from ats.kernel import clock
from ats.models import Candidate
from comms.actions import sending
from comms.channels import Guarantee
from comms.models import Message, MessageClass, MessageStatus

STARTING_SECONDS = 60.0


@dataclass(frozen=True)
class Plan:
    """How many messages, kills and senders; `pause` is the longest time between two kills, in seconds."""

    messages: int = 10_000
    kills: int = 300
    senders: int = 2
    pause: float = 0.5
    patience: float = 900.0

    def scaled(self, scale: float) -> "Plan":
        """So many times the messages and kills, at least one of each."""
        return replace(self, messages=max(1, round(self.messages * scale)), kills=max(1, round(self.kills * scale)))


class Counted:
    """Handler of the SMTP server: how often each Message-ID came. A kill strikes before the answer as well as after."""

    def __init__(self) -> None:
        self.times: Counter[str] = Counter()
        self._lock = threading.Lock()

    async def handle_DATA(self, server: Any, session: Any, envelope: Envelope) -> str:
        content = bytes(envelope.content or b"")
        head = content.split(b"\r\n\r\n", 1)[0].decode()
        name = next(line for line in head.splitlines() if line.lower().startswith("message-id:"))
        with self._lock:
            self.times[name.split("<")[1].split("@")[0]] += 1
        return "250 Kept"


def prove(plan: Plan, *, database_url: str, seed: int, port: int, log: Path) -> dict[str, Any]:
    """Queue, kill, wait, count. The database is the present one; `database_url` is how the senders reach it."""
    chance, counted = random.Random(seed), Counted()
    keys = _queue(plan.messages)
    started = time.monotonic()
    with _server(counted, port), _senders(plan, database_url, port, log) as senders:
        kills = 0
        while kills < plan.kills and Message.objects.filter(key__in=keys).waiting().exists():
            victim = chance.randrange(plan.senders)
            _wait(lambda victim=victim: senders.is_at_work(victim), STARTING_SECONDS)
            time.sleep(chance.uniform(0, plan.pause))
            senders.kill(victim)
            kills += 1
        _wait(lambda: not Message.objects.filter(key__in=keys).waiting().exists(), plan.patience)
        senders.stop()
        _end_leases(keys)
    return _figures(plan, kills, keys, counted, time.monotonic() - started)


def _queue(number: int) -> list[str]:
    at, candidate = clock.now(), Candidate.objects.create(first_name="Chaos")
    rows = [
        Message(
            key=f"chaos:{at.isoformat()}:{place}",
            purpose="chaos",
            message_class=MessageClass.TRANSACTIONAL,
            candidate=candidate,
            to_address=f"person{place}@mail.example",
            subject=f"Message {place}",
            body_text="It matters that this comes once.",
            body_html="<p>It matters that this comes once.</p>",
            send_at=at,
            due_at=at,
        )
        for place in range(number)
    ]
    Message.objects.bulk_create(rows, batch_size=1000)
    return [row.key for row in rows]


@contextmanager
def _server(counted: Counted, port: int) -> Iterator[None]:
    controller = Controller(counted, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield
    finally:
        controller.stop()


class Senders:
    """Sender processes; a killed one is replaced at once."""

    def __init__(self, count: int, env: dict[str, str], log: Path) -> None:
        self._env, self._log = env, log
        self._starts = 0
        self._names = [""] * count
        self._processes = [self._start(number) for number in range(count)]

    def _start(self, number: int) -> "subprocess.Popen[bytes]":
        self._starts += 1
        self._names[number] = f"{APPLICATION}-{self._starts}"
        with self._log.open("ab") as words:
            command = [sys.executable, "-m", "comms.chaos.sender"]
            env = {**self._env, "PGAPPNAME": self._names[number]}
            return subprocess.Popen(command, env=env, stdout=words, stderr=words)

    def is_at_work(self, number: int) -> bool:
        """Whether the sender has come to the database, and so to its messages."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_stat_activity WHERE application_name = %s", [self._names[number]])
            return cursor.fetchone() is not None

    def kill(self, number: int) -> None:
        self._processes[number].kill()
        self._processes[number].wait()
        self._processes[number] = self._start(number)

    def stop(self) -> None:
        for process in self._processes:
            process.kill()
            process.wait()


@contextmanager
def _senders(plan: Plan, database_url: str, port: int, log: Path) -> Iterator[Senders]:
    mail = {"ATS_SMTP_HOST": "127.0.0.1", "ATS_SMTP_PORT": str(port), "DJANGO_SETTINGS_MODULE": "ats.settings.base"}
    senders = Senders(plan.senders, {**os.environ, **mail, "DATABASE_URL": database_url}, log)
    try:
        yield senders
    finally:
        senders.stop()


def _wait(reached: Any, seconds: float) -> None:
    end = time.monotonic() + seconds
    while not reached() and time.monotonic() < end:
        time.sleep(0.1)


def _end_leases(keys: list[str]) -> None:
    """Every sender is dead now: what they held is overdue at once instead of after the lease, and is parked."""
    held = Message.objects.filter(key__in=keys, status=MessageStatus.SENDING)
    held.update(leased_until=Now() - sending.LEASE)
    while sending.park(Guarantee.NONE, clock.now()):
        pass


def _figures(plan: Plan, kills: int, keys: list[str], counted: Counted, seconds: float) -> dict[str, Any]:
    rows = {str(pk): status for pk, status in Message.objects.filter(key__in=keys).values_list("pk", "status")}
    states = Counter(rows.values())
    came = {pk for pk, times in counted.times.items() if times}
    wrong = {
        "lost": sum(status == MessageStatus.SENT and pk not in came for pk, status in rows.items()),
        "doubled": sum(times > 1 for times in counted.times.values()),
        "neither sent nor visible": plan.messages - states[MessageStatus.SENT] - states[MessageStatus.IN_DOUBT],
        "more in doubt than kills": max(0, states[MessageStatus.IN_DOUBT] - kills - plan.senders),
    }
    return {
        "messages": plan.messages,
        "kills": kills,
        "sent": states[MessageStatus.SENT],
        "in doubt": states[MessageStatus.IN_DOUBT],
        **wrong,
        "duration, seconds": round(seconds, 1),
        "problems": sum(wrong.values()),
    }
