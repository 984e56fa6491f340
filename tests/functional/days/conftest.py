"""The product as a stranger starts it, empty, and a browser for everybody who works in it."""

import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import DESKTOP, PHONE
from tests.copies import LEFT_OUT, ROOT, Copy, free_port
from tests.functional.days.house import House


@pytest.fixture(scope="module")
def house(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """`manage.py demo --empty` in a copy of the repository, until the last day of the module is over."""
    root: Path = tmp_path_factory.mktemp("days") / "house"
    shutil.copytree(ROOT, root, ignore=shutil.ignore_patterns(*LEFT_OUT))
    copy = Copy(root)
    address = copy.start("--empty", "--port", str(free_port()))
    contexts: list[Any] = []

    def open_page(phone: bool = False) -> Any:
        context = browser.new_context(base_url=address, viewport=PHONE if phone else DESKTOP)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        return page

    yield House(address, copy, open_page)
    for context in contexts:
        context.close()
    copy.manage("demo", "--stop")
    for process in copy.left_over():
        os.kill(process, signal.SIGKILL)


# A whole installation of its own, and an hour of clicks in a few minutes: too long for every change. Run it by
# `ATS_DAYS=1 python3 manage.py test tests/functional/days`.
collect_ignore_glob = [] if os.environ.get("ATS_DAYS") == "1" else ["test_*.py"]
