"""Kill proof for messages, small enough for every run; `manage.py chaos messages` is the large one."""

import pytest

from comms.chaos.killing import Plan, prove
from tests.database import database_url
from tests.integration.comms.conftest import free_port


@pytest.mark.slow
@pytest.mark.requirement("CM-2.4")
@pytest.mark.django_db(transaction=True)
def test_killed_senders_lose_and_double_nothing_and_hide_nothing(tmp_path, monkeypatch, settings):
    for name, value in {
        "ATS_FIELD_KEYS": settings.FIELD_KEYS[0],
        "ATS_BLIND_INDEX_KEY": settings.BLIND_INDEX_KEY,
        "ATS_CLOCK_FILE": settings.CLOCK_FILE,  # the senders live in the test's present, not in the machine's
    }.items():
        monkeypatch.setenv(name, value)
    plan = Plan(messages=400, kills=6, pause=1.0, patience=120.0)
    figures = prove(plan, database_url=database_url(), seed=7, port=free_port(), log=tmp_path / "senders.log")
    assert figures["problems"] == 0, (figures, (tmp_path / "senders.log").read_text()[-2000:])
    assert figures["sent"] + figures["in doubt"] == 400
