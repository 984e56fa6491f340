"""What is put back is what was made: a first day that lacks nothing, and the world row by row and file by file."""

from pathlib import Path
from typing import Any

import pytest

from ats.actions import first_day
from tests.factories.ats import AT
from tests.functional.matrix import rows, world
from tests.functional.standing import undone
from tests.kept import keep

pytestmark = pytest.mark.django_db


def test_a_first_day_that_was_put_back_lacks_nothing() -> None:
    with undone():
        first_day.prepare(at=AT)
    first_day.prepare(at=AT)
    put_back = keep().rows
    first_day.prepare(at=AT)  # where rows are, the product itself looks what is missing
    assert keep().rows == put_back


def test_a_world_that_was_put_back_is_the_one_that_was_built(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = str(tmp_path)
    with undone():
        built = world.build()
    put_back = world.build()
    kept, _ = world.KEPT[repr(rows.AMOUNTS)]
    assert keep().rows == kept.rows
    assert put_back.ids == built.ids
    assert put_back.users == built.users
    assert all(put_back.users[role] is not user for role, user in built.users.items())
    assert kept.files and _files(tmp_path) == _files(kept.files)


def _files(folder: Path) -> dict[str, bytes]:
    found = {str(each.relative_to(folder)): each.read_bytes() for each in folder.rglob("*") if each.is_file()}
    assert found
    return found
