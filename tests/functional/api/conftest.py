"""The API's schema, and a world in which each deed has its rows."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import override_settings

from tests.functional.api.drive import load
from tests.functional.matrix.world import World, build
from tests.functional.standing import standing, undone


@pytest.fixture(scope="module")
def schema() -> Any:
    return load()


@pytest.fixture(scope="module")
def standing_world(
    schema: Any, django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    with (
        override_settings(MEDIA_ROOT=str(tmp_path_factory.mktemp("media"))),
        standing(django_db_blocker, build) as made,
    ):
        yield made


@pytest.fixture
def world(standing_world: World, settings: Any) -> Iterator[World]:
    settings.API_RATE_PER_MINUTE = 1_000_000
    with undone():
        yield standing_world
