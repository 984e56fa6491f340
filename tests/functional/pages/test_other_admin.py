"""Accessible, quiet under the policy and no wider than the screen: the administration but that of the core (see looking)."""

from typing import Any

import pytest

from tests.functional.pages.looking import look_at
from tests.functional.pages.places import Places
from tests.sample import taken

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(1200)]


def wanted(path: str) -> bool:
    return path.startswith("/admin/") and not path.startswith("/admin/ats/") and taken(path, 4)


def test_the_other_administration(places: Places, seer: Any) -> None:
    wrong = look_at(seer, places.urls(wanted))
    assert not wrong, "\n".join(wrong)
