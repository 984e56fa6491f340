"""Nouns of the whole company: an empty condition of a scope means every row, also beside other conditions."""

import base64

import pytest

from ats.kernel.access import Role, RoleAssignment, Scope
from ats.kernel.api.permissions import ApiPermission
from ats.models import Job
from comms.models import Template
from comms.permissions import CommsPermission
from tests.factories.ats import UserFactory, user_with
from tests.factories.comms import TemplateFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("scopes", [[Scope.TEAM], [Scope.OWN], [Scope.OWN, Scope.TEAM]])
def test_whoever_holds_the_right_anywhere_sees_all_of_the_companys_rows(scopes):
    TemplateFactory()
    user = UserFactory()
    role = Role.objects.create(key="words", name="Words", permissions=[str(CommsPermission.VIEW_TEMPLATES)])
    for scope in scopes:
        RoleAssignment.objects.create(user=user, role=role, scope=scope)
    assert Template.objects.visible_to(user).count() == Template.objects.count() > 0
    assert Template.objects.permitted(user, CommsPermission.VIEW_TEMPLATES).exists()
    assert not Job.objects.visible_to(user).exists()
    assert not Template.objects.visible_to(UserFactory()).exists()


@pytest.mark.parametrize("feed", ["events", "deletions"])
def test_the_feeds_tell_of_everybody_so_the_right_must_reach_everybody(client, feed):
    for scope, status in [(Scope.ALL, 200), (Scope.TEAM, 403)]:
        client.force_login(user_with(ApiPermission.EVENTS_VIEW, scope=scope), backend="ats.accounts.Colleagues")
        assert client.get(f"/api/v1/{feed}/").status_code == status


@pytest.mark.parametrize("feed", ["events", "deletions"])
@pytest.mark.parametrize(
    "raw", ['["2026-01-01T00:00:00Z","x"]', '["x","x"]', "[" * 3000, f"[{'9' * 60}]", "[true]", "{}", "", "[[]]"]
)
def test_a_cursor_that_is_none_of_ours_is_refused(client, feed, raw):
    client.force_login(user_with(ApiPermission.EVENTS_VIEW), backend="ats.accounts.Colleagues")
    token = base64.urlsafe_b64encode(raw.encode()).decode() or "!"
    assert client.get(f"/api/v1/{feed}/", {"cursor": token}).status_code in (200, 400)
