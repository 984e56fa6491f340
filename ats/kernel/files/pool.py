"""Asking the sandboxed child about many files: one process that forks for each, at a tenth of the cost of starting Python.

Each fork gives up root and confines itself as a child of its own would; the network is gone before. One file at a time.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from typing import Any, Self

from django.conf import settings

from ats.kernel.files import child
from ats.kernel.files.child import Answer
from ats.kernel.files.models import StoredFile
from ats.kernel.files.reading import place


class Pool:
    """`with Pool() as pool: parse(stored, ask=pool.ask)`. `most_memory` (KB) and `most_seconds` tell of the hungriest."""

    def __init__(self) -> None:
        self.most_memory, self.most_seconds, self.starts = 0, 0.0, 0
        self._server: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self._folder = tempfile.TemporaryDirectory(prefix="parse-")
        return self

    def __exit__(self, *error: Any) -> None:
        self._stop()
        self._folder.cleanup()

    def ask(self, stored: StoredFile, verb: str, *, most: int, most_bytes: int) -> Answer:
        """As child.ask."""
        path = place(stored)
        if not path.is_file():
            return Answer(b"", None, child.GONE)
        if self._server is None:
            self._start()
        hear, say = os.pipe()
        try:
            with path.open("rb") as content:
                request = json.dumps([verb, stored.media_type, child.limits(most)]).encode()
                socket.send_fds(self._socket, [request], [content.fileno(), say])
            os.close(say)
            return self._answer(hear, most_bytes)
        finally:
            os.close(hear)

    def _answer(self, hear: int, most_bytes: int) -> Answer:
        until = time.monotonic() + settings.PARSE_SECONDS
        output, is_whole = child.read_pipe(hear, until, most_bytes)
        if is_whole:
            self._socket.settimeout(max(0.1, until - time.monotonic()))
            try:
                code, memory, seconds = json.loads(self._socket.recv(4096))
            except (TimeoutError, ValueError):
                is_whole = False
        if not is_whole:
            self._stop()
            return Answer(output, None, child.TOO_LONG)
        self.most_memory, self.most_seconds = max(self.most_memory, memory), max(self.most_seconds, seconds)
        return Answer(output, code)

    def _start(self) -> None:
        self._socket, theirs = socket.socketpair()
        folder = self._folder.name
        with theirs:
            self._server = subprocess.Popen(
                [sys.executable, "-I", child.SANDBOX, "serve"],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd=folder,
                env={"LANG": "C.UTF-8", "HOME": folder, "TMPDIR": folder},
                start_new_session=True,
            )
        self.starts += 1

    def _stop(self) -> None:
        """End the process and whatever fork still hangs."""
        if self._server is not None:
            os.killpg(self._server.pid, signal.SIGKILL)
            self._server.wait()
            self._socket.close()
            self._server = None
