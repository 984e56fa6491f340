"""Locks that vanish with their holder, however it ends: flock on a file in `var/`."""

import fcntl
import os
from pathlib import Path
from typing import IO


class Lock:
    """One holder at a time, or many sharing. A killed holder lets go, so nothing is left behind that stops the next."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: IO[bytes] | None = None

    def take(self, *, shared: bool = False, wait: bool = False) -> bool:
        """True when the lock is held now. With `wait`, blocks until it is."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        if self._file is None:
            self._file = self.path.open("ab")
            os.set_inheritable(self._file.fileno(), False)
        try:
            fcntl.flock(self._file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            return False
        return True

    def release(self) -> None:
        """Let go."""
        if self._file is not None:
            self._file.close()
            self._file = None

    @property
    def held_by_another(self) -> bool:
        """Whether somebody else holds it right now."""
        if not self.path.exists():
            return False
        probe = Lock(self.path)
        free = probe.take(shared=True)
        probe.release()
        return not free
