"""A worker killed with signal 9 in the midst of escalating: the next one finishes, and each level acts once or not at all."""

import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection

from ats.chaos.patience import until
from ats.kernel import clock, timers
from ats.kernel.leases import State
from comms.models import Message
from milestones.models import Escalation, EscalationState
from tests.factories.milestones import House
from tests.integration.kernel.test_kill import database_url

PEOPLE = 40
NAME = "waymark-escalating"
WORKER = "import django; django.setup(); from ats.kernel.workers import Poller; Poller().run()"


@contextmanager
def worker():
    """A process that runs a worker's own loop, and ends by signal 9."""
    env = {**os.environ, "DATABASE_URL": database_url(), "DJANGO_SETTINGS_MODULE": "ats.settings.test"}
    process = subprocess.Popen(
        [sys.executable, "-c", WORKER], env={**env, "PGAPPNAME": NAME}, cwd=settings.ROOT, start_new_session=True
    )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()


def is_escalating():
    """Whether the worker has written escalations at this moment and not yet committed them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT 1 FROM pg_stat_activity a JOIN pg_locks l USING (pid) WHERE a.application_name = %s "
            "AND a.datname = current_database() AND l.relation = %s::regclass AND l.mode = 'RowExclusiveLock')",
            [NAME, Escalation._meta.db_table],
        )
        return cursor.fetchone()[0]


def waiting():
    return timers.Timer.objects.filter(kind="milestones.escalation", state=State.WAITING).exists()


@pytest.mark.slow
@pytest.mark.requirement("MS-2.4")
@pytest.mark.django_db(transaction=True)
def test_after_a_kill_the_highest_level_acts_once_and_the_lower_is_superseded():
    house = House(clock.now() - timedelta(days=14))
    applications = [house.apply() for _ in range(PEOPLE)]
    with worker():
        assert until(is_escalating, 90), "no worker came to escalate"
    assert not Escalation.objects.exists(), "the kill came too late to prove anything"
    assert waiting()
    with worker():
        assert until(lambda: not waiting(), 90), "nobody finished what the kill interrupted"
    for application in applications:
        rows = Escalation.objects.filter(visit__application=application).order_by("level")
        assert [(row.level, row.state) for row in rows] == [
            (1, EscalationState.SUPERSEDED),
            (2, EscalationState.ACTED),
        ]
        told = Message.objects.filter(application=application, purpose="escalation")
        assert [message.recipient for message in told] == [house.manager]
