"""Kill proof for webhooks."""

import pytest

from ats.chaos.webhooks import Plan, prove
from ats.kernel import clock
from ats.kernel.webhooks import endpoints
from ats.kernel.webhooks.permissions import WebhookPermission
from tests.database import database_url
from tests.factories.ats import user_with


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_killed_workers_lose_no_webhook_and_record_none_twice(receiver, settings, tmp_path):
    admin = user_with(*WebhookPermission)
    endpoints.create(url=receiver.url, by=admin, at=clock.now())
    receiver.pause = 0.05
    env = {
        "DJANGO_SETTINGS_MODULE": "ats.settings.base",
        "DATABASE_URL": database_url(),
        "ATS_FIELD_KEYS": settings.FIELD_KEYS[0],
        "ATS_BLIND_INDEX_KEY": settings.BLIND_INDEX_KEY,
        "ATS_CLOCK_FILE": settings.CLOCK_FILE,
        "ATS_DEMO": "1",
        "ATS_OUTGOING_NETWORKS": "127.0.0.1/32",
        "ATS_WEBHOOK_SECONDS": "2",
    }
    log = tmp_path / "workers.log"
    figures = prove(Plan(events=120, kills=4), came=lambda: receiver.ids, env=env, seed=7, log=log)
    assert figures["problems"] == 0, (figures, log.read_text()[-2000:])
    assert figures["attempts that a kill cut off"] > 0, "no kill struck a sending, so nothing was proved"
