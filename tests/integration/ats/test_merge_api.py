"""SR-3.4 and PF-2.5 over REST: merge, unmerge, what a merged id answers; the owner by the same policy as the page."""

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from ats.actions import candidates
from ats.kernel.access import seed_roles
from ats.models import Candidate, Follow
from tests.factories.ats import ApplicationFactory, CandidateFactory, JobFactory, NoteFactory, user_in_role

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("SR-3.4")]


@pytest.fixture
def recruiter():
    seed_roles()
    return user_in_role("recruiter")


def client_of(user):
    client = APIClient()
    client.force_authenticate(user)
    return client


@pytest.fixture
def api(recruiter):
    return client_of(recruiter)


def address(candidate, verb=""):
    return f"/api/v1/candidates/{candidate.pk}/{verb}"


def test_a_merge_answers_with_the_record_that_stays_and_the_other_leads_there(api):
    kept, gone = CandidateFactory(last_name="Sousa"), CandidateFactory(title="Engineer", last_name="Souza")
    note = NoteFactory(candidate=gone)
    answer = api.post(
        address(gone, "merge/"), {"into": str(kept.pk), "reason": "Same person", "take": ["name"]}, format="json"
    )
    assert answer.status_code == 200, answer.data
    assert (answer.data["id"], answer.data["title"], answer.data["last_name"]) == (str(kept.pk), "Engineer", "Souza")
    listed = api.get("/api/v1/candidates/").data["results"]
    assert [row["id"] for row in listed] == [str(kept.pk)]
    read = api.get(address(gone, "notes/"))
    assert (read.status_code, read.data["merged_into"]) == (307, str(kept.pk))
    assert read["Content-Type"] == "application/problem+json"
    assert read["Location"].endswith(address(kept, "notes/"))
    assert [row["id"] for row in api.get(read["Location"]).data["results"]] == [str(note.pk)]
    write = api.patch(address(gone), {"title": "Nurse"}, format="json")
    assert (write.status_code, write.data["merged_into"]) == (409, str(kept.pk))
    back = api.post(address(gone, "unmerge/"), {"reason": "Cousins"}, format="json")
    assert (back.status_code, back.data["id"], back.data["title"]) == (200, str(gone.pk), "Engineer")
    assert api.get(address(gone)).status_code == 200
    assert api.get(address(kept)).data["title"] == ""
    assert api.post(address(gone, "unmerge/")).status_code == 422


def test_what_stands_in_the_way_is_named(api):
    job = JobFactory(name="Port Planner")
    kept, gone = (ApplicationFactory(job=job).candidate for _ in range(2))
    answer = api.post(address(gone, "merge/"), {"into": str(kept.pk)}, format="json")
    assert answer.status_code == 422
    assert "Port Planner" in answer.data["detail"] and answer.data["applications"]
    assert api.post(address(gone, "merge/"), {"into": str(gone.pk)}, format="json").status_code == 422


def test_only_those_who_may_merge_and_see_both(recruiter):
    one, other = CandidateFactory(), CandidateFactory()
    manager = user_in_role("manager")
    sourcer = client_of(user_in_role("sourcer"))
    assert sourcer.post(address(one, "merge/"), {"into": str(other.pk)}, format="json").status_code == 403
    assert client_of(manager).post(address(one, "merge/"), {"into": str(other.pk)}, format="json").status_code == 404
    candidates.edit(candidate=one, owner=manager, by=None, at=one.created_at)
    api = client_of(recruiter)
    assert api.post(address(one, "merge/"), {"into": str(other.pk)}, format="json").status_code == 200
    assert client_of(manager).get(address(one)).status_code in (307, 404)


def test_an_unknown_id_stays_unknown(api):
    assert api.get(f"/api/v1/candidates/{CandidateFactory.build().pk}/").status_code == 404


@pytest.mark.requirement("PF-2.5")
def test_the_owner_is_changed_by_the_policy(api, recruiter):
    second = user_in_role("recruiter")
    mine = CandidateFactory()
    assert api.patch(address(mine), {"owner": str(recruiter.pk)}, format="json").data["owner"] == recruiter.pk
    refused = client_of(second).patch(address(mine), {"owner": str(second.pk)}, format="json")
    assert (refused.status_code, refused.data["owner"]) == (409, str(recruiter.pk))
    assert "Ask them" in refused.data["detail"]
    given = api.patch(address(mine), {"owner": str(second.pk)}, format="json")
    assert given.data["owner"] == second.pk
    assert Candidate.objects.get(pk=mine.pk).history.latest().history_user == recruiter


def test_following_over_rest(api, recruiter):
    one = CandidateFactory()
    for _ in range(2):
        assert api.post(address(one, "follow/")).status_code == 200
    assert Follow.objects.get().user == recruiter
    assert api.delete(address(one, "follow/")).status_code == 200
    assert not Follow.objects.exists()


def test_pages_of_a_merged_record_lead_to_the_one_that_stays(api, recruiter, client):
    kept, gone = CandidateFactory(), CandidateFactory()
    api.post(address(gone, "merge/"), {"into": str(kept.pk)}, format="json")
    client.force_login(recruiter)
    assert client.get(reverse("candidate", args=[gone.pk])).headers["Location"] == reverse("candidate", args=[kept.pk])
