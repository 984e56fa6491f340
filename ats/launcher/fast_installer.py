"""uv, which installs the same locked and hashed packages many times faster than pip: the machine's own, or a fetched one.

Nobody depends on it. Where it can't be had, or can't reach the package index that pip is told about, pip does the work.
"""

import importlib.util
import os
import shutil
import sys
from pathlib import Path

from ats.launcher import progress
from ats.launcher.places import Places


def find(places: Places) -> str | None:
    """The uv of the machine, or the one that an earlier start fetched."""
    return shutil.which("uv") or shutil.which("uv", path=str(_folder(places) / "bin"))


def find_or_fetch(places: Places, log: Path) -> str | None:
    """As `find`; without one, this Python's pip is asked for it (locked and hashed as everything else)."""
    if (found := find(places)) or importlib.util.find_spec("pip") is None:
        return found
    argv = [sys.executable, "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check", "--upgrade"]
    argv += ["--target", str(_folder(places)), "--no-deps", "--only-binary", ":all:"]
    argv += ["--require-hashes", "-r", str(places.root / "requirements-uv.lock")]
    progress.run(argv, env=dict(os.environ), cwd=places.root, log=log)
    return find(places)


def _folder(places: Places) -> Path:
    return places.var / "uv"
