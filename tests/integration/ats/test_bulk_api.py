"""PUT by external id and bulk over REST: each row by itself, found again, and never twice."""

import threading
from uuid import UUID

import pytest
from django.db import connections
from django.test import Client

from ats.actions import candidates, first_day
from ats.kernel import clock
from ats.kernel.api import keys
from ats.kernel.audit.models import AuditEntry
from ats.kernel.outbox import StoredEvent
from ats.models import Application, Candidate, Job
from ats.permissions import CorePermission as C
from tests.factories.ats import AT, CandidateFactory, DepartmentFactory, JobFactory, user_in_role, user_with

pytestmark = pytest.mark.django_db
ANA = {"first_name": "Ana", "last_name": "Sousa"}


def speaking_for(user) -> Client:
    _, token = keys.create(name="sync", user=user)
    return Client(headers={"Authorization": f"Bearer {token}"})


@pytest.fixture
def integrator(db):
    first_day.prepare(at=AT)
    return user_in_role("integrator")


@pytest.fixture
def api(integrator) -> Client:
    return speaking_for(integrator)


def send(client, noun, rows, **headers):
    address = f"/api/v1/{noun}/bulk/"
    return client.post(address, {"rows": rows}, content_type="application/json", headers=headers)


def results(answer):
    assert answer.status_code == 200, answer.content
    return answer.json()["results"]


def outcomes(answer):
    return [row["status"] for row in results(answer)]


def put(client, address, body):
    return client.put(f"/api/v1/{address}/", body, content_type="application/json")


def test_rows_are_created_brought_up_to_date_and_left_alone(api):
    rows = [{**ANA, "external_id": f"hr-{n}", "email_addresses": [{"value": f"ana{n}@mail.example"}]} for n in range(3)]
    assert outcomes(send(api, "candidates", rows)) == ["created"] * 3
    told = StoredEvent.objects.count()
    rows[1]["title"] = "Engineer"
    rows[2]["email_addresses"] = [{"value": "other@mail.example"}]
    again = send(api, "candidates", rows)
    assert outcomes(again) == ["unchanged", "updated", "updated"]
    assert StoredEvent.objects.count() == told + 2, "what is the same is no event"
    known = {str(row.pk): row for row in Candidate.objects.all()}
    assert [known[row["id"]].external_id for row in results(again)] == ["hr-0", "hr-1", "hr-2"]
    assert [row["index"] for row in results(again)] == [0, 1, 2]
    assert known[results(again)[2]["id"]].main_email == "other@mail.example"


def test_a_row_that_is_refused_stops_no_other_and_says_why(api):
    rows = [
        {**ANA, "external_id": "hr-1"},
        {"last_name": "Nobody", "external_id": "hr-2"},
        {**ANA, "external_id": "hr-3", "email_addresses": [{"value": "no address"}]},
        ANA,
        {**ANA, "external_id": ["hr-5"]},
        {**ANA, "external_id": "hr-6", "custom_fields": {"unheard_of": 1}},
        {**ANA, "external_id": "hr-7"},
    ]
    told = results(send(api, "candidates", rows))
    assert [row["status"] for row in told] == ["created", *["failed"] * 5, "created"]
    assert "first_name" in told[1]["errors"] and "email_addresses.0.value" in told[2]["errors"]
    assert "external_id" in told[3]["errors"] and "external_id" in told[4]["errors"]
    assert told[5]["problem"]["status"] == 400 and "custom_fields.unheard_of" in told[5]["errors"]
    assert Candidate.objects.count() == 2 and told[3]["id"] is None and told[0]["problem"] is None


def test_a_second_row_with_the_same_id_comes_after_the_first(api):
    rows = [{**ANA, "external_id": "hr-1"}, {**ANA, "external_id": "hr-1", "title": "Engineer"}]
    told = results(send(api, "candidates", rows))
    assert [row["status"] for row in told] == ["created", "updated"] and told[0]["id"] == told[1]["id"]
    assert Candidate.objects.get().title == "Engineer"


def test_a_batch_has_its_size(api, settings):
    settings.API_BULK_ROWS = 2
    rows = [{**ANA, "external_id": f"hr-{n}"} for n in range(3)]
    answer = send(api, "candidates", rows)
    assert (answer.status_code, list(answer.json()["errors"])) == (400, ["rows"])
    assert send(api, "candidates", []).status_code == 400
    assert api.post("/api/v1/candidates/bulk/", {"rows": ["x"]}, content_type="application/json").status_code == 400
    assert not Candidate.objects.exists()


def test_the_same_key_takes_effect_once(api):
    rows = [{**ANA, "external_id": "hr-1"}]
    first = send(api, "candidates", rows, **{"Idempotency-Key": "night 1"})
    again = send(api, "candidates", rows, **{"Idempotency-Key": "night 1"})
    assert first.json() == again.json() and outcomes(again) == ["created"]
    assert again["Idempotent-Replayed"] == "true"
    assert send(api, "candidates", [], **{"Idempotency-Key": "night 1"}).status_code == 422


def test_permissions_are_asked_for_each_row(integrator):
    """Who may change only their own changes those, and the refusal is in the audit log."""
    person = user_with(C.CANDIDATES_CREATE, C.CANDIDATES_VIEW)
    CandidateFactory(external_id="hr-1", last_name="Before")
    told = results(send(speaking_for(person), "candidates", [{**ANA, "external_id": f"hr-{n}"} for n in (1, 2)]))
    assert [(row["status"], (row["problem"] or {}).get("status")) for row in told] == [
        ("failed", 403),
        ("created", None),
    ]
    assert Candidate.objects.get(external_id="hr-1").last_name == "Before"
    assert AuditEntry.objects.filter(deed=str(C.CANDIDATES_EDIT), outcome="refused").count() == 1


def test_who_is_hidden_is_neither_changed_nor_made_twice(integrator):
    CandidateFactory(external_id="hr-1", last_name="Before")
    person = user_with(C.CANDIDATES_CREATE, C.CANDIDATES_VIEW, C.CANDIDATES_EDIT, scope="own")
    [told] = results(send(speaking_for(person), "candidates", [{**ANA, "external_id": "hr-1"}]))
    assert told["problem"]["status"] == 409 and "Before" not in str(told)
    assert Candidate.objects.count() == 1


def test_a_merged_record_says_what_it_became(api, integrator):
    from ats.actions import merges

    one, other = CandidateFactory(external_id="hr-1"), CandidateFactory()
    merges.merge(candidate=one, into=other, by=integrator, at=AT)
    [told] = results(send(api, "candidates", [{**ANA, "external_id": "hr-1"}]))
    assert told["problem"]["merged_into"] == str(other.pk) and told["problem"]["status"] == 409
    assert put(api, "candidates/external/hr-1", ANA).json()["merged_into"] == str(other.pk)


def test_an_id_that_is_too_long_is_refused_by_name(api):
    answer = put(api, f"candidates/external/{'x' * 201}", ANA)
    assert (answer.status_code, list(answer.json()["errors"])) == (400, ["external_id"])


def test_options_answers_whether_there_is_a_row_or_not(api):
    CandidateFactory(external_id="hr-1")
    told = {key: api.options(f"/api/v1/candidates/external/{key}/") for key in ("hr-1", "hr-2")}
    assert [answer.status_code for answer in told.values()] == [200, 200]
    assert "PUT" in told["hr-1"].json()["actions"] and "actions" not in told["hr-2"].json()


def test_jobs_by_their_id(api):
    body = {"name": "Engineer", "department": str(DepartmentFactory().pk)}
    made = put(api, "jobs/external/hr-9", body)
    assert made.status_code == 201 and made["Location"].endswith(f"/api/v1/jobs/{made.json()['id']}/")
    changed = put(api, "jobs/external/hr-9", {"description": "We plan berths."})
    assert (changed.status_code, changed.json()["description"]) == (200, "We plan berths.")
    assert Job.objects.get().external_id == "hr-9"
    twice = api.post("/api/v1/jobs/", {**body, "external_id": "hr-9", "override_reason": "x"}, "application/json")
    assert (twice.status_code, twice.json()["type"]) == (409, "urn:waymark:problem:external-id-taken")
    rows = [{**body, "external_id": "hr-9", "name": "Engineer II"}, {**body, "external_id": "hr-10", "name": "Baker"}]
    assert outcomes(send(api, "jobs", rows)) == ["updated", "created"]
    assert outcomes(send(api, "jobs", rows)) == ["unchanged", "unchanged"]


def test_pay_of_a_job_is_asked_for_row_by_row(integrator):
    person = user_with(C.JOBS_CREATE, C.JOBS_VIEW, C.JOBS_EDIT)
    body = {"name": "Engineer", "department": str(DepartmentFactory().pk), "override_reason": "Another team."}
    pay = {"pay_range": {"min": "1", "max": "2"}}
    rows = [{**body, **pay, "external_id": "a"}, {**body, "external_id": "b"}, {**body, **pay, "external_id": "b"}]
    told = results(send(speaking_for(person), "jobs", rows))
    assert [row["status"] for row in told] == ["failed", "created", "failed"]
    assert "pay_range" in told[0]["problem"]["detail"] and told[2]["problem"]["status"] == 403


def test_applications_by_their_id(api):
    person, job = CandidateFactory(), JobFactory()
    body = {"candidate": str(person.pk), "job": str(job.pk)}
    made = put(api, "applications/external/hr-1", body)
    assert (made.status_code, made.json()["external_id"]) == (201, "hr-1")
    rows = [
        {**body, "external_id": "hr-1"},
        {**body, "external_id": "hr-2"},
        {"candidate": str(CandidateFactory().pk), "job": str(job.pk), "external_id": "hr-1"},
        {"candidate": str(UUID(int=1)), "job": str(job.pk), "external_id": "hr-3"},
    ]
    told = results(send(api, "applications", rows))
    assert [row["status"] for row in told] == ["unchanged", "failed", "failed", "failed"]
    assert told[1]["problem"]["type"] == "urn:waymark:problem:already-applied"
    assert "candidate" in told[2]["errors"] and "candidate" in told[3]["errors"]
    plain = api.post("/api/v1/applications/", {**body, "external_id": "hr-1"}, "application/json")
    assert plain.status_code == 422 or plain.status_code == 409
    assert Application.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_many_at_once_make_one_of_each(integrator):
    """Batches in opposite orders neither wait for each other for ever nor make anybody twice."""
    said: list[str] = []

    def sync(order) -> None:
        rows = [{**ANA, "external_id": f"hr-{n}"} for n in order]
        said.extend(outcomes(send(speaking_for(integrator), "candidates", rows)))
        connections.close_all()

    orders = [range(12), range(11, -1, -1), range(12), range(11, -1, -1)]
    threads = [threading.Thread(target=sync, args=[order]) for order in orders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(said) == ["created"] * 12 + ["unchanged"] * 36
    assert Candidate.objects.count() == 12


def test_contact_points_that_stay_move_nothing(integrator):
    person = candidates.add(**ANA, email="ana@mail.example", by=integrator, at=AT)
    before = Candidate.objects.get().updated_at
    same = [{"value": "ana@mail.example"}]
    candidates.replace_contacts(candidate=person, emails=same, phones=[], by=integrator, at=clock.now())
    assert Candidate.objects.get().updated_at == before
    work = [{"value": "ana@mail.example", "type": "work"}]
    candidates.replace_contacts(candidate=person, emails=work, by=integrator, at=clock.now())
    assert Candidate.objects.get().updated_at > before and person.email_addresses.get().type == "work"


def test_a_kept_answer_belongs_to_its_whole_address_however_long(api):
    """Two external ids that differ only at their ends are two rows, also under one Idempotency-Key."""
    ids = [f"{'hr-' * 65}-{n}" for n in (1, 2)]
    for each in ids:
        answer = api.put(
            f"/api/v1/candidates/external/{each}/",
            ANA,
            content_type="application/json",
            headers={"Idempotency-Key": "night 1"},
        )
        assert answer.status_code == 201 and answer.json()["external_id"] == each
    assert Candidate.objects.filter(external_id__in=ids).count() == 2


def test_a_kept_answer_is_not_given_again_once_somebody_in_it_was_erased(api, integrator):
    body = {**ANA, "email_addresses": [{"value": "ana@mail.example"}]}

    def sent():
        headers = {"Idempotency-Key": "night 1"}
        return api.put("/api/v1/candidates/external/hr-1/", body, content_type="application/json", headers=headers)

    assert sent().status_code == 201 and sent()["Idempotent-Replayed"] == "true"
    candidates.erase_contacts(candidate=Candidate.objects.get(), by=integrator, at=clock.now())
    answer = sent()
    assert (answer.status_code, answer.json()["type"]) == (409, "urn:waymark:problem:idempotency-answer-lost")
    assert "ana@mail.example" not in answer.content.decode() and Candidate.objects.count() == 1
