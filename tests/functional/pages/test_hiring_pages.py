"""Accessible, quiet under the policy and no wider than the screen: the pages of hiring (see looking)."""

from typing import Any

import pytest

from tests.functional.pages.looking import look_at
from tests.functional.pages.places import Places

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(1200)]


def wanted(path: str) -> bool:
    return path.startswith(("/applications/", "/jobs/", "/offers/"))


def test_pages_of_hiring(places: Places, seer: Any) -> None:
    wrong = look_at(seer, places.urls(wanted) + places.in_other_states())
    assert not wrong, "\n".join(wrong)
