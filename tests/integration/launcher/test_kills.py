"""kill -9 of the launcher or of any process it keeps: what comes next works, and nothing is lost."""

import os
import signal

import pytest

from tests.copies import Copy, eventually, status_of

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]


def test_the_launcher(copy: Copy) -> None:
    address = copy.start()
    copy.add_department("Kept")
    os.kill(copy.launcher, signal.SIGKILL)
    assert copy.manage("demo", "--status").returncode == 3
    again = copy.start()
    assert status_of(again) == 200
    assert "Kept" in copy.departments()
    assert again == address


@pytest.mark.parametrize("name", ["postgres", "broker", "worker", "web", "beat", "mail"])
def test_a_process(copy: Copy, name: str) -> None:
    address = copy.start()
    copy.add_department("Kept")
    before = copy.children()
    os.kill(before[name], signal.SIGKILL)
    assert eventually(lambda: copy.children().get(name) not in {None, before[name]})
    assert eventually(lambda: status_of(address) == 200)
    assert "Kept" in copy.departments()


def test_everything_at_once(copy: Copy) -> None:
    copy.start()
    copy.add_department("Kept")
    for process in [copy.launcher, *copy.left_over()]:
        try:
            os.kill(process, signal.SIGKILL)
        except ProcessLookupError:
            continue
    assert status_of(copy.start()) == 200
    assert "Kept" in copy.departments()


def test_a_command_that_owns_the_servers_leaves_nothing_behind(copy: Copy) -> None:
    copy.add_department("Kept")
    assert copy.left_over() == []
    assert "Kept" in copy.departments()
