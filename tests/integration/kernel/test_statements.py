"""Statements that are planned once per connection: asked anew each time, and anew planned where they have to be."""

from uuid import UUID

import pytest
from django.db import connection, transaction
from django.db.models import Value
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext

from ats.kernel import statements
from ats.kernel.prepared import Prepared
from ats.models import Candidate
from tests.factories.ats import CandidateFactory

pytestmark = pytest.mark.django_db
committing = pytest.mark.django_db(transaction=True)


def by_id():
    """A query that nobody has asked yet."""
    return Prepared(lambda pk: Candidate.objects.filter(pk=pk), UUID)


def prepared():
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM pg_prepared_statements WHERE name LIKE 'waymark%'")
        return {name for (name,) in cursor.fetchall()}


@pytest.fixture(autouse=True)
def nothing_known(db):
    connection.ensure_connection()
    with connection.cursor() as cursor:
        cursor.execute("DEALLOCATE ALL")
    connection._statements = None


def test_a_query_is_prepared_once_and_asked_each_time():
    one, two = CandidateFactory(), CandidateFactory()
    ask = by_id()
    with CaptureQueriesContext(connection) as asked:
        assert [ask(one.pk), ask(two.pk), by_id()(one.pk)] == [[one], [two], [one]]
    assert len(prepared()) == 1
    assert [query["sql"].startswith("EXECUTE waymark") for query in asked] == [True] * 3
    assert all('FROM "ats_candidate"' in query["sql"] for query in asked), "Logs say what was asked."


def test_constants_stay_as_they_are():
    row = CandidateFactory(title="100% /* of */ $1 %s")
    titled = Prepared(lambda pk: Candidate.objects.filter(pk=pk, title="100% /* of */ $1 %s"), UUID)
    everybody = Prepared(lambda: Candidate.objects.annotate(mark=Value("50% $1")).filter(title__contains="% /*"))
    for logged in (False, True):
        connection.force_debug_cursor = logged
        assert titled(row.pk) == [row] and everybody() == [row] and everybody()[0].mark == "50% $1"
    connection.force_debug_cursor = False


def test_an_argument_that_nothing_asks_for_does_no_harm():
    row = CandidateFactory()
    ask = Prepared(lambda pk, word, ids, text: Candidate.objects.filter(pk=pk), UUID, str, list, str)
    assert ask(row.pk, "x", [row.pk], "y") == [row]


def test_the_same_words_with_other_arguments_are_another_statement():
    row = CandidateFactory()
    for kinds in ((UUID,), (UUID, UUID), (UUID, str), (UUID, UUID, list)):
        ask = Prepared(lambda pk, *unused: Candidate.objects.filter(pk=pk), *kinds)
        assert ask(row.pk, *[[] if kind is list else row.pk for kind in kinds[1:]]) == [row]


def test_a_connection_keeps_only_so_many(monkeypatch):
    monkeypatch.setattr(statements, "MOST", 2)
    row = CandidateFactory()
    asks = [Prepared(lambda pk, n=n: Candidate.objects.filter(pk=pk)[: n + 1], UUID) for n in range(5)]
    for ask in [*asks, *asks]:
        assert ask(row.pk) == [row]


@committing
def test_a_new_connection_is_told():
    row = CandidateFactory()
    ask = by_id()
    assert ask(row.pk) == [row]
    connection.close()
    assert ask(row.pk) == [row] and len(prepared()) == 1


@committing
def test_a_column_that_changed_its_type_is_planned():
    row = CandidateFactory()
    ask = by_id()
    assert ask(row.pk) == [row]
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE ats_candidate ALTER COLUMN company TYPE varchar(1000)")
    try:
        assert ask(row.pk) == [row]
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE ats_candidate ALTER COLUMN company TYPE varchar(160)")
    with pytest.raises(Exception, match="cached plan"), transaction.atomic():
        ask(row.pk)
    assert ask(row.pk) == [row], "The failed transaction was the last one."


@committing
def test_rows_are_locked_within_a_transaction_only():
    row = CandidateFactory()
    locking = Prepared(lambda pk: Candidate.objects.filter(pk=pk).select_for_update(), UUID)
    with transaction.atomic():
        assert locking(row.pk) == [row]
    with pytest.raises(TransactionManagementError):
        locking(row.pk)
