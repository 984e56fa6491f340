"""How long what a kill interrupted waited for its next attempt."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection

from ats.chaos import effects, work
from ats.chaos.feed import LEASED
from ats.kernel.leases import State
from ats.kernel.models import Delivery, Timer

Row = tuple[str, int]


@dataclass
class Interruptions:
    """Which rows were under a lease at which kill, and at which attempt."""

    at: dict[Row, tuple[datetime, int]] = field(default_factory=dict)

    def note(self) -> None:
        """Right after a kill: remember what stands under a lease. The last kill counts."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            now = cursor.fetchone()[0]
        for model in LEASED:
            leased = model._base_manager.filter(state=State.WAITING, leased_until__isnull=False)
            for pk, attempt in leased.values_list("pk", "attempt"):
                self.at[model._meta.label, pk] = (now, attempt)

    def waits(self) -> list[float]:
        """Seconds from the kill to the effect, in order, of the rows that needed another attempt."""
        times = {key: at for kind in (work.EVENTS, work.TIMERS) for key, _, at in effects.read(kind)}
        return sorted(
            (times[key] - self.at[row][0]).total_seconds()
            for row, attempt, key in _finished()
            if row in self.at and attempt > self.at[row][1] and key in times
        )


def _finished() -> list[tuple[Row, int, str]]:
    """Each row with its last attempt and the key of its effect."""
    events = [("kernel.Delivery", *row) for row in Delivery.objects.values_list("pk", "attempt", "event")]
    timers = [("kernel.Timer", *row) for row in Timer.objects.values_list("pk", "attempt", "key")]
    return [((label, pk), attempt, str(key)) for label, pk, attempt, key in events + timers]
