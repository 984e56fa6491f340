"""Real Celery workers, each a process group of its own, that can be killed with signal 9."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from django.db import connection

from ats.chaos import effects
from ats.chaos.servers import APPLICATION, Servers
from ats.kernel.models import Heartbeat
from ats.kernel.pump import Lane
from ats.kernel.workers import name_of


class Workers:
    """`count` workers like those of production, with their words in `log`."""

    def __init__(self, servers: Servers, log: Path, count: int = 2) -> None:
        self.queue = f"chaos-{os.getpid()}"
        self._env = {
            **os.environ,
            "DATABASE_URL": servers.database_url,
            "REDIS_URL": servers.redis_url,
            "DJANGO_SETTINGS_MODULE": "ats.settings.base",
            "ATS_QUEUE": self.queue,
        }
        self._log = log
        self._processes = [self._start(number) for number in range(count)]

    def _start(self, number: int) -> "subprocess.Popen[bytes]":
        argv = [sys.executable, "-m", "celery", "--app", "ats.chaos.worker:app", "worker", "--pool", "prefork"]
        argv += ["--concurrency", "1", "--loglevel", "warning", "--without-gossip", "--without-mingle"]
        with self._log.open("ab") as words:
            env = {**self._env, "PGAPPNAME": f"{APPLICATION}-{number}"}
            return subprocess.Popen(argv, env=env, stdout=words, stderr=words, start_new_session=True)

    def ready(self) -> bool:
        """Whether each of them has come to work."""
        names = {name_of(process.pid, lane) for process in self._processes for lane in Lane}
        return Heartbeat.objects.filter(worker__in=names).count() == len(names)

    def writing(self) -> list[int]:
        """The numbers of those that have written an effect at this moment and not yet committed it."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT application_name FROM pg_stat_activity WHERE application_name LIKE %s "
                "AND datname = current_database() AND state = 'idle in transaction' AND query LIKE %s",
                [f"{APPLICATION}-%", f"INSERT INTO {effects.TABLE} %"],
            )
            return [int(name.rsplit("-", 1)[1]) for (name,) in cursor.fetchall()]

    def kill(self, number: int) -> None:
        """Kill a worker with all its children, without warning, and start another in its place."""
        self._end(self._processes[number], signal.SIGKILL)
        self._processes[number] = self._start(number)

    def freeze(self, number: int, seconds: float) -> None:
        """Stop a worker in its tracks, and let it go on when others have taken over what it had claimed."""
        os.killpg(self._processes[number].pid, signal.SIGSTOP)
        time.sleep(seconds)
        os.killpg(self._processes[number].pid, signal.SIGCONT)

    def check(self) -> bool:
        """True. Raises RuntimeError when a worker ended although nobody killed it."""
        for process in self._processes:
            if (code := process.poll()) is not None:
                words = self._log.read_text(encoding="utf-8", errors="replace")
                raise RuntimeError(f"A worker ended by itself with code {code}:\n{words[-3000:]}")
        return True

    def stop(self) -> None:
        """End them for good."""
        for process in self._processes:
            self._end(process, signal.SIGKILL)

    def _end(self, process: "subprocess.Popen[bytes]", number: int) -> None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, number)
        process.wait()

    def __enter__(self) -> "Workers":
        return self

    def __exit__(self, *error: object) -> None:
        self.stop()
