"""The Celery application of a scenario's workers: the product's own, with the scenario's work and no other."""

import django

django.setup()

from ats.celery import app  # noqa: E402
from ats.chaos import work  # noqa: E402
from ats.kernel import pump  # noqa: E402

for source in pump.sources():
    if source.name not in ("outbox", "timers"):
        pump.forget(source.name)

__all__ = ["app", "work"]
