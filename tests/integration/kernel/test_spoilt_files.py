"""Two thousand spoilt files: each ends stored with its text, or refused in words, and none takes too long or too much."""

import os
import random
import time

import pytest
from django.core.files.base import ContentFile

from ats.chaos import spoilt
from ats.chaos.uploads import campaign
from ats.kernel import files
from ats.kernel.files.child import TOO_LONG
from ats.kernel.files.pool import Pool
from tests.factories.ats import AT
from tests.factories.resumes import pdf

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("SR-5.1")]
FILES = 2_000


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media")


@pytest.mark.timeout(240)
def test_two_thousand_spoilt_files_harm_nothing():
    seed = int(os.environ.get("ATS_FUZZ_SEED", "20261120"))
    began = time.monotonic()
    found = campaign(random.Random(seed), FILES)
    assert found.problems == [], f"seed {seed}"
    assert sum(found.counts[name] for name in ("refused", "text", "told")) == FILES
    assert min(found.counts[name] for name in ("refused", "text", "told")) > 20 and found.counts["pages"] > 5
    assert time.monotonic() - began < 200
    assert not files.StoredFile.objects.exists()


def test_sound_files_are_read():
    with Pool() as pool:
        for name, make in spoilt.SOUND:
            if name == "png":
                continue
            stored = files.store(upload=spoilt_file(name, make()), by=None, at=AT)
            assert "Kafka" in files.parse(stored, ask=pool.ask).text
        assert pool.starts == 1


def test_a_pool_goes_on_after_a_file_that_hangs(settings):
    stored = files.store(upload=pdf(), by=None, at=AT)
    with Pool() as pool:
        assert files.parse(stored, ask=pool.ask).text
        settings.PARSE_SECONDS = 0
        assert files.parse(stored, ask=pool.ask).problem == TOO_LONG
        settings.PARSE_SECONDS = 10
        assert files.parse(stored, ask=pool.ask).text and pool.starts == 2


def spoilt_file(name, content):
    return ContentFile(content, f"cv.{name}")
