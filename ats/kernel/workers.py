"""What a worker does by itself: poll for due work every POLL_SECONDS, broker or no broker, and say that it lives.

Each lane (see pump) has a thread and a database connection of its own, so that a slow mail server holds up no timer.
"""

import logging
import os
import signal
import socket
import threading
from collections.abc import Collection
from datetime import timedelta

from django.conf import settings
from django.db import Error, connection, connections, models
from django.db.models import F
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from ats.kernel import execution, pump
from ats.kernel.pump import EVERY_LANE, Lane

log = logging.getLogger(__name__)
SILENCE = timedelta(seconds=20)
"""A lane is polled every few seconds; one that is silent for longer does not work."""
PATIENCE = {Lane.OUTBOUND: timedelta(minutes=6), Lane.WEBHOOKS: timedelta(minutes=6)}
"""What one round may take where other servers are waited for: twenty messages of fifteen seconds, and a bit."""
KEPT = timedelta(days=1)
"""How long the last sign of a worker that is gone is kept."""


class Heartbeat(models.Model):
    """One row per worker process and lane, renewed between rounds of work: readiness is progress, not mere life."""

    worker = models.CharField(max_length=120, primary_key=True)
    lane = models.CharField(max_length=20, blank=True, db_default="", help_text=_("Empty: all of them"))
    started_at = models.DateTimeField(db_default=Now())
    beat_at = models.DateTimeField(db_default=Now(), help_text=_("By the database's clock"))
    done = models.PositiveBigIntegerField(default=0, help_text=_("Pieces of work tried since the start"))

    class Meta:
        ordering = ["worker"]

    def __str__(self) -> str:
        return self.worker


def use_worker_timeouts() -> None:
    """Give this process's database connections a worker's timeouts; those that are open are closed for it."""
    for alias in connections:
        connections[alias].settings_dict.setdefault("OPTIONS", {})["options"] = settings.WORKER_DATABASE_OPTIONS
        if not connections[alias].in_atomic_block:
            connections[alias].close()


class Poller(threading.Thread):
    """Runs what is due in `lanes` until told to stop. A database that goes away is waited for.

    No error ends a lane: it is logged, and the next round begins. Should the thread end all the same, the whole process
    ends too, so that its supervisor starts a sound one; a worker that lacks a lane looks alive and does half its work.
    """

    def __init__(self, lanes: Collection[Lane] = EVERY_LANE) -> None:
        self.lanes = lanes
        self.lane = next(iter(lanes)).value if len(lanes) == 1 else ""
        self.worker = name_of(os.getpid(), self.lane)
        self.done = 0
        super().__init__(name=f"poller {self.lane}".strip(), daemon=True)

    def run(self) -> None:
        try:
            while not execution.stopping.is_set():
                if not self.round():
                    execution.stopping.wait(settings.POLL_SECONDS)
            connection.close()
        finally:
            if not execution.stopping.is_set():
                log.critical("The poller %s ended; so does its worker.", self.worker)
                end_process()

    def round(self) -> int:
        """A sign of life and a batch of work: how much was tried, nothing when that failed."""
        try:
            self.beat()
            worked = pump.run_once(lanes=self.lanes)
            self.done += worked
            return worked
        except (execution.ConnectionLost, Error) as error:
            log.warning("No database (%s); trying again in %s s.", type(error).__name__, settings.POLL_SECONDS)
        except Exception:
            log.exception("A round of the poller %s failed; trying again in %s s.", self.worker, settings.POLL_SECONDS)
        connection.close()
        return 0

    def beat(self) -> None:
        """The first one of a worker sweeps away what workers of the past have left."""
        facts = {"lane": self.lane, "beat_at": Now(), "done": self.done}
        if Heartbeat.objects.update_or_create(worker=self.worker, defaults=facts)[1]:
            Heartbeat.objects.filter(beat_at__lt=Now() - KEPT).delete()


def end_process() -> None:
    """Ask this process to stop as its supervisor would: it finishes or gives back what it holds."""
    os.kill(os.getpid(), signal.SIGTERM)


def pollers() -> list[Poller]:
    """A worker's pollers, one for each lane; not started yet."""
    return [Poller([lane]) for lane in Lane]


def name_of(pid: int, lane: str) -> str:
    """What a lane of the worker with this process number is called in its heartbeat."""
    return f"{socket.gethostname()}:{pid}{f'/{lane}' if lane else ''}"


def silent_lanes() -> list[Lane]:
    """The lanes on which no worker has shown progress for too long; none when all is well."""
    heard = Heartbeat.objects.filter(beat_at__gt=Now() - max(SILENCE, *PATIENCE.values()))
    beats: list[tuple[str, timedelta]] = list(heard.annotate(age=Now() - F("beat_at")).values_list("lane", "age"))
    return [lane for lane in Lane if not any(_is_fresh(lane, *beat) for beat in beats)]


def _is_fresh(lane: Lane, beaten: str, age: timedelta) -> bool:
    return beaten in ("", lane) and age <= PATIENCE.get(lane, SILENCE)
