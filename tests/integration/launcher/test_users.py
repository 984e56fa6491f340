"""As root and as an ordinary user."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.copies import Copy, status_of

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(900),
    pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else"),
]
NOBODY = 65534


# New enough, able to make environments, and able to start itself again.
USABLE = """import ensurepip, subprocess, sys
sys.exit(sys.version_info < (3, 11) or subprocess.run([sys.executable, "-c", ""]).returncode)"""


def _as_nobody() -> list[str]:
    setpriv = shutil.which("setpriv")
    if not setpriv:
        pytest.skip("there is no setpriv here")
    return [setpriv, f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]


def _interpreter(prefix: list[str]) -> str:
    """A Python that an ordinary user of this machine may run; the one of this test run may lie in root's own folder."""
    for path in (getattr(sys, "_base_executable", sys.executable), "/usr/bin/python3", "/usr/local/bin/python3"):
        tried = subprocess.run([*prefix, path, "-c", USABLE], capture_output=True, check=False)
        if tried.returncode == 0:
            return path
    pytest.skip("this machine has no Python 3.11 or newer that an ordinary user may run")


def test_an_ordinary_user(copy: Copy) -> None:
    """With everything of their own: the environment is built by them as well."""
    copy.prefix = _as_nobody()
    copy.interpreter = _interpreter(copy.prefix)
    copy.told = {"ATS_VENV": "", "HOME": str(copy.root)}
    for path in [copy.root, *copy.root.rglob("*")]:
        os.chown(path, NOBODY, NOBODY, follow_symlinks=False)
    assert status_of(copy.start()) == 200
    owner = Path(f"/proc/{copy.children()['postgres']}").stat().st_uid
    assert owner == NOBODY


def test_root_where_namespaces_are_forbidden(copy: Copy) -> None:
    """Many containers forbid user namespaces: Postgres then runs as nobody, from a copy which that user may read."""
    copy.told = {"ATS_ROOT_BECOMES": "nobody"}
    shutil.rmtree(copy.root / "var" / "postgres")
    (copy.root / "var" / "done.json").unlink()
    assert status_of(copy.start("--empty")) == 200
    assert Path(f"/proc/{copy.children()['postgres']}").stat().st_uid == NOBODY
