"""What is put back is what was made: a first day that lacks nothing, and the world row by row and file by file."""

from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from ats.actions import first_day
from tests.emptying import filled_tables
from tests.factories.ats import AT
from tests.functional.matrix import world
from tests.functional.standing import undone

pytestmark = pytest.mark.django_db


def test_a_first_day_that_was_put_back_lacks_nothing() -> None:
    with undone():
        first_day.prepare(at=AT)
    first_day.prepare(at=AT)
    put_back = _rows()
    first_day.prepare(at=AT)  # where rows are, the product itself looks what is missing
    assert _rows() == put_back


def test_a_world_that_was_put_back_is_the_one_that_was_built(settings: Any, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(world, "KEPT", {})
    settings.MEDIA_ROOT = str(tmp_path / "built")
    with undone():
        built, rows = world.build(), _rows()
    settings.MEDIA_ROOT = str(tmp_path / "put back")
    put_back = world.build()
    assert _rows() == rows
    assert (put_back.ids, put_back.users) == (built.ids, built.users)
    assert all(put_back.users[role] is not user for role, user in built.users.items())
    assert _files(tmp_path / "put back") == _files(tmp_path / "built")


def _rows() -> dict[str, list[str]]:
    """What is in the database, by table; rows stand anywhere in it."""
    found = {}
    with connection.cursor() as cursor:
        for table in filled_tables(cursor):
            cursor.execute(f'SELECT row::text FROM "{table}" row ORDER BY 1')
            found[table] = [text for (text,) in cursor.fetchall()]
    assert found
    return found


def _files(folder: Path) -> dict[str, bytes]:
    found = {str(each.relative_to(folder)): each.read_bytes() for each in folder.rglob("*") if each.is_file()}
    assert found
    return found
