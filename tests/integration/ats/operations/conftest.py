"""A small company with people, files, mail and a sealed audit log, in places of its own."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection

from ats.actions import candidates, first_day
from ats.kernel import audit
from ats.kernel.files.storing import store
from ats.operations import databases, making, restoring
from tests.factories.ats import AT, CandidateFactory, user_in_role


def end_others() -> None:
    """Connections that threads of earlier tests left open in this process."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture
def places(settings: Any, tmp_path: Path) -> Iterator[Path]:
    """`var/` of this test alone; what a restore leaves aside goes with it."""
    settings.VAR = tmp_path / "var"
    settings.VAR.mkdir()
    settings.MEDIA_ROOT = str(settings.VAR / "media")
    settings.AUDIT_ANCHOR_FILE = str(settings.VAR / "audit-anchor.jsonl")
    settings.ERASURE_LEDGER_FILE = str(settings.VAR / "erasure-ledger.jsonl")
    end_others()
    yield tmp_path
    restoring.tidy()
    databases.drop(databases.beside("restoring", ""))


@pytest.fixture
def company(transactional_db: None, places: Path) -> SimpleNamespace:
    """Ana, who will be erased, and Ben, who stays; a file of each, and a sealed audit log."""
    first_day.prepare(at=AT)
    recruiter = user_in_role("recruiter")
    ana, ben = CandidateFactory(first_name="Ana"), CandidateFactory(first_name="Ben")
    for person, name in ((ana, "ana"), (ben, "ben")):
        candidates.add_email(person, f"{name}@example.org", at=AT)
        upload = ContentFile(b"%PDF-1.4 of " + name.encode(), name=f"{name}.pdf")
        candidates.attach(candidate=person, file=store(upload=upload, by=recruiter, at=AT), by=recruiter, at=AT)
    for number in range(3):
        audit.record(deed="access", actor=recruiter, outcome="done", at=AT, codes={"number": number})
    audit.seal(AT)
    audit.anchor(AT)
    return SimpleNamespace(ana=ana, ben=ben, recruiter=recruiter)


@pytest.fixture
def backup(company: SimpleNamespace, places: Path) -> Path:
    """A backup of the company as it is."""
    making.make(places / "backup", say=lambda step: None)
    return places / "backup"


def contents() -> dict[str, str]:
    """A fingerprint of every table's rows."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') FROM \"{table}\" t")
            found[table] = cursor.fetchone()[0]
    return found
