"""Asking the sandboxed child (sandbox.py) about a stored file: it may crash, hang or swell without harm to us."""

import os
import select
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from typing import Protocol

from django.conf import settings
from django.utils.translation import gettext_noop

from ats.kernel.files.models import StoredFile
from ats.kernel.files.reading import place

SANDBOX = os.path.join(os.path.dirname(os.path.abspath(__file__)), "sandbox.py")
GONE = gettext_noop("The file is gone from the disk.")
TOO_LONG = gettext_noop("Reading this file took too long, so it was given up.")


@dataclass(frozen=True)
class Answer:
    """What the child said until its end. `code` is its exit code (see sandbox.py); None where `problem` says why there is
    none."""

    output: bytes
    code: int | None
    problem: str = ""


class Ask(Protocol):
    """How the child is asked: a new process for each file (`ask`), or a pool's."""

    def __call__(self, stored: StoredFile, verb: str, *, most: int, most_bytes: int) -> Answer: ...


def ask(stored: StoredFile, verb: str, *, most: int, most_bytes: int) -> Answer:
    """Let the child do `verb` ("text" or "pages") on the file; it may answer with `most_bytes` at the most.

    It has PARSE_SECONDS of wall clock, PARSE_MEGABYTES of address space, no environment, no network where the system
    lets us take it away, and an empty folder of its own.
    """
    path = place(stored)
    if not path.is_file():
        return Answer(b"", None, GONE)
    with tempfile.TemporaryDirectory(prefix="parse-") as empty, path.open("rb") as content:
        return _run([verb, stored.media_type, limits(most)], content.fileno(), empty, most_bytes)


def limits(most: int) -> str:
    return f"{settings.PARSE_SECONDS},{settings.PARSE_MEGABYTES},{most}"


def _run(arguments: list[str], content: int, folder: str, most_bytes: int) -> Answer:
    with subprocess.Popen(
        [sys.executable, "-I", SANDBOX, *arguments],
        stdin=content,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env={"LANG": "C.UTF-8", "HOME": folder, "TMPDIR": folder},
        start_new_session=True,
    ) as child:
        assert child.stdout is not None
        until = time.monotonic() + settings.PARSE_SECONDS
        output, is_whole = read_pipe(child.stdout.fileno(), until, most_bytes)
        if not is_whole or not _ends(child, until):
            child.kill()
            return Answer(output, None, TOO_LONG)
    return Answer(output, child.returncode)


def read_pipe(pipe: int, until: float, most_bytes: int) -> tuple[bytes, bool]:
    """What the child says, and whether that is to its end: not so when it isn't done in time, or says too much."""
    output = bytearray()
    while len(output) <= most_bytes and (left := until - time.monotonic()) > 0:
        if not select.select([pipe], [], [], left)[0]:
            break
        chunk = os.read(pipe, 65536)
        if not chunk:
            return bytes(output), True
        output += chunk
    return bytes(output), False


def _ends(child: "subprocess.Popen[bytes]", until: float) -> bool:
    """It closed its end; it must also end."""
    try:
        child.wait(max(0.1, until - time.monotonic()))
    except subprocess.TimeoutExpired:
        return False
    return True
