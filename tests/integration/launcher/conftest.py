"""Copies of the repository to start, kill and stop."""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.copies import LEFT_OUT, ROOT, Copy


@pytest.fixture(scope="session")
def copies() -> Iterator[Path]:
    """A folder for copies, with a space in its path, that an ordinary user may enter."""
    folder = Path(tempfile.mkdtemp(prefix="way mark "))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def fresh(copies: Path) -> Copy:
    """A copy as it is after cloning and building the assets; nothing was started in it yet."""
    shutil.copytree(ROOT, copies / "fresh", ignore=shutil.ignore_patterns(*LEFT_OUT))
    return Copy(copies / "fresh")


@pytest.fixture(scope="session")
def set_up(fresh: Copy) -> Copy:
    """The same, set up once without demo data and stopped again."""
    fresh.start("--empty")
    assert fresh.manage("demo", "--stop").returncode == 0
    return fresh


@pytest.fixture
def copy(set_up: Copy, copies: Path, request: pytest.FixtureRequest) -> Iterator[Copy]:
    """A copy of its own that is set up; whatever runs in it is ended after the test."""
    mine = Copy(copies / request.node.name)
    subprocess.run(["cp", "-a", str(set_up.root), str(mine.root)], check=True)
    yield mine
    mine.manage("demo", "--stop")
    for process in mine.left_over():
        os.kill(process, signal.SIGKILL)
    shutil.rmtree(mine.root, ignore_errors=True)


# Whole copies set up, killed and started again: minutes of an idle machine, so they are a command of their own,
# `ATS_LAUNCHER_PROOFS=1 python3 manage.py test tests/integration/launcher`.
collect_ignore_glob = [] if os.environ.get("ATS_LAUNCHER_PROOFS") == "1" else ["test_*.py"]
