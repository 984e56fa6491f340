"""What must be unique and is taken: a refusal that names the field, or says that somebody was faster; never an error 500."""

import pytest
from django.db import IntegrityError, connection, transaction
from rest_framework.test import APIClient

from ats.kernel.access import seed_roles
from ats.kernel.crowding import as_refusal
from ats.models import Application, Job, Opening
from tests.factories.ats import AT, ApplicationFactory, DepartmentFactory, JobFactory, user_in_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def client():
    seed_roles()
    client = APIClient(raise_request_exception=False)
    client.force_authenticate(user_in_role("recruiter"))
    return client


def body(**facts):
    return {"name": "Data engineer", "department": str(DepartmentFactory().pk), **facts}


def test_two_openings_with_one_id_are_refused_by_the_field(client):
    answer = client.post("/api/v1/jobs/", body(openings=[{"opening_id": "A"}, {"opening_id": "A"}]), format="json")
    assert (answer.status_code, list(answer.json()["errors"])) == (400, ["opening_id"])
    assert not Job.objects.exists()
    job = client.post("/api/v1/jobs/", body(openings=[{"opening_id": "A"}]), format="json").json()
    again = client.post(f"/api/v1/jobs/{job['id']}/openings/", {"opening_id": "A"}, format="json")
    assert (again.status_code, list(again.json()["errors"])) == (400, ["opening_id"])


def test_a_number_that_was_given_by_hand_is_passed_over(client):
    openings = [{"opening_id": "REQ-7-2"}, {}, {}]
    job = client.post("/api/v1/jobs/", body(requisition_id="REQ-7", openings=openings), format="json").json()
    assert [each["opening_id"] for each in job["openings"]] == ["REQ-7-2", "REQ-7-3", "REQ-7-4"]


def refused(make):
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        make()
    return as_refusal(caught.value)


def test_what_slips_past_the_actions_is_told_by_the_database(client):
    job, application = JobFactory(requisition_id="REQ-9"), ApplicationFactory()
    same = refused(lambda: JobFactory(requisition_id="REQ-9"))
    assert (same.status, list(same.details["errors"])) == (400, ["requisition_id"])
    Opening.objects.create(job=job, opening_id="X")
    assert refused(lambda: Opening.objects.create(job=job, opening_id="X")).status == 400
    facts = {"candidate": application.candidate, "job": application.job, "applied_at": AT}
    assert refused(lambda: Application.objects.create(**facts)).status == 409


def test_a_violation_that_nobody_declared_stays_a_defect():
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE lone (n int CONSTRAINT lone_number UNIQUE)")
        cursor.execute("INSERT INTO lone VALUES (1)")
        assert refused(lambda: cursor.execute("INSERT INTO lone VALUES (1)")) is None
