"""What pages load must be among the files that are collected: a missing one is an error 500 outside DEBUG."""

import re
from fnmatch import fnmatch
from pathlib import Path

import pytest

from ats.launcher.installation import BUILD_ONLY

ROOT = Path(__file__).resolve().parents[3]
LOADED = re.compile(r"""\{% static ['"]([^'"]+)['"] %\}""")


def loaded() -> list[str]:
    pages = (ROOT / "templates").rglob("*.html")
    return sorted({name for page in pages for name in LOADED.findall(page.read_text(encoding="utf-8"))})


@pytest.mark.parametrize("name", loaded())
def test_no_page_loads_a_file_that_is_left_out(name: str) -> None:
    """Django matches a pattern against the name and the whole path, so `css/*.css` would leave out `css/admin/` too."""
    assert not [left for left in BUILD_ONLY if fnmatch(name, left) or fnmatch(Path(name).name, left)]


def test_the_admin_loads_the_tokens() -> None:
    assert {"css/tokens.css", "css/admin/ground.css"} <= set(loaded())
