"""Which pg_dump is taken for which server: the same version, else a newer one, else plain words."""

from pathlib import Path

import pytest

from ats.launcher.problem import Problem
from ats.operations import programs


@pytest.fixture
def machine(monkeypatch, tmp_path):
    """`machine(16, 18)`: programs of these versions are on this machine."""

    def has(*versions: int) -> None:
        paths = []
        for version in versions:
            path = tmp_path / f"pg_dump-{version}"
            path.write_text(f"#!/bin/sh\necho 'pg_dump (PostgreSQL) {version}.3 (Debian {version}.3-1.pgdg120+1)'\n")
            path.chmod(0o755)
            paths.append(path)
        monkeypatch.setattr(programs, "_all", lambda name: iter([*paths, tmp_path / "is not there"]))

    return has


@pytest.mark.parametrize(("server", "taken"), [(16, 16), (15, 16), (17, 18), (18, 18)])
def test_the_nearest_that_is_not_older(machine, server, taken):
    machine(18, 16)
    assert programs.fitting("pg_dump", server).name == f"pg_dump-{taken}"


def test_too_old_ones_are_refused_in_plain_words(machine):
    machine(16, 18)
    with pytest.raises(Problem, match=r"Postgres 19.*16, 18") as refused:
        programs.fitting("pg_dump", 19)
    assert "postgresql-client-19" in refused.value.cure


def test_the_embedded_one_is_found():
    assert programs.major(programs.fitting("pg_restore", 18)) >= 18
    assert programs.major(Path("/nowhere/pg_dump")) == 0


def test_only_the_harmless_error_is_passed_over(tmp_path):
    said = 'pg_restore: error: could not execute query: ERROR:  unrecognized configuration parameter "x"'
    program = tmp_path / "pg_restore"
    for more, is_good in (("", True), ("pg_restore: error: out of memory", False)):
        program.write_text(f"#!/bin/sh\necho '{said}\n{more}' >&2\nexit 1\n")
        program.chmod(0o755)
        wish = {"where": {"dbname": "x"}, "doing": "Reading", "harmless": 'parameter "x"'}
        if is_good:
            programs.run(program, **wish)
        else:
            with pytest.raises(Problem, match="out of memory"):
                programs.run(program, **wish)
    with pytest.raises(Problem, match="Reading failed"):
        programs.run(program, where={"dbname": "x"}, doing="Reading")
