"""Events for a receiver on this machine, workers killed while they lay out and send: each is recorded once and comes in order.

A receiver may get one twice where a kill struck between its answer and our writing it down; it knows it by its webhook-id.
"""

import os
import random
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection, transaction

from ats.chaos.receiver import Receiver, receiving
from ats.chaos.servers import Servers
from ats.kernel import clock
from ats.kernel.history import acting
from ats.kernel.outbox import emit
from ats.kernel.webhooks import signing
from ats.kernel.webhooks.events import WebhookEndpointDisabled
from ats.kernel.webhooks.models import (
    OPEN,
    DeliveryStatus,
    WebhookAttempt,
    WebhookDelivery,
    WebhookEndpoint,
    WebhookSecret,
)


@dataclass(frozen=True)
class Plan:
    """How many events about how many subjects, how many kills, and the longest time between two, in seconds."""

    events: int = 200
    subjects: int = 20
    kills: int = 6
    workers: int = 2
    pause: float = 1.0
    patience: float = 120.0


def run(servers: Servers, seed: int, log: Path, scale: float) -> dict[str, Any]:
    """The scenario on a database of its own, whose tables are laid out anew, in the size of the campaign."""
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    call_command("migrate", verbosity=0)
    plan = Plan(events=max(1, round(10_000 * scale)), subjects=500, kills=max(1, round(300 * scale)), patience=900.0)
    with receiving(Receiver()) as receiver, acting(None, "Chaos"):
        endpoint = WebhookEndpoint.objects.create(url=receiver.url)
        WebhookSecret.objects.create(endpoint=endpoint, secret=signing.make_secret(), created_at=clock.now())
        env = {"DATABASE_URL": servers.database_url, "DJANGO_SETTINGS_MODULE": "ats.settings.base", "ATS_DEMO": "1"}
        return prove(plan, came=lambda: receiver.ids, env=env, seed=seed, log=log)


class Workers:
    """Worker processes; a killed one is replaced at once."""

    def __init__(self, count: int, env: dict[str, str], log: Path) -> None:
        self._env, self._log = env, log
        self._processes = [self._start() for _ in range(count)]

    def _start(self) -> "subprocess.Popen[bytes]":
        with self._log.open("ab") as words:
            command = [sys.executable, "-m", "ats.chaos.webhook_worker"]
            return subprocess.Popen(command, env=self._env, stdout=words, stderr=words)

    def kill(self, number: int) -> None:
        self._processes[number].kill()
        self._processes[number].wait()
        self._processes[number] = self._start()

    def stop(self) -> None:
        for process in self._processes:
            process.kill()
            process.wait()


def prove(
    plan: Plan, *, came: Callable[[], Collection[str]], env: dict[str, str], seed: int, log: Path
) -> dict[str, Any]:
    """Emit, kill, wait, count. There is one endpoint, for every event; `came()` are the ids that its receiver got, in order."""
    chance = random.Random(seed)
    workers = Workers(plan.workers, {**os.environ, **env}, log)
    try:
        _emit(plan, chance)
        for _ in range(plan.kills):
            before = len(came())
            _wait(lambda before=before: len(came()) > before or _is_over(plan), plan.patience)
            time.sleep(chance.uniform(0, plan.pause))
            workers.kill(chance.randrange(plan.workers))
        _wait(lambda: _is_over(plan), plan.patience)
    finally:
        workers.stop()
    return _figures(plan, list(came()))


def _emit(plan: Plan, chance: random.Random) -> None:
    subjects = [uuid.UUID(int=chance.getrandbits(128), version=4) for _ in range(plan.subjects)]
    for number in range(plan.events):
        with transaction.atomic():
            emit(
                WebhookEndpointDisabled(
                    subject_id=subjects[number % plan.subjects], occurred_at=clock.now(), reason="chaos"
                )
            )


def _is_over(plan: Plan) -> bool:
    return (
        WebhookDelivery.objects.count() >= plan.events and not WebhookDelivery.objects.filter(status__in=OPEN).exists()
    )


def _wait(reached: Callable[[], bool], seconds: float) -> None:
    end = time.monotonic() + seconds
    while not reached() and time.monotonic() < end:
        time.sleep(0.05)


def _figures(plan: Plan, came: list[str]) -> dict[str, Any]:
    rows = list(WebhookDelivery.objects.order_by("sequence"))
    first = {name: place for place, name in reversed(list(enumerate(came)))}
    by_subject: dict[uuid.UUID, list[int]] = {}
    for row in rows:
        by_subject.setdefault(row.subject_id, []).append(first.get(row.message_id, -1))
    wrong = {
        "not recorded": plan.events - len({row.event_id for row in rows}),
        "recorded twice": len(rows) - len({row.event_id for row in rows}),
        "recorded as taken, never came": sum(row.message_id not in first for row in rows),
        "not settled": sum(row.status != DeliveryStatus.DELIVERED for row in rows),
        "out of order": sum(places != sorted(places) for places in by_subject.values()),
    }
    return {
        "events": plan.events,
        "kills": plan.kills,
        "came twice": len(came) - len(first),
        "attempts that a kill cut off": WebhookAttempt.objects.filter(outcome="stopped").count(),
        **wrong,
        "problems": sum(wrong.values()),
    }
