"""A hire without an offer of this product: the same rule at every door, and a link where it is possible."""

import pytest
from django.test import Client
from django.urls import reverse

from ats.kernel.access import Scope
from ats.kernel.audit.models import AuditEntry
from ats.models import TeamRole
from ats.permissions import CorePermission
from milestones.actions import applications
from milestones.models import Milestone, MilestoneDefinition, MilestoneDefinitionUserObjectPermission
from tests.factories.ats import HiringTeamMemberFactory, user_with

SEES = [CorePermission.APPLICATIONS_VIEW, CorePermission.APPLICATIONS_HIRE]


@pytest.fixture
def ready(house):
    """Somebody in a last milestone before the hire that waits for nothing."""
    Milestone.objects.filter(definition__key="offer").update(completed_by="", kind="stage_gated")
    application = house.apply()
    applications.bypass(application=application, to="offer", reason="Urgent", by=house.recruiter, at=house.at)
    return application


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def over_rest(user, application, **body):
    address = f"/api/v1/applications/{application.pk}/hire/"
    return signed_in(user).post(address, body, content_type="application/json").status_code


def on_the_page(user, application, **given):
    return signed_in(user).post(reverse("application_hire", args=[application.pk]), given).status_code


@pytest.mark.requirement("MS-4.1")
def test_a_mere_interviewer_hires_at_no_door(house, ready):
    person = user_with(*SEES, scope=Scope.TEAM)
    HiringTeamMemberFactory(job=house.job, user=person, role=TeamRole.INTERVIEWER)
    assert (over_rest(person, ready), on_the_page(person, ready)) == (403, 403)
    assert AuditEntry.objects.filter(deed="applications.hire", outcome="refused", actor_id=person.pk).count() == 2


@pytest.mark.requirement("MS-4.1")
def test_where_somebody_is_named_nobody_else_hires(house, ready):
    offer = MilestoneDefinition.objects.get(key="offer")
    MilestoneDefinitionUserObjectPermission.objects.assign_perm("decide_milestonedefinition", house.manager, offer)
    assert (over_rest(house.recruiter, ready), on_the_page(house.recruiter, ready)) == (403, 403)
    ready.refresh_from_db()
    assert ready.status == "active"


def test_the_page_offers_it_where_it_is_possible(house, ready):
    page = signed_in(house.recruiter)
    address = reverse("application", args=[ready.pk])
    assert "Record the hire…" in page.get(address).content.decode()
    given = {"start_date": "2027-01-04", "expected": "applied"}
    assert on_the_page(house.recruiter, ready, **given) == 409
    assert on_the_page(house.recruiter, ready, **{**given, "expected": "offer"}) == 303
    ready.refresh_from_db()
    assert (ready.status, str(ready.start_date)) == ("hired", "2027-01-04")
    assert AuditEntry.objects.filter(deed="applications.hire", outcome="done").count() == 1
    other = house.apply()
    applications.bypass(application=other, to="offer", reason="Urgent", by=house.recruiter, at=house.at)
    assert "Record the hire…" not in page.get(reverse("application", args=[other.pk])).content.decode()


def test_it_is_not_offered_while_something_is_missing(house):
    application = house.apply()
    page = signed_in(house.recruiter)
    applications.bypass(application=application, to="offer", reason="Urgent", by=house.recruiter, at=house.at)
    shown = page.get(reverse("application", args=[application.pk])).content.decode()
    assert "Record the hire…" not in shown
    assert over_rest(house.recruiter, application) == 422
