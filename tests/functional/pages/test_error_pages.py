"""Refusals and our own mistakes are pages like any other: accessible, quiet under the policy, no wider than the screen."""

from typing import Any

import pytest

from tests.functional.pages.breaking import FAILURES
from tests.functional.pages.looking import look_at
from tests.functional.pages.places import Places

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_error_pages(places: Places, seer: Any, new_page: Any, settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.functional.pages.breaking"
    wrong = []
    for page in (seer, new_page()):
        for status, ways in FAILURES.items():
            wrong += look_at(page, [f"/broken/{status}/{way}/" for way in range(len(ways))], status=status)
        wrong += look_at(page, ["/broken/forged/"], status=403)
        wrong += look_at(page, ["/nothing/here/"], status=404)
    assert not wrong, "\n".join(wrong)
