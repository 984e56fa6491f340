"""REST of applications: shapes and codes of the contract."""

import pytest
from django.test import Client

from ats.kernel import pump
from milestones.models import Milestone, MilestoneDefinition
from tests.factories.ats import RejectionReasonFactory
from tests.factories.milestones import visit_of


@pytest.fixture
def api(house):
    client = Client()
    client.force_login(house.recruiter)
    return client


def post(client, address, **body):
    return client.post(f"/api/v1/{address}", body, content_type="application/json")


@pytest.mark.requirement("MS-1.1")
def test_an_application_is_driven_over_rest(house, api):
    application = house.apply()
    address = f"applications/{application.pk}"
    shown = api.get(f"/api/v1/{address}/").json()
    assert shown["milestone"]["key"] == "applied" and shown["allowed_moves"] == []
    refused = post(api, f"{address}/advancement/", to="screen")
    assert refused.status_code == 422
    assert refused.json()["missing"] == [{"key": "cv-read", "name": "CV read", "kind": "checklist_item"}]
    assert post(api, f"{address}/gate-items/cv-read/completion/").json()["allowed_moves"] == ["screen"]
    moved = post(api, f"{address}/advancement", to="screen", expected="applied")
    assert (moved.status_code, moved.json()["stage"]) == (200, "screening")
    stale = post(api, f"{address}/advancement/", to="screen", expected="applied")
    assert (stale.status_code, stale.json()["current"]["milestone"]) == (409, "screen")
    assert [visit["milestone"] for visit in api.get(f"/api/v1/{address}/visits/").json()["results"]] == [
        "applied",
        "screen",
    ]
    told = api.get(f"/api/v1/{address}/why/").json()
    assert "moved them on from Applied to Screen" in told["sentence"] and told["missing"][0]["key"] == "call-notes"
    reason = RejectionReasonFactory()
    rejected = post(api, f"{address}/rejection/", rejection_reason=str(reason.pk), message=None)
    assert rejected.json()["status"] == "rejected"
    assert post(api, f"{address}/reopening/", to="screen", note="After all").json()["status"] == "active"


def test_lists_filter_and_cost_the_same_for_any_number(house, api, django_assert_max_num_queries):
    for _ in range(2):
        house.apply()
    address = "/api/v1/applications/?milestone=applied&status=active&stage=applied"
    assert len(api.get(address).json()["results"]) == 2
    with django_assert_max_num_queries(60) as few:
        api.get(address)
    for _ in range(4):
        house.apply()
    with django_assert_max_num_queries(len(few.captured_queries)):
        assert len(api.get(address).json()["results"]) == 6
    assert api.get("/api/v1/applications/?milestone=screen").json()["results"] == []


def test_who_may_not_is_refused(house):
    application = house.apply()
    client = Client()
    assert client.get(f"/api/v1/applications/{application.pk}/").status_code == 401
    client.force_login(house.interviewer)
    assert post(client, f"applications/{application.pk}/advancement/", to="screen").status_code == 404


def changed_since(api, moment):
    answer = api.get("/api/v1/applications/", {"updated_after": moment})
    return [row["id"] for row in answer.json()["results"]]


def test_whoever_asks_for_what_is_new_hears_of_every_change(house, api):
    """Also of those that leave the application's own columns as they are: a gate, a move within one stage, a deadline."""
    Milestone.objects.filter(definition__key="screen").update(definition=second_of_the_stage("applied"))
    application = house.apply()
    address = f"applications/{application.pk}"
    for deed, body in [
        ("gate-items/cv-read/completion", {}),
        ("advancement", {"to": "second-look"}),
        ("rejection", {"rejection_reason": str(RejectionReasonFactory().pk)}),
    ]:
        seen = api.get(f"/api/v1/{address}/").json()["updated_at"]
        assert changed_since(api, seen) == []
        answer = post(api, f"{address}/{deed}/", **body)
        assert answer.status_code == 200, answer.content
        assert changed_since(api, seen) == [str(application.pk)]
        assert answer.json()["updated_at"] == api.get(f"/api/v1/{address}/").json()["updated_at"] > seen


def second_of_the_stage(key):
    stage = MilestoneDefinition.objects.get(key=key).stage
    return MilestoneDefinition.objects.create(key="second-look", name="Second look", stage=stage)


def test_a_new_deadline_and_an_escalation_are_changes_too(house, api):
    application = house.apply()
    seen = api.get(f"/api/v1/applications/{application.pk}/").json()["updated_at"]
    pump.drain(visit_of(application).due_at)
    assert changed_since(api, seen) == [str(application.pk)]


def test_a_milestone_says_who_completed_its_gate_and_when(house, api):
    application = house.apply()
    post(api, f"applications/{application.pk}/gate-items/cv-read/completion/")
    line = api.get(f"/api/v1/applications/{application.pk}/why/").json()["conditions"][0]
    assert (line["completed_by"], line["result"]) == (house.recruiter.name, "ok")
    assert line["completed_at"]
