"""The broker emptied and taken away while work is in flight: nothing is lost or late, and the workers hear it again.

The larger campaign is `manage.py chaos flush`.
"""

from datetime import timedelta

import pytest
from django.conf import settings

from ats.chaos import flush
from ats.chaos.servers import Given
from ats.kernel import clock
from tests.database import database_url

SMALL = flush.Plan(flushes=2, pause=1.0, outage=3.0, patience=60.0)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_nothing_is_lost_or_late_for_want_of_the_broker(tmp_path):
    clock.move(timedelta(0))  # the workers and the database go by the real time
    log = tmp_path / "worker.log"
    figures = flush.run(Given(database_url(), settings.REDIS_URL), seed=7, log=log, plan=SMALL)
    assert figures["problems"] == 0, f"{figures}\n{log.read_text()[-4000:]}"
    assert figures["events"] > 30
