"""What the API's JSON may hold, and cursors that nobody of ours wrote."""

import base64
import json

import pytest
from rest_framework.test import APIClient

from ats.models import CustomField
from ats.permissions import CorePermission as C
from tests.factories.ats import ApplicationFactory, user_with

pytestmark = pytest.mark.django_db
NAME = {"first_name": "Aiko", "last_name": "Sørensen"}


@pytest.fixture
def client():
    client = APIClient(raise_request_exception=False)
    client.force_authenticate(user_with(C.CANDIDATES_VIEW, C.CANDIDATES_CREATE))
    return client


@pytest.mark.parametrize(
    "body",
    [
        b'{"a":' * 50_000,
        b'{"custom_fields": ' + b"[" * 40 + b"]" * 40 + b"}",
        json.dumps({**NAME, "custom_fields": {"a": ["\x00"]}}).encode(),
        json.dumps({**NAME, "custom_fields": {"\x00": 1}}).encode(),
        json.dumps({**NAME, "custom_fields": {"a": "\ud800"}}).encode(),
        json.dumps({**NAME, "custom_fields": {"a": "BIG"}}).replace('"BIG"', "1e999").encode(),
    ],
    ids=["bottomless", "deep", "nul", "nul-in-name", "surrogate", "endless"],
)
def test_what_cannot_be_kept_is_refused(client, body):
    answer = client.generic("POST", "/api/v1/candidates/", body, content_type="application/json")
    assert answer.status_code == 400, answer.content


def test_what_can_be_kept_is(client):
    CustomField.objects.create(entity="candidate", key="words", label="Words", type="text")
    CustomField.objects.create(entity="candidate", key="number", label="Number", type="number")
    facts = {**NAME, "custom_fields": {"words": "zażółć 日本 🙂", "number": 1.5}}
    answer = client.post("/api/v1/candidates/", facts, format="json")
    assert (answer.status_code, answer.data["custom_fields"]) == (201, facts["custom_fields"])


@pytest.mark.parametrize(
    "raw", ["[" * 3000, '["2026-01-01T00:00:00", "00000000-0000-0000-0000-000000000000", 0]', "{}"]
)
def test_a_cursor_of_somebody_elses_making_is_refused(client, raw):
    token = base64.urlsafe_b64encode(raw.encode()).decode()
    assert client.get("/api/v1/candidates/", {"cursor": token}).status_code == 400


@pytest.mark.parametrize("body", [b"null", b"1", b"[]", b'"x"', b"true", b'["pay"]'])
@pytest.mark.parametrize("path", ["/api/v1/candidates/", "/api/v1/jobs/"])
def test_a_body_is_an_object(path, body):
    client = APIClient(raise_request_exception=False)
    client.force_authenticate(user_with(C.CANDIDATES_VIEW, C.CANDIDATES_CREATE, C.JOBS_VIEW, C.JOBS_CREATE))
    assert client.generic("POST", path, body, content_type="application/json").status_code == 400


def test_a_time_beyond_the_calendar_is_refused():
    row = ApplicationFactory()
    client = APIClient(raise_request_exception=False)
    seen = (C.APPLICATIONS_VIEW, C.INTERVIEWS_VIEW, C.INTERVIEWS_SCHEDULE)
    user = user_with(*seen, time_zone="America/New_York")
    client.force_login(user)
    times = {"starts_at": "9999-12-31T23:59:00-05:00", "ends_at": "9999-12-31T23:59:00-05:00"}
    body = {"application": str(row.pk), "interviewers": [str(user.pk)], **times}
    assert client.post("/api/v1/interviews/", body, format="json").status_code == 400
