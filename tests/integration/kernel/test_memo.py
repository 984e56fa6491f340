"""What is kept for a request that only reads: no longer than it runs, and not at all where something may be written."""

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from ats.kernel import memo
from ats.kernel.transfers.exports.registry import exporter
from ats.models import CustomField
from ats.models.custom_field import in_use
from ats.permissions import CorePermission
from tests.factories.ats import CandidateFactory, user_with


def reader():
    """A function that says how often it was asked."""
    asked = []

    @memo.kept
    def times():
        asked.append(1)
        return len(asked)

    return times


def test_outside_of_a_request_nothing_is_kept():
    times = reader()
    assert [times(), times()] == [1, 2]


def test_within_a_block_it_is_asked_once_and_forgotten_afterwards():
    times = reader()
    with memo.keeping():
        assert times() == 1
        with memo.keeping():
            assert times() == 1
        assert times() == 1
    assert times() == 2


def test_a_block_that_breaks_off_keeps_nothing():
    times = reader()
    with pytest.raises(ValueError, match="broken"), memo.keeping():
        times()
        raise ValueError("broken")
    assert times() == 2


@pytest.mark.parametrize(
    ("method", "answers"), [("get", [1, 1]), ("head", [1, 1]), ("post", [1, 2]), ("patch", [1, 2])]
)
def test_only_requests_that_read_keep_it(method, answers):
    times, found = reader(), []

    def view(request):
        found.extend([times(), times()])
        return HttpResponse()

    answer = memo.per_request(view)
    answer(getattr(RequestFactory(), method)("/"))
    assert found == answers
    answer(getattr(RequestFactory(), method)("/"))
    assert found[2] == answers[-1] + 1


@pytest.mark.django_db
def test_a_custom_field_is_seen_from_the_next_request_on_in_one_query_each(client):
    reader = user_with(*CorePermission)
    candidate = CandidateFactory(custom_fields={"visa": "yes"})
    client.force_login(reader, backend="ats.accounts.Colleagues")

    def page():
        with CaptureQueriesContext(connection) as asked:
            html = client.get(f"/candidates/{candidate.pk}/").content.decode()
        assert sum('FROM "ats_customfield"' in query["sql"] for query in asked) == 1
        return html

    assert "Right to work" not in page()
    row = CustomField.objects.create(entity="candidate", key="visa", label="Right to work")
    assert "Right to work" in page()
    row.label = "May work here"
    row.save()
    html = page()
    assert "May work here" in html
    assert "Right to work" not in html
    row.delete()
    assert "May work here" not in page()


@pytest.mark.django_db
def test_definitions_are_read_anew_outside_of_a_request():
    assert in_use() == []
    row = CustomField.objects.create(entity="candidate", key="visa", label="Right to work")
    assert in_use() == [row]


@pytest.mark.django_db
def test_the_columns_of_an_export_read_the_definitions_once_also_where_nothing_is_kept():
    for number in range(3):
        CustomField.objects.create(entity="job", key=f"more_{number}", label=f"More {number}")
    with CaptureQueriesContext(connection) as asked:
        columns = [column.key for column in exporter("jobs").columns()]
    assert {"custom_more_0", "custom_more_1", "custom_more_2"} <= set(columns)
    assert len(asked) == 1


def test_a_request_that_only_reads_has_one_moment(monkeypatch):
    times = iter(range(9))
    monkeypatch.setattr("ats.kernel.clock.now", lambda: next(times))
    with memo.keeping():
        assert (memo.moment(), memo.moment()) == (0, 0)
    assert (memo.moment(), memo.moment()) == (1, 2)
