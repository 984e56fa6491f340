"""In which looks a page is looked at. The usual run takes wide and light, narrow and dark; a thorough one takes all four."""

from itertools import product

import pytest

from tests.conftest import DESKTOP, PHONE, THEMES
from tests.sample import THOROUGH

SIZES = {"desk": DESKTOP, "phone": PHONE}
LOOKS = list(product(THEMES, SIZES)) if THOROUGH else list(zip(THEMES, SIZES, strict=True))

in_each_look = pytest.mark.parametrize(
    ("theme", "size"), [pytest.param(theme, SIZES[size], id=f"{size}-{theme}") for theme, size in LOOKS]
)
"""For tests that take `theme` and `size`, as `new_page` does."""
