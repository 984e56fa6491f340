"""The work of the scenarios: an event and a kind of timer whose handlers leave an effect behind."""

import time
from datetime import datetime
from uuid import UUID

from celery import shared_task

from ats.chaos import effects
from ats.kernel.outbox import Event, event, handles
from ats.kernel.timers import Timer, fires

EVENTS, TIMERS, TOUCHES = "chaos.happened", "chaos.ring", "chaos.touch"
WRITING_SECONDS = 0.02
"""A handler takes its time between its write and its end, so that kills strike there too."""


@event(EVENTS)
class Happened(Event):
    """A deed of the campaign that breaks things; no installation emits it."""

    place: int


@handles(Happened, name=EVENTS)
def happened(event: Happened, *, event_id: UUID, at: datetime) -> None:
    effects.record(EVENTS, [(str(event_id), event.place)])
    time.sleep(WRITING_SECONDS)


@fires(TIMERS)
def ring(due: list[Timer], *, at: datetime) -> None:
    effects.record(TIMERS, [(timer.key, timer.version) for timer in due])
    time.sleep(WRITING_SECONDS)


@shared_task(name=TOUCHES, ignore_result=True)
def touch(key: str, seconds: float) -> None:
    """Shows that a message of the broker has reached a worker, and keeps the worker busy for a while."""
    effects.record(TOUCHES, [(key, 0)])
    time.sleep(seconds)
