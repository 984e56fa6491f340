"""What readers may see is prepared once for all who hold the same, and each still sees what is theirs and no more."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ats.kernel import access, counting, prepared
from ats.kernel.access import Scope
from ats.models import Job
from ats.permissions import CorePermission
from tests.factories.ats import AT, DepartmentFactory, JobFactory, UserFactory, user_with

pytestmark = pytest.mark.django_db
VIEW = CorePermission.JOBS_VIEW


def seen(reader):
    return Job.objects.visible_to(reader).order_by("pk")


def test_each_reader_sees_what_an_ordinary_query_shows_them():
    units = [DepartmentFactory(), DepartmentFactory()]
    for unit in units:
        JobFactory(department=unit)
    rows, count = access.ForReaders(prepared.Prepared, seen), access.ForReaders(counting.Prepared, seen)
    people = [user_with(VIEW, scope=Scope.DEPARTMENT, unit_id=unit.pk) for unit in units]
    people += [user_with(VIEW), user_with(VIEW, scope=Scope.OWN), UserFactory(), UserFactory(is_active=False)]
    found = [rows(person) for person in people]
    assert found == [list(seen(person)) for person in people]
    assert [len(each) for each in found] == [1, 1, 2, 0, 0, 0]
    assert found[0] != found[1]
    assert [counting.together({"jobs": count(person)})["jobs"] for person in people] == [1, 1, 2, 0, 0, 0]


def test_what_is_withheld_or_was_taken_away_is_not_seen():
    JobFactory()
    rows, person = access.ForReaders(prepared.Prepared, seen), user_with(VIEW)
    assert len(rows(person)) == 1
    access.withhold(person, [VIEW])
    assert rows(person) == []
    access.forget(person)
    assert len(rows(person)) == 1
    person.role_assignments.all().delete()
    access.forget(person)
    assert rows(person) == []


def test_a_reader_is_known_by_id_and_rights_alone():
    rows = access.ForReaders(prepared.Prepared, lambda reader: Job.objects.filter(name=reader.first_name))
    with pytest.raises(ObjectDoesNotExist):
        rows(user_with(VIEW))


def test_moments_days_and_tuples_find_their_place():
    JobFactory(name="Old", opened_at=AT - timedelta(days=9))
    JobFactory(name="New", opened_at=AT)
    since = prepared.Prepared(
        lambda at: Job.objects.filter(opened_at__gte=at).values_list("name", "opened_at"), datetime
    )
    on = prepared.Prepared(lambda day: Job.objects.filter(opened_at__date=day).values_list("name"), date)
    with CaptureQueriesContext(connection) as asked:
        assert since(AT) == [("New", AT)]
        assert len(since(AT - timedelta(days=10))) == 2
        assert on((AT - timedelta(days=9)).date()) == [("Old",)]
    assert len(asked) == 3
