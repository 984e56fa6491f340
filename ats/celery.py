"""The Celery application. Celery wakes work up; what is to be done stands in rows (outbox, timers, messages)."""

import os
import time
from typing import Any

from celery import Celery, bootsteps, signals

from ats.launcher import restore_journal

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ats.settings.base")
app = Celery("waymark")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["ats.kernel", "ats", "comms", "milestones"])

GRACE_SECONDS = 20


class Polling(bootsteps.StartStopStep):
    """A polling thread for each lane in each worker. They start with it, whether the broker can be reached or not."""

    requires = ("celery.worker.components:Pool",)

    def start(self, worker: Any) -> None:
        from django.conf import settings

        from ats.kernel.workers import pollers

        restore_journal.refuse_half(settings.VAR)
        self.pollers = pollers()
        for poller in self.pollers:
            poller.start()

    def stop(self, worker: Any) -> None:
        from ats.kernel import execution

        execution.stopping.set()
        end = time.monotonic() + GRACE_SECONDS
        for poller in self.pollers:
            poller.join(max(0, end - time.monotonic()))


app.steps["worker"].add(Polling)


@signals.worker_init.connect
def _prepare(**kwargs: Any) -> None:
    from ats.kernel.workers import use_worker_timeouts

    use_worker_timeouts()
    _acknowledge_nothing()


def _acknowledge_nothing() -> None:
    """A wake-up that is lost costs nothing. One that waits for its acknowledgement when the broker goes away costs the
    worker its life: kombu wants to put it back over the connection that is gone, and that error ends the worker."""
    for queue in app.amqp.queues.consume_from.values():
        queue.no_ack = True


@signals.worker_shutting_down.connect
def _stop_claiming(**kwargs: Any) -> None:
    from ats.kernel import execution

    execution.stopping.set()
