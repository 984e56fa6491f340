"""Names and zones over REST and the colleagues' form: one visible line, a zone that exists; the field is named."""

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from ats.kernel.access import seed_roles
from ats.models import Candidate
from tests.factories.ats import user_in_role

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("SR-5.1")]


@pytest.fixture
def client():
    seed_roles()
    client = APIClient()
    client.force_login(user_in_role("recruiter"))
    return client


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("first_name", "A\u0007na"),
        ("first_name", "\u200b"),
        ("last_name", "\u202eevil"),
        ("company", "\ufffe"),
        ("time_zone", "Mars/Phobos"),
        ("time_zone", "localtime"),
    ],
)
def test_rest_refuses_by_the_field(client, field, value):
    body = {"first_name": "Ana", "last_name": "Sousa", field: value}
    answer = client.post("/api/v1/candidates/", body, format="json")
    assert (answer.status_code, list(answer.json()["errors"])) == (400, [field])
    assert client.put("/api/v1/candidates/external/x-1/", body, format="json").status_code == 400
    assert not Candidate.objects.exists()


def test_rest_takes_what_can_be_meant(client):
    body = {"first_name": "Ana\nMaria", "last_name": "", "time_zone": "Asia/Kolkata", "tags": ["a\tb"]}
    answer = client.post("/api/v1/candidates/", body, format="json")
    assert answer.status_code == 201
    assert (answer.json()["first_name"], answer.json()["tags"]) == ("Ana Maria", ["a b"])


def test_the_colleagues_form_asks_the_same(client):
    answer = client.post(reverse("candidate_new"), {"first_name": "\u2800"})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["first_name"]
