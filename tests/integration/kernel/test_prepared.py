"""Queries that are put together once: other arguments find other rows, lists of ids of any length with the same SQL."""

from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ats.kernel.prepared import Prepared
from ats.models import Application, Candidate
from tests.factories.ats import ApplicationFactory, CandidateFactory

pytestmark = pytest.mark.django_db
BY_ID = Prepared(lambda pk: Candidate.objects.filter(pk=pk), UUID)
BY_IDS = Prepared(lambda ids: Candidate.objects.filter(pk__any_of=ids).order_by("pk"), list)
OF_PEOPLE = Prepared(lambda ids, other: Application.objects.filter(candidate__any_of=ids).exclude(pk=other), list, UUID)


def test_each_call_asks_anew_for_its_own_argument():
    one, two = CandidateFactory(), CandidateFactory()
    assert [BY_ID(one.pk), BY_ID(two.pk), BY_ID(uuid4())] == [[one], [two], []]
    Candidate.objects.filter(pk=one.pk).update(first_name="Renamed")
    assert BY_ID.first(one.pk).first_name == "Renamed"


def test_a_list_may_have_any_length():
    rows = sorted(CandidateFactory.create_batch(3), key=lambda row: row.pk)
    ids = [row.pk for row in rows]
    with CaptureQueriesContext(connection) as asked:
        assert [BY_IDS(ids), BY_IDS(set(ids[:1])), BY_IDS([])] == [rows, rows[:1], []]
    assert len(asked) == 3


def test_relations_take_lists_too_beside_other_arguments():
    one, two = ApplicationFactory(), ApplicationFactory()
    people = [one.candidate_id, two.candidate_id]
    assert OF_PEOPLE(people, one.pk) == [two] and OF_PEOPLE(people[:1], two.pk) == [one]
    assert set(Application.objects.filter(candidate_id__any_of=people)) == {one, two}
