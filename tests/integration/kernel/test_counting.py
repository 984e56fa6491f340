"""Several sets are counted in one question, each as it would be by itself."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ats.kernel import counting
from ats.models import Department, User
from tests.factories.ats import DepartmentFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_each_set_has_its_own_number_in_one_query():
    for name in ("Payments", "Terminals", "People"):
        DepartmentFactory(name=name)
    UserFactory(first_name="50% % s")
    people = User.objects.filter(first_name="50% % s")
    both = Department.objects.filter(name="People").values("pk").union(people.values("pk"), all=True)
    sets = {
        "all": Department.objects.order_by("name"),
        "cut": Department.objects.all()[:2],
        "none": Department.objects.none(),
        "distinct": Department.objects.filter(name__startswith="P").distinct(),
        "both": both,
        "people of percent": people,
    }
    with CaptureQueriesContext(connection) as asked:
        numbers = counting.together(sets)
    assert len(asked) == 1
    assert numbers == {"all": 3, "cut": 2, "none": 0, "distinct": 2, "both": 2, "people of percent": 1}


def test_nothing_is_asked_about_what_is_known_to_be_empty():
    with CaptureQueriesContext(connection) as asked:
        assert counting.together({"none": Department.objects.none()}) == {"none": 0}
        assert counting.together({}) == {}
    assert len(asked) == 0
