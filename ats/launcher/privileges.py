"""Postgres refuses to run as root. Where the launcher runs as root, this is how a child becomes somebody else."""

import ctypes
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

CLONE_NEWUSER = 0x10000000
NOBODY = 65534


def as_stranger() -> None:
    """In a child: enter a user namespace in which root is called nobody. Files stay root's, nothing need be copied."""
    if ctypes.CDLL(None, use_errno=True).unshare(CLONE_NEWUSER):
        raise OSError(ctypes.get_errno(), "unshare")
    for name, line in (("uid_map", f"{NOBODY} 0 1"), ("setgroups", "deny"), ("gid_map", f"{NOBODY} 0 1")):
        Path(f"/proc/self/{name}").write_text(line, encoding="ascii")


def as_nobody() -> None:
    """In a child: become the user nobody for good."""
    os.setgroups([])
    os.setgid(NOBODY)
    os.setuid(NOBODY)


def namespaces_work() -> bool:
    """Whether this machine lets root enter a user namespace (many containers do not)."""
    if sys.platform != "linux":
        return False
    try:
        return subprocess.run(["/bin/true"], preexec_fn=as_stranger, check=False).returncode == 0
    except (OSError, subprocess.SubprocessError):
        return False


def way() -> Callable[[], None] | None:
    """How a child of this process gives up root: not at all for an ordinary user."""
    if os.geteuid() != 0:
        return None
    if os.environ.get("ATS_ROOT_BECOMES") != "nobody" and namespaces_work():
        return as_stranger
    return as_nobody
