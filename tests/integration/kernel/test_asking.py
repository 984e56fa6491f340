"""What a view asks later is answered together with the frame of its page, and alone where no frame is drawn."""

import pytest
from django.db import connection
from django.template import Context, Template
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from ats.kernel import asking, reading
from ats.kernel.pages.context import shell
from ats.models import Department
from ats.permissions import CorePermission
from tests.factories.ats import CandidateFactory, DepartmentFactory, user_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_():
    request = RequestFactory().get("/")
    request.user = user_with(*CorePermission)
    DepartmentFactory(name="Payments")
    return request


def units():
    return Department.objects.filter(name__startswith="Pay")


def test_nothing_is_asked_before_an_answer_is_looked_at(request_):
    with CaptureQueriesContext(connection) as asked:
        found = asking.later(request_, {"units": units(), "none": Department.objects.none()})
        assert (list(found), len(found), len(asked)) == (["units", "none"], 2, 0)
        assert (found["units"], found["none"], found["units"]) == (1, 0, 1)
    assert len(asked) == 1


def test_all_that_waits_is_answered_in_one_query_each_by_its_own_names(request_):
    one = asking.later(request_, {"units": units()})
    two = asking.later(
        request_,
        {
            "units": reading.Part(units(), {"title": "name"}),
            "none": reading.Part(Department.objects.none(), {"title": "name"}),
        },
    )
    with CaptureQueriesContext(connection) as asked:
        assert (one["units"], two["units"], two["none"]) == (1, [{"title": "Payments"}], [])
    assert len(asked) == 1


def test_what_is_asked_after_an_answer_is_asked_anew(request_):
    assert asking.later(request_, {"units": units()})["units"] == 1
    DepartmentFactory(name="Payroll")
    assert asking.later(request_, {"units": units()})["units"] == 2


def test_requests_do_not_answer_each_other(request_):
    other = RequestFactory().get("/")
    waits = asking.later(other, {"units": units()})
    assert asking.later(request_, {"units": units()})["units"] == 1
    DepartmentFactory(name="Payroll")
    assert waits["units"] == 2


def test_nothing_is_asked_where_all_is_known_to_be_empty():
    with CaptureQueriesContext(connection) as asked:
        assert asking.together({"none": Department.objects.none()}) == {"none": 0}
        assert asking.together({}) == {}
    assert len(asked) == 0


def test_a_page_counts_with_its_frame(request_):
    found = asking.later(request_, {"units": units()})
    template = Template(
        "{% for group, entries in nav_groups %}{{ entries|length }}{% endfor %}{{ new_notices }} {{ found.units }}"
    )
    with CaptureQueriesContext(connection) as asked:
        drawn = template.render(Context({**shell(request_), "found": found}))
    assert drawn.endswith(" 1")
    assert sum("COUNT(*)" in query["sql"] for query in asked) == 1


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_the_list_of_candidates_counts_its_views_in_one_query_with_and_without_the_frame(client, headers):
    client.force_login(user_with(*CorePermission), backend="ats.accounts.Colleagues")
    CandidateFactory()
    with CaptureQueriesContext(connection) as asked:
        html = client.get("/candidates/?view=all", headers=headers).content.decode()
    assert 'Everybody <span class="count">1</span>' in html
    assert sum("COUNT(*)" in query["sql"] for query in asked) == 1


def test_the_same_question_is_put_once(request_):
    other = Department.objects.filter(name="Sales")
    with CaptureQueriesContext(connection) as asked:
        assert asking.together({"here": units(), "there": units(), "other": other}) == {
            "here": 1,
            "there": 1,
            "other": 0,
        }
    assert asked[0]["sql"].count("COUNT(*)") == 2


def test_home_asks_for_no_list_that_is_known_to_be_empty(client):
    client.force_login(user_with(*CorePermission), backend="ats.accounts.Colleagues")
    with CaptureQueriesContext(connection) as asked:
        assert client.get("/").status_code == 200
    counts = [query["sql"] for query in asked if "COUNT(*)" in query["sql"]]
    assert len(counts) == 1
    assert counts[0].count('FROM "kernel_approvalrequest"') == 1, "The strip and the navigation count the same."
    lists = [query["sql"] for query in asked if query["sql"] not in counts]
    assert not any('FROM "kernel_approvalrequest"' in sql or 'FROM "ats_task"' in sql for sql in lists)
