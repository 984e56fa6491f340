"""Rows of several sets are read in one question, in their order and with what is asked of each."""

from datetime import datetime

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from ats.actions import first_day
from ats.kernel import access, reading
from ats.kernel.access import Grant, Scope
from ats.kernel.models import RoleAssignment
from ats.models import Department, User
from tests.factories.ats import AT, DepartmentFactory, UserFactory, user_in_role, user_with

pytestmark = pytest.mark.django_db


def test_each_set_has_its_own_rows_in_their_order_in_one_query():
    for name in ("Payments", "50% % “s”", "Terminals"):
        DepartmentFactory(name=name)
    person = UserFactory(first_name="Ana", department=Department.objects.get(name="Payments"))
    people = User.objects.filter(first_name="Ana")
    with CaptureQueriesContext(connection) as asked:
        found = reading.together(
            {
                "units": reading.Part(Department.objects.order_by("-name"), {"title": "name"}),
                "people": reading.Part(people, {"id": "id", "unit": "department__name", "since": F("created_at")}),
                "none": reading.Part(Department.objects.none(), {"title": "name"}),
                "nobody": reading.Part(User.objects.filter(first_name="Bo"), {"id": "id"}),
            }
        )
    assert len(asked) == 1
    assert [row["title"] for row in found["units"]] == ["Terminals", "Payments", "50% % “s”"]
    (row,) = found["people"]
    assert (row["id"], row["unit"]) == (str(person.pk), "Payments")
    assert datetime.fromisoformat(row["since"]) == person.created_at
    assert found["none"] == found["nobody"] == []


def test_nothing_is_asked_about_what_is_known_to_be_empty():
    with CaptureQueriesContext(connection) as asked:
        assert reading.of(reading.Part(Department.objects.none(), {"title": "name"})) == []
        assert reading.together({}) == {}
    assert len(asked) == 0


def test_people_come_with_what_they_hold():
    unit = DepartmentFactory().pk
    user = user_with("candidates.view", scope=Scope.DEPARTMENT, unit_id=unit)
    with CaptureQueriesContext(connection) as asked:
        read = access.with_held(User.objects.filter(pk=user.pk)).get()
        assert access.grants(read, "candidates.view") == [Grant(Scope.DEPARTMENT, unit)]
        assert not access.needs_second_factor(read)
    assert len(asked) == 1


def test_a_role_that_is_taken_away_is_gone_at_the_next_request(client):
    first_day.prepare(at=AT)
    user = user_in_role("recruiter")
    client.force_login(user, backend="ats.accounts.Colleagues")
    assert client.get("/candidates/").status_code == 200
    RoleAssignment.objects.filter(user=user).delete()
    assert client.get("/candidates/").status_code == 403
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert client.get("/candidates/").status_code == 302
