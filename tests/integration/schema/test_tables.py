"""The file with the tables of an empty installation. That it says what the migrations make is checked by
`schema --check --thorough`."""

import pytest
from django.db.migrations.loader import MigrationLoader

from ats import schema
from ats.schema import loading, marks


def test_the_file_holds_every_migration():
    """Where this fails: `python3 manage.py schema --write`."""
    held = set(loading.HELD.findall(loading.FILE.read_text(encoding="utf-8")))
    assert set(MigrationLoader(None).disk_migrations) == held


@pytest.mark.django_db
def test_a_file_from_the_future_is_left_alone(tmp_path, monkeypatch):
    newer = tmp_path / "tables.sql"
    newer.write_text("-- holds ats 9999_not_written_yet\nDROP TABLE ats_job;\n", encoding="utf-8")
    monkeypatch.setattr(loading, "FILE", newer)
    schema.load()
    assert not schema.is_empty()


def test_what_differs_is_named_from_both_sides():
    assert schema.differences({"same", "made"}, {"same", "loaded"}) == ["+ made", "- loaded"]


def test_a_change_of_the_file_or_of_a_migration_is_seen(monkeypatch):
    text = loading.FILE.read_text(encoding="utf-8")
    assert schema.are_right(text)
    assert not schema.are_right(
        text.replace("CREATE TABLE public.ats_job (", "CREATE TABLE public.ats_job (extra text,")
    )
    monkeypatch.setattr(marks, "of_migrations", lambda: "0" * 64)
    assert not schema.are_right(text)
