"""The work that a scenario keeps in flight."""

import random
import uuid
from datetime import timedelta

from django.db import transaction

from ats.chaos import work
from ats.kernel import clock
from ats.kernel.leases import Leased, State
from ats.kernel.models import Delivery, Timer
from ats.kernel.outbox import emit
from ats.kernel.timers import arm

LEASED: tuple[type[Leased], ...] = (Delivery, Timer)
"""All that is claimed under leases."""


def waiting(model: type[Leased]) -> int:
    return int(model._base_manager.filter(state=State.WAITING).count())


class Feed:
    """Events of `subjects` subjects, each with its place in the order, and timers that fall due within `seconds`."""

    def __init__(self, chance: random.Random, subjects: int, seconds: float) -> None:
        self.subjects = [uuid.UUID(int=chance.getrandbits(128)) for _ in range(subjects)]
        self.events = self.timers = 0
        self._chance, self._seconds = chance, seconds

    def top_up(self, events: int, timers: int) -> None:
        """Add what is missing to so many events and timers that wait."""
        self.add(events - waiting(Delivery), timers - waiting(Timer))

    def add(self, events: int, timers: int) -> None:
        """So many more of each, in one transaction."""
        with transaction.atomic():
            for _ in range(events):
                self._emit()
            for _ in range(timers):
                self._arm()

    def _emit(self) -> None:
        subject_id = self.subjects[self.events % len(self.subjects)]
        emit(work.Happened(subject_id=subject_id, occurred_at=clock.now(), place=self.events))
        self.events += 1

    def _arm(self) -> None:
        due_at = clock.now() + timedelta(seconds=self._chance.uniform(0, self._seconds))
        subject_id = self._chance.choice(self.subjects)
        arm(kind=work.TIMERS, key=f"{self.timers}", due_at=due_at, subject_id=subject_id)
        self.timers += 1
