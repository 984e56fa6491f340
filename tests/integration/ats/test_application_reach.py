"""Whose applications are seen: as far as the role reaches, in the page, in REST and in the query that both ask."""

import pytest
from django.urls import reverse

from ats.kernel.access import Scope, seed_roles
from ats.models import Application, TeamRole
from ats.permissions import CorePermission as C
from tests.factories.ats import ApplicationFactory, HiringTeamMemberFactory, JobFactory, user_in_role, user_with
from tests.factories.decisions import InterviewFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def mine():
    return ApplicationFactory()


@pytest.fixture
def other():
    """Somebody's on another job, in another department."""
    return ApplicationFactory(job=JobFactory())


def hiring_manager(application):
    user = user_in_role("manager")
    HiringTeamMemberFactory(job=application.job, user=user, role=TeamRole.HIRING_MANAGER)
    return user


def interviewer(application):
    user = user_in_role("interviewer")
    InterviewFactory(application=application, interviewers=[user])
    return user


def of_the_department(application):
    return user_with(C.APPLICATIONS_VIEW, scope=Scope.DEPARTMENT, unit_id=application.job.department_id)


@pytest.mark.parametrize("who", [hiring_manager, interviewer, of_the_department])
def test_nobody_sees_beyond_their_reach(client, mine, other, who):
    seed_roles()
    user = who(mine)
    assert list(Application.objects.visible_to(user)) == [mine]
    client.force_login(user)
    for application, status in ((mine, 200), (other, 404)):
        assert client.get(f"/api/v1/applications/{application.pk}/").status_code == status
        assert client.get(reverse("application", args=[application.pk])).status_code == status


def test_the_whole_company_sees_all_and_without_the_permission_nobody_sees_any(mine, other):
    assert set(Application.objects.visible_to(user_with(C.APPLICATIONS_VIEW))) == {mine, other}
    assert not Application.objects.visible_to(user_with(C.JOBS_VIEW)).exists()
