"""The set-up pages: who may look, who may change, what the history says."""

import pytest
from django.urls import reverse

from ats.actions import first_day
from ats.kernel.access import Role
from ats.models import Department
from tests.factories.ats import AT, ApplicationFactory, DepartmentFactory, JobFactory, UserFactory, user_in_role

pytestmark = pytest.mark.django_db
MODELS = ["user", "department", "region", "location", "source", "rejectionreason", "job", "candidate"]


@pytest.fixture
def admin(client):
    first_day.prepare(at=AT)
    user = user_in_role("admin", is_staff=True)
    client.force_login(user)
    return user


@pytest.mark.parametrize("model", MODELS)
def test_lists_open_and_search(client, admin, model):
    assert client.get(reverse(f"admin:ats_{model}_changelist"), {"q": "a"}).status_code == 200


@pytest.mark.parametrize("model", ["role", "roleassignment", "calendar", "freeze"])
def test_kernel_lists_open(client, admin, model):
    assert client.get(reverse(f"admin:kernel_{model}_changelist"), {"q": "a"}).status_code == 200


def test_a_role_is_changed_by_described_boxes_and_the_history_says_why(client, admin):
    role = Role.objects.get(key="dei")
    address = reverse("admin:kernel_role_change", args=[role.pk])
    assert "See jobs (jobs.view)" in client.get(address).content.decode()
    form = {
        "key": "dei",
        "name": role.name,
        "description": role.description,
        "default_scope": role.default_scope,
        "permissions": ["jobs.view"],
        "change_reason": "Asked for by the council",
    }
    assert client.post(address, form).status_code == 302
    role.refresh_from_db()
    assert role.permissions == ["jobs.view"]
    newest = role.history.first()
    assert (newest.history_user, newest.history_change_reason) == (admin, "Asked for by the council")


def test_a_seed_gives_nothing_back_that_was_taken_away(admin):
    role = Role.objects.get(key="recruiter")
    role.permissions.remove("candidates.view")
    role.save()
    first_day.prepare(at=AT)
    role.refresh_from_db()
    assert "candidates.view" not in role.permissions


def test_who_only_looks_changes_nothing(client, admin):
    department = DepartmentFactory(name="Sales")
    client.force_login(user_in_role("legal", is_staff=True))
    address = reverse("admin:ats_department_change", args=[department.pk])
    assert client.get(address).status_code == 200
    assert client.post(address, {"name": "Gone"}).status_code == 403
    assert Department.objects.get(pk=department.pk).name == "Sales"


def test_state_is_read_only_even_for_administrators(client, admin):
    job, candidate = JobFactory(), ApplicationFactory().candidate
    for name, row in (("job", job), ("candidate", candidate)):
        address = reverse(f"admin:ats_{name}_change", args=[row.pk])
        assert client.get(address).status_code == 200
        assert client.post(address, {"name": "x"}).status_code == 403


def test_staff_without_a_role_sees_nothing(client, admin):
    client.force_login(UserFactory(is_staff=True))
    assert client.get(reverse("admin:ats_user_changelist")).status_code == 403


def test_a_new_colleague_has_no_password_yet(client, admin):
    form = {
        "email": "new@waymark.example",
        "first_name": "Nia",
        "time_zone": "Europe/Lisbon",
        "is_active": "on",
        "role_assignments-TOTAL_FORMS": "1",
        "role_assignments-INITIAL_FORMS": "0",
        "role_assignments-0-role": str(Role.objects.get(key="recruiter").pk),
        "role_assignments-0-scope": "all",
    }
    assert client.post(reverse("admin:ats_user_add"), form).status_code == 302
    user = type(admin).objects.get(email="new@waymark.example")
    assert not user.has_usable_password()
    assert user.role_assignments.get().role.key == "recruiter"
