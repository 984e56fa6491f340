"""Lists of applications over REST: they say of each what its own address says, and to each reader only what is theirs."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ats.kernel import clock
from ats.kernel.access import Scope
from ats.models import Answer, JobQuestion, JobStatus, RequiredFieldRule
from ats.permissions import CorePermission
from milestones.actions import applications, gate_items
from tests.factories.ats import DepartmentFactory, JobFactory, RejectionReasonFactory, user_with

pytestmark = pytest.mark.django_db
LIST = "/api/v1/applications/"


@pytest.fixture
def api(house):
    client = Client()
    client.force_login(house.recruiter)
    return client


def ready(house, **person):
    """With an open gate."""
    row = house.apply(**person)
    gate_items.complete(application=row, key="cv-read", by=house.recruiter, at=clock.now())
    return row


def agrees(api, query=""):
    """What the list says of each; the same as its own address says."""
    listed = api.get(f"{LIST}{query}").json()["results"]
    assert listed == [api.get(f"{LIST}{row['id']}/{query}").json() for row in listed]
    return {row["id"]: row for row in listed}


def test_a_list_says_of_each_what_its_own_address_says(house, api):
    fresh, open_gate, moved = house.apply(), ready(house), ready(house)
    applications.advance(application=moved, to="screen", by=house.recruiter, at=clock.now())
    rejected = ready(house)
    applications.reject(application=rejected, reason=RejectionReasonFactory(), by=house.recruiter, at=clock.now())
    question = JobQuestion.objects.create(job=house.job, text="May you work here?", order=1)
    Answer.objects.create(application=fresh, question=question, value="yes")
    shown = agrees(api)
    assert [shown[str(row.pk)]["allowed_moves"] for row in (fresh, open_gate, moved)] == [[], ["screen"], ["applied"]]
    assert shown[str(moved.pk)]["milestone"]["key"] == "screen"
    assert shown[str(fresh.pk)]["answers"][0]["value"] == "yes"
    agrees(api, "?expand=candidate,job")
    house.job.status = JobStatus.ON_HOLD
    house.job.save()
    assert agrees(api)[str(moved.pk)]["milestone"]["state"] == "paused"


def test_fields_that_are_asked_for_are_read_of_those_that_they_may_hold_up(house, api):
    RequiredFieldRule.objects.create(name="Before the screen", fields=["candidate.company"], milestone="screen")
    lacking, filled, held = ready(house, company=""), ready(house, company="Adyen"), house.apply(company="")
    shown = agrees(api)
    assert [shown[str(row.pk)]["allowed_moves"] for row in (lacking, filled, held)] == [[], ["screen"], []]


def test_candidates_are_not_read_where_no_rule_holds_anybody_up(house, api):
    RequiredFieldRule.objects.create(name="Before the screen", fields=["candidate.company"], milestone="screen")
    house.apply(company="")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        api.get(LIST)
    assert not [query for query in asked if 'FROM "ats_candidate"' in query["sql"]]


def test_readers_who_hold_the_same_elsewhere_see_their_own(house):
    places = [DepartmentFactory(), DepartmentFactory()]
    seen = []
    for place in places:
        house.job = JobFactory(department=place)
        row = house.apply()
        reader = user_with(CorePermission.APPLICATIONS_VIEW, scope=Scope.DEPARTMENT, unit_id=place.pk)
        client = Client()
        client.force_login(reader)
        seen.append([each["id"] for each in client.get(LIST).json()["results"]] == [str(row.pk)])
    assert seen == [True, True]
