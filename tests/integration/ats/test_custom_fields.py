"""Custom fields: defined in the administration, typed by one rule, seen and written by sensitivity, filtered by."""

from datetime import date

import pytest
from rest_framework.test import APIClient

from ats.actions import candidates
from ats.kernel import clock
from ats.kernel.access import KernelPermission as K
from ats.kernel.access import Scope
from ats.kernel.errors import NotAllowed
from ats.models import Candidate, CustomField, HiringTeamMember, Job, TeamRole
from ats.permissions import CorePermission as C
from ats.policies.custom_fields import CustomFieldRefused, merged
from tests.factories.ats import (
    ApplicationFactory,
    CandidateFactory,
    DepartmentFactory,
    JobFactory,
    UserFactory,
    user_with,
)
from tests.factories.decisions import Desk

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("SR-1.3")]
URL = "/api/v1/candidates/"
EDITS = [
    C.CANDIDATES_VIEW,
    C.CANDIDATES_CREATE,
    C.CANDIDATES_EDIT,
    C.APPLICATIONS_VIEW,
    C.APPLICATIONS_EDIT,
    C.JOBS_VIEW,
]


def field(key="visa_status", type="choice", **more):
    facts = {"entity": "candidate", "label": key.replace("_", " ").capitalize(), **more}
    if type in ("choice", "multi_choice"):
        facts.setdefault("choices", ["Citizen", "Needs a visa"])
    return CustomField.objects.create(key=key, type=type, **facts)


def api(user):
    client = APIClient()
    client.force_authenticate(user)
    return client


@pytest.mark.parametrize(
    ("type", "given", "kept"),
    [
        ("text", "  Opt   in ", "Opt in"),
        ("long_text", "a\nb", "a\nb"),
        ("number", "3.50", 3.5),
        ("number", 40, 40),
        ("date", "2027-02-01", "2027-02-01"),
        ("date", date(2027, 2, 1), "2027-02-01"),
        ("boolean", False, False),
        ("choice", "Citizen", "Citizen"),
        ("multi_choice", ["Needs a visa", "Citizen", "Citizen"], ["Citizen", "Needs a visa"]),
        ("url", "https://example.org/a", "https://example.org/a"),
    ],
)
def test_each_type_keeps_what_fits(type, given, kept):
    field("f", type)
    assert merged("candidate", {}, {"f": given}, by=None) == {"f": kept}


@pytest.mark.parametrize(
    ("type", "given"),
    [
        ("text", 3),
        ("text", "a\u202eb"),
        ("long_text", "a\x00"),
        ("number", "many"),
        ("number", True),
        ("number", 10**30),
        ("number", float("inf")),
        ("number", "1234567890.1234567"),
        ("date", "2027-02-30"),
        ("date", "soon"),
        ("boolean", "yes"),
        ("choice", "Martian"),
        ("choice", ["Citizen"]),
        ("multi_choice", "Citizen"),
        ("multi_choice", [["Citizen"]]),
        ("url", "javascript:alert(1)"),
        ("url", 4),
    ],
)
def test_what_does_not_fit_is_refused_by_name(type, given):
    field("f", type)
    with pytest.raises(CustomFieldRefused) as refusal:
        merged("candidate", {}, {"f": given}, by=None)
    assert list(refusal.value.details["errors"]) == ["custom_fields.f"]


def test_values_are_merged_none_takes_away_and_the_unknown_is_refused():
    field("a", "text"), field("b", "text")
    assert merged("candidate", {"a": "1", "old": 7}, {"b": "2"}, by=None) == {"a": "1", "b": "2", "old": 7}
    assert merged("candidate", {"a": "1", "b": "2"}, {"a": None}, by=None) == {"b": "2"}
    with pytest.raises(CustomFieldRefused, match="no such field"):
        merged("candidate", {}, {"c": "1"}, by=None)


def test_a_choice_that_was_taken_off_the_list_stays_where_it_is():
    made = field()
    made.choices = ["Citizen"]
    made.save()
    before = {"visa_status": "Needs a visa"}
    assert merged("candidate", before, {"visa_status": "Needs a visa"}, by=None) == before
    with pytest.raises(CustomFieldRefused):
        merged("candidate", {}, {"visa_status": "Needs a visa"}, by=None)


def test_rest_writes_reads_and_says_what_is_wrong():
    field()
    client = api(user_with(*EDITS))
    body = {"first_name": "Ana", "last_name": "Sousa", "custom_fields": {"visa_status": "Citizen"}}
    made = client.post(URL, body, format="json")
    assert (made.status_code, made.data["custom_fields"]) == (201, {"visa_status": "Citizen"})
    row = f"{URL}{made.data['id']}/"
    wrong = client.patch(row, {"custom_fields": {"visa_status": "Martian", "shoe": 1}}, format="json")
    assert wrong.status_code == 400
    assert set(wrong.data["errors"]) == {"custom_fields.visa_status", "custom_fields.shoe"}
    gone = client.patch(row, {"custom_fields": {"visa_status": None}}, format="json")
    assert (gone.status_code, gone.data["custom_fields"]) == (200, {})


def test_what_the_caller_may_not_see_is_neither_read_nor_written_nor_filtered():
    field("wish", "number", sensitivity="pay"), field("street", "text", sensitivity="personal")
    field("faith", "text", sensitivity="restricted")
    person = CandidateFactory(custom_fields={"wish": 90000, "street": "Rua Nova", "faith": "none", "stray": 1})
    sees, blind = api(user_with(*EDITS, K.PAY_VIEW, K.CONTACT_VIEW)), api(user_with(*EDITS))
    row = f"{URL}{person.pk}/"
    assert sees.get(row).data["custom_fields"] == {"wish": 90000, "street": "Rua Nova"}
    assert blind.get(row).data["custom_fields"] == {}
    assert blind.get(URL).data["results"][0]["custom_fields"] == {}
    for key in ("wish", "street", "faith"):
        refused = blind.patch(row, {"custom_fields": {key: 1}}, format="json")
        assert refused.status_code == 403, key
        assert blind.get(URL, {f"custom_fields.{key}": "1"}).status_code == 400
    assert sees.patch(row, {"custom_fields": {"faith": "x"}}, format="json").status_code == 403
    hit = sees.get(URL, {"condition": '{"field": "candidate.custom.wish", "op": "gt", "value": 80000}'})
    assert [found["id"] for found in hit.data["results"]] == [str(person.pk)]
    person.refresh_from_db()
    assert person.custom_fields == {"wish": 90000, "street": "Rua Nova", "faith": "none", "stray": 1}


def test_a_filter_by_guarded_fields_looks_only_where_the_caller_sees_them():
    """Pay within one team: others' rows answer neither the question nor its negation."""
    field("wish", "number", sensitivity="pay")
    ours, theirs = (ApplicationFactory(candidate=CandidateFactory(custom_fields={"wish": 9})) for _ in range(2))
    user = user_with(*EDITS)
    other = user_with(K.PAY_VIEW, scope=Scope.TEAM)
    assignment = other.role_assignments.get()
    assignment.user = user
    assignment.save()
    HiringTeamMember.objects.create(job=ours.job, user=user, role=TeamRole.HIRING_MANAGER)
    leaf = '{"field": "candidate.custom.wish", "op": "gt", "value": 8}'
    for tree in (leaf, f'{{"not": {{"not": {leaf}}}}}'):
        found = api(user).get(URL, {"condition": tree}).data["results"]
        assert [each["id"] for each in found] == [str(ours.candidate_id)]
    none = api(user).get(URL, {"condition": f'{{"not": {leaf}}}'}).data["results"]
    assert none == []
    assert api(user).get(f"{URL}{theirs.candidate_id}/").data["custom_fields"] == {}


def test_rest_filters_by_key_and_refuses_the_unknown():
    field(), field("relocates", "boolean")
    one = CandidateFactory(custom_fields={"visa_status": "Citizen", "relocates": True})
    two = CandidateFactory(custom_fields={"visa_status": "Needs a visa"})
    CandidateFactory()
    client = api(user_with(*EDITS))

    def ids(**query):
        return {row["id"] for row in client.get(URL, query).data["results"]}

    assert ids(**{"custom_fields.visa_status": "Citizen"}) == {str(one.pk)}
    assert ids(**{"custom_fields.visa_status": ["Citizen", "Needs a visa"]}) == {str(one.pk), str(two.pk)}
    assert ids(**{"custom_fields.relocates": "true"}) == {str(one.pk)}
    assert client.get(URL, {"custom_fields.shoe": "1"}).status_code == 400
    assert client.get(URL, {"condition": "{"}).status_code == 400
    assert client.get(URL, {"condition": "[" * 50_000}).status_code == 400
    assert client.get(URL, {"condition": '{"field": ["x"], "op": "eq", "value": 1}'}).status_code == 400


def test_definitions_over_rest_without_those_that_the_caller_may_not_see():
    field(help="As of today"), field("wish", "number", sensitivity="pay"), field("faith", sensitivity="restricted")
    seen = api(user_with(C.ORGANISATION_VIEW)).get("/api/v1/custom-fields/")
    assert [row["key"] for row in seen.data["results"]] == ["visa_status"]
    assert seen.data["results"][0]["choices"] == ["Citizen", "Needs a visa"]
    paid = api(user_with(C.ORGANISATION_VIEW, K.PAY_VIEW)).get("/api/v1/custom-fields/", {"type": "number"})
    assert [row["key"] for row in paid.data["results"]] == ["wish"]


def test_jobs_applications_and_offers_have_them_too():
    desk = Desk()
    for entity in ("job", "application", "offer"):
        field("cost_centre", "text", entity=entity)
    client, values = api(desk.recruiter), {"custom_fields": {"cost_centre": "77"}}
    offer = desk.offer()
    for address in (
        f"/api/v1/jobs/{desk.job.pk}/",
        f"/api/v1/applications/{desk.application.pk}/",
        f"/api/v1/offers/{offer.pk}/",
    ):
        answer = client.patch(address, values, format="json")
        assert (answer.status_code, answer.data["custom_fields"]) == (200, {"cost_centre": "77"}), address
        listed = client.get(address.rsplit("/", 2)[0] + "/", {"custom_fields.cost_centre": "77"})
        assert [row["custom_fields"] for row in listed.data["results"]] == [{"cost_centre": "77"}], listed.data
    made = client.post(
        "/api/v1/jobs/", {"name": "Planner", "department": str(DepartmentFactory().pk), **values}, format="json"
    )
    assert (made.status_code, made.data["custom_fields"]) == (201, {"cost_centre": "77"})


def test_the_administration_defines_fields_and_keeps_their_identity(client):
    client.force_login(user_with(K.ADMIN_VIEW, K.ADMIN_CONFIGURE, is_staff=True))
    form = {
        "entity": "candidate",
        "key": "first_outreach",
        "label": "First outreach",
        "type": "choice",
        "choices": "E-mail\r\nPhone\r\n\r\nPhone",
        "sensitivity": "public",
        "position": "1",
        "is_active": "on",
    }
    add = "/admin/ats/customfield/add/"
    assert client.post(add, {**form, "choices": ""}).status_code == 200
    assert client.post(add, {**form, "key": "First__Outreach"}).status_code == 200
    assert not CustomField.objects.exists()
    assert client.post(add, form).status_code == 302
    made = CustomField.objects.get()
    assert made.choices == ["E-mail", "Phone"]
    change = f"/admin/ats/customfield/{made.pk}/change/"
    assert client.post(change, {**form, "key": "other", "type": "text", "label": "Outreach"}).status_code == 302
    made.refresh_from_db()
    assert (made.key, made.type, made.label) == ("first_outreach", "choice", "Outreach")
    assert made.history.count() == 2
    assert client.post(f"/admin/ats/customfield/{made.pk}/delete/", {"post": "yes"}).status_code == 403


def test_the_forms_ask_for_them(client):
    (
        field(help="As the candidate says"),
        field("wish", "number", sensitivity="pay"),
        field("berths", "number", entity="job"),
    )
    user = user_with(*EDITS, C.JOBS_CREATE, C.JOBS_EDIT, C.ORGANISATION_VIEW)
    client.force_login(user)
    page = client.get("/candidates/new/").content.decode()
    assert "Visa status" in page and "As the candidate says" in page and "Wish" not in page
    body = {"first_name": "Ana", "custom_candidate_visa_status": "Martian", "custom_candidate_wish": "3"}
    assert client.post("/candidates/new/", body).status_code == 422
    assert client.post("/candidates/new/", {**body, "custom_candidate_visa_status": "Citizen"}).status_code == 303
    person = Candidate.objects.get()
    assert person.custom_fields == {"visa_status": "Citizen"}
    assert "Citizen" in client.get(f"/candidates/{person.pk}/").content.decode()
    job = JobFactory(custom_fields={"berths": 2})
    assert 'value="2"' in client.get(f"/jobs/{job.pk}/edit/").content.decode()
    questions = {"questions-TOTAL_FORMS": "0", "questions-INITIAL_FORMS": "0"}
    facts = {"name": "Planner", "requisition_id": job.requisition_id, "department": str(job.department_id)}
    answer = client.post(f"/jobs/{job.pk}/edit/", {**facts, **questions, "custom_job_berths": "4"})
    assert answer.status_code == 303, answer.content.decode()[-3000:]
    assert Job.objects.get().custom_fields == {"berths": 4}


def test_the_application_page_shows_them_and_leads_to_their_form(client):
    field(), field("notice", "text", entity="application")
    application = ApplicationFactory()
    client.force_login(user_with(*EDITS))
    assert f"/applications/{application.pk}/fields/" in client.get(f"/applications/{application.pk}/").content.decode()
    address = f"/applications/{application.pk}/fields/"
    body = {"custom_application_notice": "Two months", "custom_candidate_visa_status": "Citizen"}
    assert client.post(address, body).status_code == 303
    application.refresh_from_db()
    assert application.custom_fields == {"notice": "Two months"}
    assert application.candidate.custom_fields == {"visa_status": "Citizen"}
    page = client.get(f"/applications/{application.pk}/").content.decode()
    assert "Two months" in page and "Citizen" in page
    needed = client.post(f"{address}?need=application.custom.notice,candidate.company", {})
    assert needed.status_code == 422
    assert "company" in needed.content.decode().lower()


def test_saving_fields_leaves_an_owner_who_has_left_where_they_are(client):
    field("notice", "text", entity="application")
    application = ApplicationFactory(owner=UserFactory(is_active=False))
    client.force_login(user_with(*EDITS))
    address, owner = f"/applications/{application.pk}/fields/", str(application.owner_id)
    assert f'value="{owner}" selected' in client.get(address).content.decode()
    source = str(application.source_id or "")
    assert client.post(address, {"owner": owner, "source": source, "custom_application_notice": "x"}).status_code == 303
    application.refresh_from_db()
    assert (str(application.owner_id), application.custom_fields) == (owner, {"notice": "x"})


def test_an_offer_keeps_them_without_a_new_version(client):
    desk = Desk()
    field("relocation", "boolean", entity="offer")
    offer = desk.offer()
    client.force_login(desk.recruiter)
    assert client.post(f"/offers/{offer.pk}/fields/", {"custom_offer_relocation": "yes"}).status_code == 303
    offer.refresh_from_db()
    assert (offer.custom_fields, offer.version) == ({"relocation": True}, 1)
    assert "Relocation" in client.get(f"/offers/{offer.pk}/").content.decode()


def test_the_action_itself_refuses_a_field_that_the_person_may_not_see():
    field("wish", "number", sensitivity="pay")
    with pytest.raises(NotAllowed):
        candidates.edit(candidate=CandidateFactory(), by=user_with(*EDITS), at=clock.now(), custom_fields={"wish": 1})
