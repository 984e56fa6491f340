"""Every setting that the code reads has a line in README.md."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


def test_every_setting_has_its_line() -> None:
    source = (ROOT / "ats/settings/base.py").read_text()
    read = set(re.findall(r'"((?:ATS_\w+)|DATABASE_URL|REDIS_URL)"', source))
    told = set(re.findall(r"`([A-Z_]+)`", (ROOT / "README.md").read_text()))
    assert len(read) > 30
    assert read <= told, f"Not in README.md: {sorted(read - told)}"
