"""Ports on the loopback interface."""

import errno
import socket
import time
from collections.abc import Callable

from ats.launcher.problem import Problem

FIRST = 8000
TRIED = 200
LISTENER_SECONDS = 30.0
TICK_SECONDS = 0.05


def is_free(port: int) -> bool:
    """Whether nobody listens on `port`, neither on 127.0.0.1 nor on ::1, where browsers may look first."""
    for family, host in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
        try:
            with socket.socket(family) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind((host, port))
        except OSError as problem:
            if family == socket.AF_INET or problem.errno == errno.EADDRINUSE:
                return False
    return True


def for_web(wanted: int | None) -> int:
    """The port that was asked for, or 8000, or the next free one after it."""
    if wanted is not None:
        if not is_free(wanted):
            raise Problem(
                f"Port {wanted} is taken by another program.", "Name another with --port N, or leave --port out."
            )
        return wanted
    for port in range(FIRST, FIRST + TRIED):
        if is_free(port):
            return port
    raise Problem(f"All ports from {FIRST} to {FIRST + TRIED - 1} are taken.", "Name a free one with --port N.")


def any_free() -> int:
    """A port that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def await_listener(port: int, lives: Callable[[], bool]) -> bool:
    """Return when somebody listens on `port`; False when `lives` says that nobody will, or after a long while."""
    deadline = time.monotonic() + LISTENER_SECONDS
    while lives() and time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return True
        time.sleep(TICK_SECONDS)
    return False
