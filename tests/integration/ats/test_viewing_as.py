"""An administrator looks through a colleague's eyes: what they see, nothing more, and nothing can be changed."""

import pytest

from ats.kernel.access import KernelPermission, Role
from ats.kernel.audit.models import AuditEntry
from ats.models import Task
from tests.factories.ats import UserFactory
from tests.factories.decisions import Desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return Desk()


@pytest.fixture
def looking(client, desk):
    """The administrator, looking as the recruiter."""
    client.force_login(desk.admin)
    assert client.post(f"/people/{desk.recruiter.pk}/view/").status_code == 303
    return client


def test_the_page_is_the_colleagues_and_says_so(looking, desk):
    page = looking.get("/tasks/")
    assert page.context["user"] == desk.recruiter
    assert "You see Waymark as <b>Maya Lindqvist</b> sees it" in page.content.decode()
    assert looking.get("/people/").status_code == 403
    assert looking.get("/api/v1/jobs/").status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize(
    "path", ["/tasks/", "/api/v1/tasks/", "/theme/", "/language/", "/accounts/logout/", "/people/invite/"]
)
def test_nothing_can_be_changed(looking, desk, method, path):
    answer = getattr(looking, method)(path, {"title": "Planted"}, content_type="application/json")
    assert answer.status_code == 403
    assert not Task.objects.exists()


def test_somebodys_own_account_stays_their_own(looking):
    for path in ("/account/", "/inbox/", "/notifications/", "/accounts/2fa/totp/activate/"):
        assert looking.get(path).status_code == 403


def test_begin_and_end_and_every_page_are_the_administrators_in_the_log(looking, desk):
    looking.get("/tasks/")
    assert looking.post("/people/view/end/").status_code == 303
    assert looking.get("/tasks/").context["user"] == desk.admin
    deeds = AuditEntry.objects.filter(subject_id=desk.recruiter.pk).order_by("at").values_list("deed", "actor_id")
    assert [deed for deed in deeds if deed[0].startswith("person.")] == [
        ("person.viewed_as", desk.admin.pk),
        ("person.viewed_as_ended", desk.admin.pk),
    ]
    seen = AuditEntry.objects.filter(deed="access", subject_type="tasks")
    assert {entry.actor_id for entry in seen} == {desk.admin.pk}


def test_pay_stays_hidden_from_who_may_not_see_it(looking, desk):
    path = f"/jobs/{desk.job.pk}/"
    assert "78,000" not in looking.get(path).content.decode()
    looking.post("/people/view/end/")
    role = Role.objects.get(key="admin")
    role.permissions = [*role.permissions, str(KernelPermission.PAY_VIEW)]
    role.save()
    looking.post(f"/people/{desk.recruiter.pk}/view/")
    assert "78,000" in looking.get(path).content.decode()


def test_it_takes_the_right_and_somebody_who_can_sign_in(client, desk):
    client.force_login(desk.recruiter)
    assert client.post(f"/people/{desk.manager.pk}/view/").status_code == 403
    client.force_login(desk.admin)
    assert client.post(f"/people/{desk.admin.pk}/view/").status_code == 403
    assert client.post(f"/people/{UserFactory(is_active=False).pk}/view/").status_code == 403


def test_it_ends_with_the_right(looking, desk):
    desk.admin.role_assignments.all().delete()
    assert looking.get("/tasks/").status_code == 403


def test_a_look_through_other_eyes_is_no_way_round_a_second_factor(looking, desk):
    role = Role.objects.get(key="admin")
    role.needs_second_factor = True
    role.save()
    assert looking.get("/tasks/")["Location"] == "/account/?needed=1"
    assert looking.get("/account/").context["user"] == desk.admin
    assert looking.get("/api/v1/jobs/").status_code == 403
    assert looking.post("/people/view/end/").status_code == 303
