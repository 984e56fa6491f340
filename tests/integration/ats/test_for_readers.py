"""Prepared queries of what a reader may see give each reader their own rows, as they stand now."""

from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from ats.kernel import access, asking, clock
from ats.kernel.access import RoleAssignment, Scope, seed_roles
from ats.kernel.prepared import Prepared
from ats.models import Application, Candidate, TeamRole, User
from ats.permissions import CorePermission as C
from ats.queries import candidate_views
from tests.factories.ats import ApplicationFactory, HiringTeamMemberFactory, user_in_role, user_with

pytestmark = pytest.mark.django_db
SEEN = access.ForReaders(Prepared, lambda user, ids: Application.objects.visible_to(user).filter(pk__any_of=ids), list)


@pytest.fixture
def both():
    return [ApplicationFactory(), ApplicationFactory()]


def of_the_department(application):
    return user_with(C.APPLICATIONS_VIEW, scope=Scope.DEPARTMENT, unit_id=application.job.department_id)


def seen(user, rows):
    return SEEN(User.objects.get(pk=user.pk), [row.pk for row in rows])


def test_readers_of_the_same_shape_see_their_own_departments(both):
    one, other = both
    for application in (one, other, one):
        assert seen(of_the_department(application), both) == [application]


def test_the_reader_s_own_rows_follow_the_reader(both):
    seed_roles()
    for application in both:
        manager = user_in_role("manager")
        HiringTeamMemberFactory(job=application.job, user=manager, role=TeamRole.HIRING_MANAGER)
        assert seen(manager, both) == [application]


def test_a_role_that_is_taken_shows_nothing_any_more(both):
    user = user_with(C.APPLICATIONS_VIEW)
    assert len(seen(user, both)) == 2
    RoleAssignment.objects.filter(user=user).delete()
    assert seen(user, both) == []


def test_nobody_and_whoever_has_left_see_nothing(both):
    user = user_with(C.APPLICATIONS_VIEW)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert seen(user, both) == []
    assert SEEN(AnonymousUser(), [row.pk for row in both]) == []


@pytest.mark.parametrize("few", [False, True])
def test_the_views_count_what_they_show(both, few):
    seed_roles()
    at: datetime = clock.now()
    Candidate.objects.filter(pk=both[0].candidate_id).update(created_at=at - candidate_views.NEW - timedelta(minutes=1))
    managers = [user_in_role("manager") for _ in both]
    for manager, application in zip(managers, both, strict=True):
        HiringTeamMemberFactory(job=application.job, user=manager, role=TeamRole.HIRING_MANAGER)
    for user in [user_in_role("recruiter"), *managers, user_with(C.JOBS_VIEW)]:
        people, among = Candidate.objects.visible_to(user), None
        if few:
            among = [both[0].candidate_id]
            people = people.filter(pk__in=among)
        numbers = asking.together(candidate_views.by_view_of_all(user, at, among=among))
        assert numbers == asking.together(candidate_views.by_view(people, user, at, among=among))
