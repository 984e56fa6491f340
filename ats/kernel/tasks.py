"""The one background task of the kernel. It carries nothing: what is to be done stands in rows."""

from celery import shared_task
from django.db import Error, connection

from ats.kernel import execution, pump

LANES = tuple(lane for lane in pump.Lane if lane not in (pump.Lane.OUTBOUND, pump.Lane.WEBHOOKS))
"""A child that is woken never waits for another server: that would keep it from the next event."""
ROUNDS = 20
"""After so many rounds the task ends, so that a shutdown never waits long; the poller and the next wake-up go on."""


@shared_task(name="ats.kernel.tasks.wake", ignore_result=True)
def wake() -> None:
    """Run what is due now."""
    try:
        for _ in range(ROUNDS):
            if not pump.run_once(lanes=LANES):
                return
    except (execution.ConnectionLost, Error):
        connection.close()
