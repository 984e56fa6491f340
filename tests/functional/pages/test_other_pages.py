"""Accessible, quiet under the policy and no wider than the screen: all other pages (see looking)."""

from typing import Any

import pytest

from tests.functional.pages.looking import look_at
from tests.functional.pages.places import SIGNED_OUT, Places

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(1200)]


def wanted(path: str) -> bool:
    return not path.startswith(("/applications/", "/jobs/", "/offers/", "/admin/"))


def test_other_pages(places: Places, seer: Any) -> None:
    wrong = look_at(seer, places.urls(wanted))
    assert not wrong, "\n".join(wrong)


def test_pages_for_those_who_have_not_signed_in(places: Places, new_page: Any) -> None:
    wrong = look_at(new_page(), SIGNED_OUT)
    assert not wrong, "\n".join(wrong)
