"""A filled house, and a browser of somebody who sees everything in it."""

from pathlib import Path
from typing import Any

import pytest

from tests.functional.pages.places import Places


@pytest.fixture
def places(transactional_db: None, settings: Any, tmp_path: Path) -> Places:
    settings.DEMO, settings.MAIL_DIR = True, str(tmp_path)
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 24 * 3600  # whoever looks at every page is signed in for long
    return Places(tmp_path)


@pytest.fixture
def seer(places: Places, new_page: Any, live_server: Any) -> Any:
    """The page of the one who may see everything."""
    page = new_page()
    page.context.add_cookies([places.session(live_server.url)])
    return page
