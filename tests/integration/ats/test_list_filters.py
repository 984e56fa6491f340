"""Lists narrowed by filters that a reader builds, and views that keep them."""

import json

import pytest

from ats.kernel.access import KernelPermission as K
from ats.kernel.access import Role, RoleAssignment
from ats.kernel.models import DefaultView, SavedView
from ats.models import CustomField
from ats.permissions import CorePermission as C
from tests.factories.ats import (
    ApplicationFactory,
    CandidateFactory,
    DepartmentFactory,
    HiringTeamMemberFactory,
    JobFactory,
    SourceFactory,
    user_with,
)

pytestmark = pytest.mark.django_db
SEES = [C.CANDIDATES_VIEW, C.APPLICATIONS_VIEW, C.JOBS_VIEW, C.ORGANISATION_VIEW]


@pytest.fixture
def reader(client):
    user = user_with(*SEES)
    client.force_login(user)
    return user


def names(client, **query):
    page = client.get("/candidates/", {"view": "all", **query})
    assert page.status_code == 200
    return {row.candidate.first_name for row in page.context["rows"]}


@pytest.fixture
def people():
    CustomField.objects.create(entity="candidate", key="visa", label="Visa", type="choice", choices=["Has", "Needs"])
    CustomField.objects.create(entity="candidate", key="wish", label="Wish", type="number", sensitivity="pay")
    agency, site = SourceFactory(key="agency", name="Agency"), SourceFactory(key="site", name="Site")
    ana = CandidateFactory(first_name="Ana", title="Berth planner", custom_fields={"visa": "Has", "wish": 9})
    ben = CandidateFactory(first_name="Ben", title="Engineer", tags=["sea"], custom_fields={"visa": "Needs"})
    CandidateFactory(first_name="Cem", title="Engineer")
    return {
        "ana": ApplicationFactory(candidate=ana, source=agency, stage="offer"),
        "ben": ApplicationFactory(candidate=ben, source=site, stage="applied"),
        "agency": agency,
    }


@pytest.mark.requirement("SR-1.3")
def test_candidates_are_narrowed_by_their_fields_and_their_applications(client, reader, people):
    visa = {"c0": "candidate.custom.visa", "c0op": "eq", "c0v": "Has"}
    assert names(client) == {"Ana", "Ben", "Cem"}
    assert names(client, **visa) == {"Ana"}
    assert names(client, c0="candidate.custom.visa", c0op="in", c0v=["Has", "Needs"]) == {"Ana", "Ben"}
    assert names(client, c0="candidate.title", c0op="contains", c0v="ENGI") == {"Ben", "Cem"}
    assert names(client, c0="candidate.tags", c0op="in", c0v="land, sea") == {"Ben"}
    assert names(client, c0="application.stage", c0op="eq", c0v="offer") == {"Ana"}
    agency = {"c1": "application.source", "c1op": "eq", "c1v": str(people["agency"].pk)}
    assert names(client, c0="application.stage", c0op="eq", c0v="applied", **agency) == set()
    assert names(client, c0="candidate.title", c0op="eq", c0v="Engineer", match="any", **agency) == {
        "Ana",
        "Ben",
        "Cem",
    }
    assert names(client, **visa, drop="c0") == {"Ana", "Ben", "Cem"}


def test_what_is_asked_of_applications_is_asked_of_one_and_the_same(client, reader, people):
    ApplicationFactory(candidate=people["ana"].candidate, stage="applied", source=None)
    both = {"c0": "application.stage", "c0op": "eq", "c0v": "applied", "c1": "application.source", "c1op": "eq"}
    assert names(client, **both, c1v=str(people["agency"].pk)) == set()


def test_an_application_that_the_reader_does_not_see_answers_nothing(client, people):
    user = user_with(C.CANDIDATES_VIEW)
    client.force_login(user)
    people["ana"].candidate.owner = user
    people["ana"].candidate.save()
    assert names(client, c0="application.stage", c0op="eq", c0v="offer") == set()


def test_guarded_fields_are_not_offered_and_do_nothing(client, reader, people):
    page = client.get("/candidates/", {"view": "all"})
    assert "Visa" in page.content.decode() and "Wish" not in page.content.decode()
    assert names(client, c0="candidate.custom.wish", c0op="gt", c0v="8") == {"Ana", "Ben", "Cem"}
    client.force_login(user_with(*SEES, K.PAY_VIEW))
    assert names(client, c0="candidate.custom.wish", c0op="gt", c0v="8") == {"Ana"}
    assert names(client, c0="candidate.custom.wish", c0op="is_empty") == {"Ben", "Cem"}


@pytest.mark.parametrize(("op", "value"), [("gt", "many"), ("contains", "x"), ("gte", "soon"), ("in", "a" * 3000)])
def test_a_value_that_is_none_is_said_beside_its_row(client, reader, people, op, value):
    page = client.get("/candidates/", {"view": "all", "c0": "candidate.added_at", "c0op": op, "c0v": value})
    assert page.status_code == 200
    assert page.context["builder"].rows[0].error
    assert len(page.context["rows"]) == 3


def test_a_field_is_added_without_javascript(client, reader, people):
    page = client.get("/candidates/", {"view": "all", "add": "candidate.custom.visa"})
    text = page.content.decode()
    assert 'name="c0" value="candidate.custom.visa"' in text and ">Needs</option>" in text
    assert len(page.context["rows"]) == 3


def test_jobs_are_narrowed(client, reader):
    CustomField.objects.create(entity="job", key="berths", label="Berths", type="number")
    ports = DepartmentFactory(name="Ports")
    small, big = JobFactory(custom_fields={"berths": 2}), JobFactory(department=ports, custom_fields={"berths": 9})

    def found(**query):
        return {job.pk for job in client.get("/jobs/", {"view": "all", **query}).context["page"].rows}

    assert found(c0="job.custom.berths", c0op="gt", c0v="3") == {big.pk}
    assert found(c0="job.department", c0op="ne", c0v=str(ports.pk)) == {small.pk}
    assert "Top of the pay range" not in client.get("/jobs/").content.decode()


def save(client, page="candidates", **more):
    return client.post(f"/views/{page}/new/", {"name": "Offers", "query": "view=all&c0=application.stage", **more})


def test_a_view_is_saved_shown_as_a_tab_and_leads_back_to_its_filters(client, reader, people):
    query = "view=all&c0=application.stage&c0op=eq&c0v=offer&after=x&add=&saved=1"
    answer = save(client, query=query, is_default="on")
    view = SavedView.objects.get()
    assert view.query == "view=all&c0=application.stage&c0op=eq&c0v=offer"
    assert answer.status_code == 303 and answer["Location"] == f"/candidates/?saved={view.pk}&{view.query}"
    page = client.get(answer["Location"])
    assert {row.candidate.first_name for row in page.context["rows"]} == {"Ana"}
    assert [tab["current"] for tab in page.context["tabs"]["saved"]] == [True]
    assert not any(tab["current"] for tab in page.context["views"])
    opened = client.get("/candidates/")
    assert (opened.status_code, opened["Location"]) == (302, f"?saved={view.pk}&{view.query}")
    assert client.get("/candidates/", {"view": "all"}).status_code == 200
    assert view.history.get().history_change_reason == "View saved"


def test_a_filter_that_was_just_taken_away_is_not_kept(client, reader):
    both = "c0=candidate.title&c0op=eq&c0v=x&c1=candidate.company&c1op=eq&c1v=y&drop=c0"
    save(client, query=both)
    assert SavedView.objects.get().query == "c1=candidate.company&c1op=eq&c1v=y"


def test_a_view_is_renamed_filtered_anew_and_deleted(client, reader):
    save(client, is_default="on")
    view = SavedView.objects.get()
    again = save(client)
    assert again.status_code == 422 and "view with this name" in again.content.decode()
    assert "Its filters stay" in client.get(f"/views/{view.pk}/").content.decode()
    assert "changed too" in client.get(f"/views/{view.pk}/", {"query": "view=mine"}).content.decode()
    client.post(f"/views/{view.pk}/", {"name": "Mine", "query": "view=mine"})
    view.refresh_from_db()
    assert (view.name, view.query, DefaultView.objects.count()) == ("Mine", "view=mine", 0)
    assert client.post(f"/views/{view.pk}/deletion/").status_code == 303
    assert not SavedView.objects.exists()


def test_sharing_needs_the_right_and_reaches_its_role_only(client, reader):
    save(client, sharing="all")
    assert SavedView.objects.get().sharing == "private"
    lead = user_with(*SEES, K.VIEWS_SHARE)
    client.force_login(lead)
    role = Role.objects.create(key="crew", name="Crew")
    save(client, name="For all", sharing="all")
    assert save(client, name="For nobody", sharing="role").status_code == 422
    save(client, name="For the crew", sharing="role", role=str(role.pk))
    assert {view.name for view in SavedView.objects.visible_to(reader)} == {"Offers", "For all"}
    RoleAssignment.objects.create(user=reader, role=role, scope="all")
    assert {view.name for view in SavedView.objects.visible_to(reader)} == {"Offers", "For all", "For the crew"}
    assert {view.name for view in SavedView.objects.visible_to(lead)} == {"For all", "For the crew"}


def test_somebody_elses_view_is_looked_at_and_made_a_default_but_not_changed(client, reader):
    lead = user_with(*SEES, K.VIEWS_SHARE)
    client.force_login(lead)
    save(client, sharing="all"), save(client, name="Own")
    shared, own = SavedView.objects.get(name="Offers"), SavedView.objects.get(name="Own")
    client.force_login(reader)
    assert "shares this view" in client.get(f"/views/{shared.pk}/").content.decode()
    facts = {"name": "Stolen", "query": ""}
    assert client.post(f"/views/{shared.pk}/", facts).status_code in (403, 422)
    assert client.post(f"/views/{shared.pk}/deletion/").status_code == 403
    for address in (f"/views/{own.pk}/", "/views/nothing/new/"):
        assert client.get(address).status_code == 404
    assert client.post(f"/views/{shared.pk}/default/").status_code == 303
    assert DefaultView.objects.get().user == reader
    shared.refresh_from_db()
    assert shared.name == "Offers"
    shared.sharing = "private"
    shared.save()
    assert client.get("/candidates/").status_code == 200
    client.force_login(lead)
    assert client.post(f"/views/{shared.pk}/default/", {"off": "1"}).status_code == 303


def test_what_is_offered_comes_from_people_whom_the_reader_may_see(client, people):
    job = JobFactory()
    seen = CandidateFactory(first_name="Dev", tags=["harbour"], owner=user_with(C.CANDIDATES_VIEW))
    ApplicationFactory(candidate=seen, job=job)
    CandidateFactory(first_name="Eva", tags=["secret project"], skills=["blasting"], owner=user_with(C.CANDIDATES_VIEW))
    reader = user_with(*SEES, scope="hiring_team")
    HiringTeamMemberFactory(job=job, user=reader)
    client.force_login(reader)
    offered = client.get("/candidates/").context["choices"]
    assert offered["owners"] == [(str(seen.owner.pk), seen.owner.name)]


@pytest.mark.parametrize("number", ["1e200000", "-1e200000", "1e-200000", "9" * 200])
def test_a_number_beyond_all_bounds_is_no_number(client, reader, people, number):
    CustomField.objects.create(entity="candidate", key="years", label="Years", type="number")
    page = client.get("/candidates/", {"c0": "candidate.custom.years", "c0op": "gt", "c0v": number})
    assert page.status_code == 200
    tree = {"field": "candidate.custom.years", "op": "in", "value": [number]}
    assert client.get("/api/v1/candidates/", {"condition": json.dumps(tree)}).status_code == 400
