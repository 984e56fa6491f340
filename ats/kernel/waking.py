"""Waking a worker after a commit, at no cost to whoever commits.

A thread of its own talks to the broker: one that is slow or down delays no request. What is not woken is found by the
workers' own polling a moment later, so a wake-up that fails is simply dropped.
"""

import os
import threading
import time

from celery import current_app
from django.conf import settings
from kombu.exceptions import OperationalError

TASK = "ats.kernel.tasks.wake"
IMPATIENT = {"socket_timeout": 1, "socket_connect_timeout": 1, "max_retries": 0}
_asked = threading.Event()
_lock = threading.Lock()
_thread: threading.Thread | None = None
_pid = 0


def wake() -> None:
    """Ask for a worker; returns at once. Many askings within a moment make one wake-up."""
    if settings.WAKE_WORKERS:
        _ensure_thread()
        _asked.set()


def _ensure_thread() -> None:
    """Start the thread where there is none yet, also in a process forked from one that had it."""
    global _thread, _pid
    with _lock:
        if _thread is None or not _thread.is_alive() or _pid != os.getpid():
            _thread, _pid = threading.Thread(target=_send_when_asked, name="waking", daemon=True), os.getpid()
            _thread.start()


def _send_when_asked() -> None:
    while _asked.wait():
        _asked.clear()
        try:
            send()
        except (OperationalError, OSError):
            time.sleep(1)


def send() -> None:
    """Send the wake-up task. Raises OperationalError or OSError when the broker does not answer within a second."""
    with current_app.connection_for_write(transport_options=IMPATIENT, connect_timeout=1) as broker:
        current_app.send_task(TASK, connection=broker, expires=5, retry=False)
