"""How much memory the server that comes along takes for pages of the database."""

import pytest

from ats.launcher import postgres


@pytest.mark.parametrize(("gigabytes", "megabytes"), [(1, 128), (2, 128), (4, 256), (8, 512), (64, 512)])
def test_the_server_takes_a_sixteenth_of_the_memory_within_bounds(monkeypatch, gigabytes, megabytes):
    sizes = {"SC_PHYS_PAGES": gigabytes * 2**30 // 4096, "SC_PAGE_SIZE": 4096}
    monkeypatch.setattr(postgres.os, "sysconf", sizes.__getitem__)
    assert postgres.shared_buffers() == megabytes


def test_where_the_machine_does_not_tell_it_takes_little(monkeypatch):
    def untold(name):
        raise ValueError(name)

    monkeypatch.setattr(postgres.os, "sysconf", untold)
    assert postgres.shared_buffers() == postgres.SMALLEST_BUFFERS
