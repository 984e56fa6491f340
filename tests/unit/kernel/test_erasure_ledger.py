"""The ledger of the erased: appended, never doubled, readable after a crash in mid-line."""

import stat
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from ats.kernel.privacy import ledger

AT = datetime(2026, 11, 20, 10, tzinfo=UTC)


@pytest.fixture
def file(settings, tmp_path: Path) -> Path:
    settings.ERASURE_LEDGER_FILE = str(tmp_path / "deep" / "ledger.jsonl")
    return Path(settings.ERASURE_LEDGER_FILE)


def test_each_person_stands_there_once_with_the_first_moment(file):
    one, other = uuid4(), uuid4()
    assert ledger.append({one: AT}) == 1
    assert ledger.append({one: AT.replace(year=2027), other: AT}) == 1
    assert ledger.read() == {one: AT, other: AT}
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_half_line_costs_only_itself(file):
    one, other = uuid4(), uuid4()
    ledger.append({one: AT})
    with file.open("a") as half:
        half.write('{"person": "4f0a')
    ledger.append({other: AT})
    assert ledger.read() == {one: AT, other: AT}
    assert len(file.read_text().splitlines()) == 3


def test_without_a_file_nobody_was_erased(file):
    assert ledger.read() == {}
