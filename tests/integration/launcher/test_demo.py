"""The demo from the command line: start, refuse, answer, stop."""

import socket
import stat
from urllib.parse import urlsplit

import pytest

from tests.copies import Copy, status_of

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]


def test_a_copy_in_a_path_with_a_space_starts_answers_and_stops(copy: Copy) -> None:
    assert " " in str(copy.root)
    address = copy.start()
    port = urlsplit(address).port
    assert address == f"http://localhost:{port}"
    assert status_of(address, "/healthz") == 200
    assert status_of(address) == 200
    said = copy.manage("demo", "--status")
    assert (said.returncode, said.stdout.strip()) == (0, address)
    assert copy.manage("demo", "--stop").returncode == 0
    assert copy.manage("demo", "--status").returncode == 3
    assert status_of(address, "/healthz") == 0
    assert copy.left_over() == []


def test_starting_twice_is_refused_with_the_address(copy: Copy) -> None:
    address = copy.start()
    for again in ((), ("--detach",)):
        refused = copy.manage("demo", *again)
        assert refused.returncode == 1
        assert address in refused.stderr
    assert status_of(address) == 200


def test_two_copies_run_side_by_side(copy: Copy, set_up: Copy) -> None:
    first, second = copy.start(), set_up.start()
    try:
        assert first != second
        assert (status_of(first), status_of(second)) == (200, 200)
        copy.add_department("Of the first copy")
        assert "Of the first copy" not in set_up.departments()
    finally:
        set_up.manage("demo", "--stop")


def test_a_taken_port_is_an_error_when_asked_for_and_passed_over_otherwise(copy: Copy) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        refused = copy.manage("demo", "--detach", "--port", str(port))
        assert refused.returncode == 1
        assert f"Port {port} is taken" in refused.stderr + refused.stdout
        assert copy.left_over() == []
    assert copy.start("--port", str(port)) == f"http://localhost:{port}"


def test_scale_and_empty_are_refused_where_data_are(copy: Copy) -> None:
    for wish in (("--empty",), ("--scale", "5")):
        refused = copy.manage("demo", "--detach", *wish)
        assert refused.returncode == 1
        assert "--fresh" in refused.stderr


def test_fresh_drops_the_data(copy: Copy) -> None:
    copy.add_department("Old")
    copy.start("--fresh", "--empty")
    assert "Old" not in copy.departments()


def test_keys_are_their_owners_alone(copy: Copy) -> None:
    assert stat.S_IMODE((copy.root / "var" / "keys.json").stat().st_mode) == 0o600
