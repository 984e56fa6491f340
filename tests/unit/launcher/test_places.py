"""Folders, sockets, ports, keys and locks."""

import os
import signal
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from ats.launcher import keys, ports
from ats.launcher.lock import Lock
from ats.launcher.places import Places, socket_folder
from ats.launcher.problem import Problem

LONGEST_ADDRESS = 107


@pytest.mark.parametrize("name", ["plain", "with a space", "ünï", "deep/" * 40 + "end"])
def test_a_socket_fits_its_address_whatever_the_path(tmp_path: Path, name: str) -> None:
    data = tmp_path / name
    folder = socket_folder(data)
    try:
        assert len(os.fsencode(folder / ".s.PGSQL.5432.lock")) <= LONGEST_ADDRESS
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert folder != socket_folder(data.with_name("other"))
    finally:
        folder.rmdir()
        socket_folder(data.with_name("other")).rmdir()


def test_a_socket_folder_that_somebody_laid_out_is_refused(tmp_path: Path) -> None:
    data = tmp_path / "with a space"
    folder = socket_folder(data)
    folder.rmdir()
    folder.symlink_to(tmp_path)
    try:
        with pytest.raises((Problem, FileExistsError)):
            socket_folder(data)
    finally:
        folder.unlink()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(Problem, match="cannot be written"):
        Places(tmp_path, tmp_path / "var").make()


def test_a_file_in_the_way_of_var_is_named(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("")
    with pytest.raises(Problem, match="cannot be written"):
        Places(tmp_path, tmp_path / "var").make()


def test_a_taken_port_is_refused_by_name_and_passed_over_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(Problem, match=str(port)):
            ports.for_web(port)
        monkeypatch.setattr(ports, "FIRST", port)
        assert ports.for_web(None) > port


def test_keys_are_made_once_and_for_their_owner_alone(tmp_path: Path) -> None:
    made = keys.environment(tmp_path)
    assert made == keys.environment(tmp_path)
    assert len(made["ATS_SECRET_KEY"]) >= 50
    assert stat.S_IMODE((tmp_path / "keys.json").stat().st_mode) == 0o600


def test_a_killed_holder_lets_go_of_its_lock(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    code = (
        "import sys, time; from pathlib import Path; from ats.launcher.lock import Lock;"
        f"lock = Lock(Path({str(path)!r})); print(lock.take(), flush=True); time.sleep(60)"
    )
    holder = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "True\n"
    mine = Lock(path)
    assert mine.held_by_another
    assert not mine.take()
    holder.send_signal(signal.SIGKILL)
    holder.communicate()
    assert not mine.held_by_another
    assert mine.take()
