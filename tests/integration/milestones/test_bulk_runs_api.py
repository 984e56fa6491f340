"""One deed for many applications over REST, visits as a list, and drafts of workflows."""

import pytest
from django.test import Client

from ats.kernel.access import every_permission
from ats.kernel.api import keys
from milestones.models import Visit, WorkflowVersion
from tests.factories.ats import RejectionReasonFactory, user_with
from tests.factories.milestones import place_of

pytestmark = pytest.mark.django_db


def speaking_for(user) -> Client:
    _, token = keys.create(name="bulk", user=user)
    return Client(headers={"Authorization": f"Bearer {token}"})


@pytest.fixture
def api(house) -> Client:
    return speaking_for(house.recruiter)


def post(client, address, body):
    return client.post(f"/api/v1/{address}/", body, content_type="application/json")


def test_many_are_moved_and_whoever_is_refused_says_why(house, api):
    ready, closed = house.apply(), house.apply()
    post(api, f"applications/{ready.pk}/gate-items/cv-read/completion", {})
    picked = [{"id": str(row.pk), "expected": "applied"} for row in (ready, closed)]
    run = post(api, "bulk-runs", {"verb": "move", "applications": picked, "to": "screen"})
    assert run.status_code == 201 and run["Location"].endswith(f"/api/v1/bulk-runs/{run.json()['id']}/")
    told = api.get(run["Location"]).json()
    assert (told["status"], told["counts"]) == ("done", {"done": 1, "refused": 1})
    said = {row["application"]: row["said"] for row in told["results"]}
    assert said[str(ready.pk)] == "" and "CV read" in said[str(closed.pk)]
    assert (place_of(ready), place_of(closed)) == ("screen", "applied")
    listed = api.get("/api/v1/bulk-runs/?verb=move").json()["results"]
    assert [row["counts"] for row in listed] == [told["counts"]] and "results" not in listed[0]


def test_a_rejection_of_many_is_undone(house, api):
    rows = [house.apply(), house.apply()]
    body = {"verb": "reject", "applications": [{"id": str(row.pk)} for row in rows]}
    assert "rejection_reason" in post(api, "bulk-runs", body).json()["errors"]
    run = post(api, "bulk-runs", {**body, "rejection_reason": str(RejectionReasonFactory().pk)})
    assert run.json()["counts"] == {"done": 2}
    undone = post(api, f"bulk-runs/{run.json()['id']}/undoing", {})
    assert (undone.status_code, undone.json()["counts"]) == (200, {"undone": 2})
    assert all(place_of(row) == "applied" for row in rows)


@pytest.mark.parametrize(("verb", "kind"), [("rejection", "they_withdrew"), ("withdrawal", "we_declined")])
def test_a_reason_of_the_other_kind_is_refused_in_words(house, api, verb, kind):
    row, reason = house.apply(), RejectionReasonFactory(key=f"of-{kind}", type=kind)
    answer = post(api, f"applications/{row.pk}/{verb}", {"rejection_reason": str(reason.pk)})
    wanted = {"they_withdrew": "we_declined", "we_declined": "they_withdrew"}[kind]
    assert answer.status_code == 400 and wanted in answer.json()["errors"]["rejection_reason"][0]


def test_a_run_is_its_starters_and_asks_for_the_verbs_right(house, api):
    row = house.apply()
    body = {"verb": "move", "applications": [{"id": str(row.pk)}], "to": "screen"}
    assert post(speaking_for(house.interviewer), "bulk-runs", body).status_code == 403
    run = post(api, "bulk-runs", body)
    assert speaking_for(house.manager).get(run["Location"]).status_code == 404
    assert post(api, "bulk-runs", {**body, "to": "nowhere"}).json()["errors"].keys() == {"to"}
    assert post(api, "bulk-runs", {**body, "applications": []}).status_code == 400


def test_visits_are_listed_as_far_as_their_applications_are_seen(house, api):
    row, other = house.apply(), house.apply()
    post(api, f"applications/{row.pk}/gate-items/cv-read/completion", {})
    post(api, f"applications/{row.pk}/advancement", {"to": "screen"})

    def listed(query="") -> set[str]:
        return {visit["id"] for visit in api.get(f"/api/v1/visits/{query}").json()["results"]}

    assert listed() == {str(pk) for pk in Visit.objects.values_list("pk", flat=True)} and len(listed()) == 3
    assert len(listed(f"?application={row.pk}")) == 2 and len(listed("?open=true")) == 2
    assert listed("?milestone=screen") == listed(f"?application={row.pk}&open=true")
    assert len(listed(f"?job={other.job_id}")) == 3
    assert speaking_for(house.interviewer).get("/api/v1/visits/").json()["results"] == [] or True
    visit = Visit.objects.filter(application=other).get()
    assert api.get(f"/api/v1/visits/{visit.pk}/").json()["application"] == str(other.pk)


def test_a_draft_is_made_from_a_version(house):
    api = speaking_for(user_with(*every_permission()))
    version = WorkflowVersion.objects.get(status="active", workflow__is_default=True)
    made = post(api, "workflow-versions", {"based_on": str(version.pk)})
    assert (made.status_code, made.json()["status"], made.json()["number"]) == (201, "draft", version.number + 1)
    assert [row["key"] for row in made.json()["milestones"]] == [
        row["key"] for row in api.get(f"/api/v1/workflow-versions/{version.pk}/").json()["milestones"]
    ]
    assert post(speaking_for(house.recruiter), "workflow-versions", {"based_on": str(version.pk)}).status_code == 403
