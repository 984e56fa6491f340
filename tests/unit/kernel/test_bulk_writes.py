"""The check that finds writes around history: it finds what it must, lets pass what is fine, and the house is clean."""

from pathlib import Path

import pytest

from ats.kernel import bulk_writes
from ats.kernel.bulk_writes import Tracked

ROOT = Path(__file__).parents[3]
KNOWN = Tracked(
    models={"Job": frozenset(), "ApiKey": frozenset({"last_used_at"})},
    relations={"notes": frozenset(), "api_keys": frozenset({"last_used_at"})},
)


@pytest.mark.parametrize(
    "source",
    [
        "Job.objects.update(name='x')",
        "Job.objects.filter(a=1).exclude(b=2).update(name='x')",
        "models.Job.objects.all().delete()",
        "Job.objects.bulk_create(rows)",
        "Job.objects.bulk_update(rows, ['name'])",
        "Job._default_manager.filter().update(name='x')",
        "candidate.notes.all().delete()",
        "candidate.notes.filter(a=1).update(body='')",
        "self.candidate.notes.bulk_create(rows)",
        "def f():\n    rows = Job.objects.filter(a=1)\n    rows.update(name='x')",
        "def f():\n    rows = Job.objects.filter(a=1)\n    more = rows.exclude(b=2)\n    more.delete()",
        "async def f():\n    await Job.objects.aupdate(name='x')",
        "Job.objects.filter()[:5].delete()",
        "ApiKey.objects.update(last_used_at=now, name='x')",
        "ApiKey.objects.update(**fields)",
    ],
)
def test_a_write_around_history_is_found(source):
    assert len(bulk_writes.in_source(source, KNOWN)) == 1


@pytest.mark.parametrize(
    "source",
    [
        "Visit.objects.filter().update(a=1)",
        "{}.update(a=1)",
        "job.delete()",
        "Job.objects.get(pk=1).delete()",
        "Job.objects.filter().first().delete()",
        "Job.objects.create(name='x')",
        "Job.objects.update_or_create(name='x')",
        "ApiKey.objects.filter(pk=1).update(last_used_at=now)",
        "user.api_keys.update(last_used_at=now)",
        "def f():\n    rows = Job.objects.all()\n\ndef g(rows):\n    rows.update(a=1)",
        "rows = Job.objects.all()\nrows = {}\nrows.update(a=1)",
        "row.history.all().delete()",
        "digest.update(b'x')",
    ],
)
def test_what_is_fine_passes(source):
    assert bulk_writes.in_source(source, KNOWN) == []


def test_it_knows_the_tracked_models_and_their_relations():
    known = bulk_writes.tracked()
    assert {"Job", "Candidate", "Application", "Offer", "Role"} <= set(known.models)
    assert {"Visit", "Event", "Message"}.isdisjoint(known.models)
    assert {"applications", "notes", "openings"} <= set(known.relations)
    assert known.models["ApiKey"] >= {"last_used_at"}


def test_it_says_where(tmp_path):
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "x.py").write_text("\nJob.objects.update(name='x')\n")
    assert bulk_writes.check(tmp_path, ["app"], KNOWN) == [
        "app/x.py:2: Job.objects.update goes around history; use history.bulk_…_with_history."
    ]


def test_the_house_is_clean():
    packages = ["ats", "comms", "milestones", "sourcing", "issues", "performance", "governance"]
    assert bulk_writes.check(ROOT, packages) == []
