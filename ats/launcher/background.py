"""The demo in the background: `--detach`, `--status` and `--stop`."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

from ats.launcher import instance, product, progress
from ats.launcher.demo import already_runs
from ats.launcher.places import Places
from ats.launcher.problem import Problem

READY_SECONDS = 600.0
STOP_SECONDS = 90.0
TICK_SECONDS = 0.1
NOT_RUNNING = 3


def detach(places: Places, arguments: list[str]) -> int:
    """Start the demo in a session of its own and return when `/readyz` is good. Last line: the address."""
    if instance.lock(places).held_by_another:
        raise already_runs(places)
    places.make()
    log = places.logs / "demo.log"
    log.write_bytes(b"")
    command = [sys.executable, str(places.root / "manage.py"), "demo", *(one for one in arguments if one != "--detach")]
    with log.open("ab") as words:
        process = subprocess.Popen(
            command, cwd=places.root, stdin=subprocess.DEVNULL, stdout=words, stderr=words, start_new_session=True
        )
    address = _wait(places, process, log)
    progress.say(address)
    return 0


def _wait(places: Places, process: "subprocess.Popen[bytes]", log: Path) -> str:
    deadline = time.monotonic() + READY_SECONDS
    with log.open(encoding="utf-8", errors="replace") as words:
        while process.poll() is None:
            sys.stdout.write(words.read())
            sys.stdout.flush()
            running = instance.running(places)
            if running and running.ready and product.answers(urlsplit(running.address).port or 80, "/readyz"):
                sys.stdout.write(words.read())
                return running.address
            if time.monotonic() > deadline:
                os.kill(process.pid, signal.SIGTERM)
                raise Problem("The demo did not become ready within ten minutes.", f"All words are in {log}.")
            time.sleep(TICK_SECONDS)
    raise Problem(f"The demo did not start:\n{progress.tail(log)}", f"All words are in {log}.")


def status(places: Places) -> int:
    """Print the address of the running demo; exit code 0, or 3 when none runs."""
    running = instance.running(places)
    if running is None:
        progress.say("Waymark does not run from this copy.")
        return NOT_RUNNING
    progress.say(running.address if running.ready else f"{running.address} (still setting up)")
    return 0


def stop(places: Places) -> int:
    """Stop the running demo and wait until it is gone."""
    running = instance.running(places)
    if running is None:
        progress.say("Waymark does not run from this copy.")
        return 0
    os.kill(running.pid, signal.SIGTERM)
    deadline = time.monotonic() + STOP_SECONDS
    while instance.lock(places).held_by_another:
        if time.monotonic() > deadline:
            raise Problem(f"The demo (process {running.pid}) does not stop.", f"End it with: kill -9 {running.pid}")
        time.sleep(TICK_SECONDS)
    progress.say("Stopped. The data stay in var/.")
    return 0
