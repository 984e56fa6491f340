"""A worker killed with signal 9 in the midst of an import: the next one imports the file from its beginning, once."""

import os
import signal
import subprocess
import sys
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.db import connection

from ats.actions import first_day
from ats.bench import import_cost
from ats.chaos.patience import until
from ats.kernel import clock
from ats.kernel.models import ImportRun
from ats.kernel.outbox import StoredEvent
from ats.kernel.transfers import runs
from ats.models import Candidate
from tests.factories.ats import user_in_role
from tests.integration.kernel.test_kill import database_url

ROWS = 4000
NAME = "waymark-importing"
WORKER = """
import sys, django
django.setup()
from django.conf import settings
settings.MEDIA_ROOT = sys.argv[1]
from ats.kernel.workers import Poller
Poller().run()
"""
WRITING = (
    "SELECT EXISTS (SELECT 1 FROM pg_stat_activity a JOIN pg_locks l USING (pid) WHERE a.application_name = %s "
    "AND a.datname = current_database() AND l.relation = 'ats_candidate'::regclass AND l.mode = 'RowExclusiveLock')"
)


@contextmanager
def worker():
    """A process that runs a worker's own loop on the files of this test, and ends by signal 9."""
    env = {
        **os.environ,
        "DATABASE_URL": database_url(),
        "DJANGO_SETTINGS_MODULE": "ats.settings.test",
        "PGAPPNAME": NAME,
    }
    command = [sys.executable, "-c", WORKER, str(settings.MEDIA_ROOT)]
    process = subprocess.Popen(command, env=env, cwd=settings.ROOT, start_new_session=True)
    try:
        yield
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()


def is_writing():
    with connection.cursor() as cursor:
        cursor.execute(WRITING, [NAME])
        return cursor.fetchone()[0]


@pytest.mark.slow
@pytest.mark.requirement("SR-5.1")
@pytest.mark.django_db(transaction=True)
def test_after_a_kill_the_next_worker_imports_the_file_once():
    first_day.prepare(at=clock.now())
    run = import_cost.queued(rows=ROWS, by=user_in_role("recruiter"))
    with worker():
        assert until(is_writing, 90), "no worker came to import"
    assert not Candidate.objects.exists(), "the kill came too late to prove anything"
    run.refresh_from_db()
    assert run.is_running and run.attempts == 1
    with worker():
        assert until(lambda: not ImportRun.objects.get(pk=run.pk).is_running, 90), (
            "nobody finished what was interrupted"
        )
    run.refresh_from_db()
    assert run.is_committed and run.attempts == 2
    assert Candidate.objects.count() == run.count("new") == run.rows.count() == Candidate.history.count()
    assert StoredEvent.objects.filter(type="candidates.imported").count() == 1
    assert len(runs.problems(run)) == run.count("refused")
