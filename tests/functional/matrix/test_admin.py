"""Who comes in where: the administration's addresses (see judging)."""

from pathlib import Path
from typing import Any

import pytest

from tests.functional.matrix.judging import judge


@pytest.mark.django_db
@pytest.mark.slow
@pytest.mark.timeout(1200)
@pytest.mark.requirement("MS-4.1", "CM-7.5")
def test_who_comes_in_where(settings: Any, tmp_path: Path) -> None:
    judge("admin", settings, tmp_path)
