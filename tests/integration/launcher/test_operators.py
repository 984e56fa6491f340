"""Backup, restore and upgrade from the command line, on whole copies: beside a running demo, killed, elsewhere."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.copies import Copy, clean_environment, eventually, status_of

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1200)]


def backup(copy: Copy, name: str) -> Path:
    folder = copy.root.parent / f"{copy.root.name} {name}"
    done = copy.manage("backup", str(folder))
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.strip().splitlines()[-1] == str(folder)
    return folder


def test_a_running_demo_is_saved_and_goes_on_with_the_restored_data_at_its_address(copy: Copy) -> None:
    address = copy.start()
    copy.add_department("Saved")
    folder = backup(copy, "running")
    copy.add_department("Later")
    refused = copy.manage("restore", str(folder))
    assert refused.returncode == 1
    assert "--yes" in refused.stderr
    assert status_of(address) == 200
    done = copy.manage("restore", str(folder), "--yes")
    assert done.returncode == 0, done.stdout + done.stderr
    assert status_of(address) == 200
    assert "Saved" in copy.departments()
    assert "Later" not in copy.departments()
    assert copy.manage("audit", "verify").returncode == 0


def test_a_backup_comes_back_in_another_copy_that_was_empty(copy: Copy, set_up: Copy, copies: Path) -> None:
    copy.add_department("Moved house")
    folder = backup(copy, "elsewhere")
    other = Copy(copies / "the other one")
    subprocess.run(["cp", "-a", str(set_up.root), str(other.root)], check=True)
    subprocess.run(["rm", "-rf", str(other.root / "var")], check=True)
    try:
        done = other.manage("restore", str(folder))
        assert done.returncode == 0, done.stdout + done.stderr
        assert (other.root / "var" / "keys.json").read_text() == (copy.root / "var" / "keys.json").read_text()
        assert status_of(other.start()) == 200
        assert "Moved house" in other.departments()
    finally:
        other.manage("demo", "--stop")
        subprocess.run(["rm", "-rf", str(other.root)], check=True)


@pytest.mark.parametrize("seconds", [3, 6, 9, 12])
def test_a_restore_that_is_killed_leaves_the_one_or_the_other_whole(copy: Copy, seconds: int) -> None:
    copy.add_department("Saved")
    folder = backup(copy, f"killed {seconds}")
    copy.add_department("Later")
    process = subprocess.Popen(
        [sys.executable, "manage.py", "restore", str(folder), "--yes"],
        cwd=copy.root,
        env=clean_environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(seconds)
    if process.poll() is None:
        os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert eventually(lambda: copy.manage("check").returncode == 0 or (copy.root / "var" / "restore.json").exists())
    if (copy.root / "var" / "restore.json").exists():
        assert copy.manage("demo", "--detach").returncode == 1
        assert copy.manage("restore", str(folder), "--yes").returncode == 0
    found = copy.departments()
    assert "Saved" in found
    assert copy.manage("restore", str(folder), "--yes").returncode == 0
    assert "Later" not in copy.departments()


def test_an_upgrade_backs_up_and_starts_again_what_ran(copy: Copy) -> None:
    address = copy.start()
    copy.add_department("Kept")
    done = copy.manage("upgrade")
    assert done.returncode == 0, done.stdout + done.stderr
    assert status_of(address) == 200
    assert "Kept" in copy.departments()
    (folder,) = (copy.root / "var" / "backups").iterdir()
    assert (folder / "manifest.json").is_file()


def test_data_of_another_postgres_are_told_in_plain_words(copy: Copy) -> None:
    (copy.root / "var" / "postgres" / "PG_VERSION").write_text("16\n")
    refused = copy.manage("demo", "--detach")
    assert refused.returncode == 1
    assert "are of Postgres 16" in refused.stdout + refused.stderr
    assert "Traceback" not in refused.stdout + refused.stderr
