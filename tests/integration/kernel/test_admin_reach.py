"""What the administration gives away: filters only on what is shown, company-wide rows only to those who see all."""

import pytest
from django.urls import reverse

from ats.kernel.access import KernelPermission as K
from ats.kernel.access import Scope
from ats.permissions import CorePermission as C
from tests.factories.ats import DepartmentFactory, user_with

pytestmark = pytest.mark.django_db


def staff(*permissions, **where):
    user = user_with(K.ADMIN_VIEW, C.JOBS_VIEW, *permissions, **where)
    user.is_staff = True
    user.save()
    return user


@pytest.mark.parametrize(
    "query",
    [
        "password__startswith=argon2",
        "email=somebody@example.org&password__startswith=a",
        "department__manager__password__startswith=a",
        "role_assignments__role__users__password__contains=a",
    ],
)
def test_no_secret_is_read_out_through_a_filter(client, query):
    client.force_login(staff(scope=Scope.ALL))
    assert client.get(f"/admin/ats/user/?{query}").status_code == 400


def test_no_pay_is_read_out_through_a_filter(client):
    client.force_login(staff(scope=Scope.ALL))
    assert client.get("/admin/ats/job/?pay_max__gte=98000").status_code == 400
    assert client.get("/admin/ats/candidate/?tags__contains=x").status_code in {400, 403}


def test_the_filters_that_a_list_offers_work(client):
    client.force_login(staff(scope=Scope.ALL))
    department = DepartmentFactory()
    for query in ("is_active__exact=1", f"department__id__exact={department.pk}", "department__isnull=True"):
        assert client.get(f"/admin/ats/user/?{query}").status_code == 200


@pytest.mark.parametrize("noun", ["event", "delivery", "timer", "roleassignment"], ids=lambda noun: noun)
def test_rows_of_all_departments_are_for_those_who_see_all(client, noun):
    address = reverse(f"admin:kernel_{noun}_changelist")
    unit = DepartmentFactory().pk
    client.force_login(staff(K.APPROVALS_VIEW, scope=Scope.DEPARTMENT, unit_id=unit))
    assert client.get(address).status_code == 403
    client.force_login(staff(K.APPROVALS_VIEW, scope=Scope.ALL))
    assert client.get(address).status_code == 200
