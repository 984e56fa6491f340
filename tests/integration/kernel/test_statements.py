"""Statements that the server keeps: prepared once per connection, with exactly the answers of those that are not."""

from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest
from django.db import NotSupportedError, ProgrammingError, connection, transaction
from django.db.models import Value
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext

from ats.kernel import statements
from ats.kernel.counting import Prepared as Count
from ats.kernel.prepared import Prepared
from ats.kernel.reading import Part
from ats.kernel.reading import Prepared as Rows
from ats.models import Candidate
from tests.factories.ats import CandidateFactory

pytestmark = pytest.mark.django_db
committing = pytest.mark.django_db(transaction=True)
ONE = UUID(int=1)


def asked(sql, *values):
    statement = statements.kept(connection, sql, values)
    with connection.cursor() as cursor:
        cursor.execute(*statement)
        return statement[0], cursor.fetchone()


def held():
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, statement FROM pg_prepared_statements")
        return dict(cursor.fetchall())


def test_a_statement_is_prepared_once_and_asked_with_other_values():
    sql = "SELECT %s::text, %s = ANY(%s)"
    before = len(held())
    first, one = asked(sql, "an 'odd' %s", ONE, [ONE])
    second, two = asked(sql, "", uuid4(), [])
    assert first == second and first.startswith("EXECUTE kept_")
    assert (one, two) == (("an 'odd' %s", True), ("", False))
    assert len(held()) == before + 1


@pytest.mark.parametrize(
    "value", [ONE, "text", None, True, date(2026, 3, 1), datetime(2026, 3, 1, 12, tzinfo=UTC), [ONE, UUID(int=2)]]
)
def test_a_value_means_what_it_means_in_a_statement_that_is_not_prepared(value):
    sql = "SELECT told, pg_typeof(told)::text FROM (SELECT %s AS told) AS found"
    with connection.cursor() as cursor:
        cursor.execute(sql, [value])
        plain = cursor.fetchone()
    said, kept = asked(sql, value)
    assert said.startswith("EXECUTE") and kept == plain


@pytest.mark.parametrize("value", [1, 1.5, ["word"], {"a": 1}])
def test_other_values_are_asked_as_ever(value):
    assert statements.kept(connection, "SELECT %s", [value]) == ("SELECT %s", (value,))


def test_it_can_be_switched_off(settings):
    settings.PREPARED_STATEMENTS = False
    assert statements.kept(connection, "SELECT %s", ["x"]) == ("SELECT %s", ("x",))


def test_a_connection_keeps_so_many_and_forgets_the_one_not_asked_for_longest(monkeypatch):
    monkeypatch.setattr(statements, "MOST", 3)
    connection.kept_statements = None
    with connection.cursor() as cursor:
        cursor.execute("DEALLOCATE ALL")
    for word in "abcabad":
        assert asked(f"SELECT '{word}'")[1] == (word,)
    assert sorted(text[-2] for text in held().values()) == ["a", "b", "d"]
    assert asked("SELECT 'c'")[1] == ("c",)


@committing
def test_a_new_connection_prepares_anew():
    assert asked("SELECT %s", "one")[1] == ("one",)
    connection.close()
    assert asked("SELECT %s", "two")[1] == ("two",)


def test_what_is_rolled_back_stays_prepared():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        asked("SELECT 'rolled back', %s", "one")
        raise ZeroDivisionError
    assert asked("SELECT 'rolled back', %s", "two")[1] == ("rolled back", "two")


def test_a_statement_that_cannot_be_prepared_is_refused_each_time():
    for _ in range(2):
        with pytest.raises(ProgrammingError), transaction.atomic():
            statements.kept(connection, "SELECT nothing_of_the_kind", [])


def test_what_never_varies_is_written_into_the_statement():
    sql = "SELECT %s, '100%%', %s, %s"
    said, left = statements.settled(connection, sql, ["50% of 'it'", ONE, None], lambda value: value == ONE)
    assert left == (ONE,) and said.count("%s") == 1
    assert asked(said, *left)[1] == ("50% of 'it'", "100%", ONE, None)


@committing
def test_a_column_that_changed_its_type_is_planned_anew():
    row = CandidateFactory()
    by_id = Prepared(lambda pk: Candidate.objects.filter(pk=pk), UUID)
    assert by_id(row.pk) == [row]
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE ats_candidate ALTER COLUMN company TYPE varchar(1000)")
    try:
        assert by_id(row.pk) == [row]
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE ats_candidate ALTER COLUMN company TYPE varchar(160)")
    with pytest.raises(NotSupportedError), transaction.atomic():
        by_id(row.pk)
    assert by_id(row.pk) == [row], "The failed transaction was the last one."


@committing
def test_a_connection_that_is_found_broken_is_replaced_before_anything_is_prepared():
    """As at the beginning of a request, with health checks."""
    assert asked("SELECT 'healthy', %s", "one")[1] == ("healthy", "one")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (backend,) = cursor.fetchone()
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [backend])
    other.close()
    connection.health_check_enabled, connection.health_check_done = True, False
    try:
        assert asked("SELECT 'healthy', %s", "two")[1] == ("healthy", "two")
    finally:
        connection.health_check_enabled = False


@committing
def test_rows_are_locked_within_a_transaction_only():
    row = CandidateFactory()
    locking = Prepared(lambda pk: Candidate.objects.filter(pk=pk).select_for_update(), UUID)
    with transaction.atomic():
        assert locking(row.pk) == [row]
    with pytest.raises(TransactionManagementError):
        locking(row.pk)


@pytest.mark.parametrize("on", [True, False])
def test_constants_stay_as_they_are(settings, on):
    settings.PREPARED_STATEMENTS = on
    row = CandidateFactory(title="100% /* of */ $1 %s")
    titled = Prepared(lambda pk: Candidate.objects.filter(pk=pk, title="100% /* of */ $1 %s"), UUID)
    everybody = Prepared(lambda: Candidate.objects.annotate(mark=Value("50% $1")).filter(title__contains="% /*"))
    for logged in (False, True):
        connection.force_debug_cursor = logged
        assert titled(row.pk) == [row] and everybody() == [row] and everybody()[0].mark == "50% $1"
    connection.force_debug_cursor = False


def test_an_argument_that_nothing_asks_for_does_no_harm():
    row = CandidateFactory()
    found = Prepared(lambda pk, word, ids, text: Candidate.objects.filter(pk=pk), UUID, str, list, str)
    assert found(row.pk, "x", [row.pk], "y") == [row]


def test_a_list_that_stands_in_several_places_is_sent_once():
    ids, others = [ONE, UUID(int=2)], [ONE]
    statement, sent = statements.kept(connection, "SELECT %s, %s, %s, %s", [ids, others, ids, "x"])
    assert sent == (ids, others, "x") and statement.endswith("(%s, %s, %s)")
    assert asked("SELECT %s, %s, %s, %s", ids, others, ids, "x")[1] == (ids, others, ids, "x")
    assert asked("SELECT %s, %s, %s, %s", ids, ids, others, "x")[1] == (ids, ids, others, "x")


def test_prepared_queries_are_kept():
    CandidateFactory(first_name="100%", last_name="Odd'ly")
    found = Prepared(lambda name: Candidate.objects.filter(first_name="100%", last_name=name), str)
    told = Rows(lambda name: {"found": Part(Candidate.objects.filter(last_name=name), {"first": "first_name"})}, str)
    with CaptureQueriesContext(connection) as queries:
        assert [row.last_name for row in found("Odd'ly")] == ["Odd'ly"] and found("Odd") == []
        assert told("Odd'ly") == {"found": [{"first": "100%"}]} and told("%") == {"found": []}
    assert all(query["sql"].startswith("EXECUTE kept_") for query in queries) and len(queries) == 4
    assert all('FROM "ats_candidate"' in query["sql"] for query in queries), "Logs say what was asked."


def test_a_count_has_what_never_varies_in_its_sql():
    ready = Count(lambda name: Candidate.objects.filter(first_name="100%", last_name=name), str)("Odd")
    assert ready.asked is not None and "'100%%'" in ready.asked[0] and ready.asked[1] == ("Odd",)
