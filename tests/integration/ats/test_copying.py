"""COPY writes what was given, whatever it holds; and what goes wrong beside is raised here."""

from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest
from django.contrib.postgres.fields import ArrayField
from django.db import IntegrityError, connection, models, transaction
from django.test.utils import isolate_apps

from ats.kernel import copying, copying_ahead
from ats.kernel.copying import copy_in
from ats.models import Candidate
from tests.factories.ats import AT, UserFactory

pytestmark = pytest.mark.django_db
ODD = ["", "a\tb\nc\rd", "\\N", "\\", 'say "so"', "Zoë 🙂", "{a,b}", "NULL", "x" * 1200]
TIMES = [datetime(1969, 7, 20, 20, 17, 0, 5, tzinfo=UTC), datetime(2038, 1, 19, 3, 14, 8, 999_999, tzinfo=UTC), AT]


@isolate_apps("ats.kernel")
def test_values_of_every_type_come_back_as_they_were():
    class Kept(models.Model):
        id = models.UUIDField(primary_key=True)
        name = models.CharField(max_length=1200)
        text = models.TextField(null=True)
        small = models.SmallIntegerField()
        number = models.IntegerField(null=True)
        big = models.BigIntegerField()
        is_so = models.BooleanField(null=True)
        at = models.DateTimeField()
        day = models.DateField(null=True)
        data = models.JSONField()
        tags = ArrayField(models.CharField(max_length=1200), null=True)
        words = ArrayField(models.TextField())

        class Meta:
            app_label = "kernel"

        def __str__(self):
            return self.name

    numbers = [(-(2**15), None, -(2**63)), (2**15 - 1, 2**31 - 1, 2**63 - 1), (0, -(2**31), 0)]
    rows = [
        (uuid4(), text, ODD[-place], *numbers[place % 3], [True, False, None][place % 3], TIMES[place % 3],
         [date(1899, 12, 31), None, date(2100, 1, 1)][place % 3], {"a": [text, place, None]},
         [None, [], ODD[:place]][place % 3], ODD[: place % 4])
        for place, text in enumerate(ODD)
    ]  # fmt: skip
    with connection.schema_editor() as editor:
        editor.create_model(Kept)
    names = [field.name for field in Kept._meta.concrete_fields]
    assert copy_in(Kept, names, rows) == len(rows)
    assert sorted(Kept._base_manager.values_list(*names)) == sorted(rows)


@isolate_apps("ats.kernel")
def test_a_type_that_nobody_has_copied_yet_is_refused():
    class Lasting(models.Model):
        span = models.DurationField()

        class Meta:
            app_label = "kernel"

        def __str__(self):
            return str(self.span)

    with pytest.raises(NotImplementedError, match="span"):
        copy_in(Lasting, ["span"], [])


def people(count, **more):
    return [(uuid4(), f"P{number}", "Ek", more.get("external_id", "")) for number in range(count)]


COLUMNS = ["id", "first_name", "last_name", "external_id"]
SIGNED = {"by": None, "reason": "Why", "at": AT}


def test_new_rows_have_the_history_that_is_selected_from_them():
    rows, by = people(3), UserFactory()
    with copying_ahead.begun() as copies:
        copies.copy_new(Candidate, COLUMNS, rows, {"is_imported": True}, by=by, reason="Why", at=AT)
    copying.copy_history(Candidate, [row[0] for row in rows], by=by, reason="Why", at=AT)
    kept = list(Candidate.history.filter(history_user=by).values())
    assert len({row.pop("history_id") for row in kept}) == len(kept) == 6
    for pk, *_ in rows:
        made, selected = [row for row in kept if row["id"] == pk]
        assert made == selected and made["is_imported"] and made["history_change_reason"] == "Why"


@pytest.fixture
def short(monkeypatch):
    """Few rows at once and few in advance, so that one waits for the other."""
    monkeypatch.setattr(copying, "BATCH", 2)
    monkeypatch.setattr(copying_ahead, "MOST_AHEAD", 1)


@pytest.mark.timeout(60)
def test_what_postgres_refuses_is_raised_at_the_end_and_nobody_waits_for_ever(short):
    with pytest.raises(IntegrityError), transaction.atomic(), copying_ahead.begun() as copies:
        copies.copy_in(Candidate, COLUMNS, people(50, external_id="X-1"))
        copies.copy_in(Candidate, COLUMNS, people(50))
    assert not Candidate.objects.exists()


@pytest.mark.timeout(60)
def test_what_goes_wrong_while_rows_are_made_is_raised_and_nothing_is_kept(short):
    def rows():
        yield from people(9)
        raise ValueError("The tenth")

    with pytest.raises(ValueError, match="The tenth"), transaction.atomic(), copying_ahead.begun() as copies:
        copies.copy_in(Candidate, COLUMNS, rows())
    assert not Candidate.objects.exists()


def test_ids_are_taken_in_three_forms():
    first, second, third = (uuid4() for _ in range(3))
    copy_in(Candidate, ["id"], [(first,), (second.bytes,), (str(third),)])
    assert set(Candidate.objects.values_list("pk", flat=True)) == {first, second, third} and isinstance(first, UUID)
