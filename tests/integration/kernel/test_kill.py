"""Real workers killed, frozen and cut off from the database while work is in flight: each deed happens once.

The larger campaign, which stops the whole database server, is `manage.py chaos kill`.
"""

import pytest
from django.conf import settings

from ats.chaos import kill
from ats.chaos.servers import Given
from tests.database import database_url

SMALL = kill.Plan(events=150, timers=150, subjects=30, kills=1, stops=1, freezes=1, pause=0.5, patience=60.0)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_each_deed_takes_effect_once_when_workers_die(tmp_path):
    log = tmp_path / "worker.log"
    figures = kill.run(Given(database_url(), settings.REDIS_URL), seed=7, log=log, plan=SMALL)
    assert figures["problems"] == 0, f"{figures}\n{log.read_text()[-4000:]}"
    assert figures["interrupted and tried again"] > 0, "no kill struck work in flight, so nothing was proved"
