"""Settings of a production, headers of every answer, and the schema of the API."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from ats import links
from tests.factories.ats import ApplicationFactory, UserFactory

FORM = "application/x-www-form-urlencoded"
ROOT = Path(__file__).parents[3]
PRODUCTION = {
    "ATS_SECRET_KEY": "production-" + "k9Q" * 20,
    "ATS_BASE_URL": "https://hiring.example.org",
    "ATS_ALLOWED_HOSTS": "hiring.example.org",
    "ATS_FIELD_KEYS": "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
    "ATS_BLIND_INDEX_KEY": "blind-" + "7xP" * 12,
    "DJANGO_SETTINGS_MODULE": "ats.settings.base",
    "REDIS_URL": "redis://127.0.0.1:6379/0",
}


def test_check_deploy_is_clean_under_a_production_environment():
    environment = {"PATH": os.environ["PATH"], "DATABASE_URL": os.environ["DATABASE_URL"], **PRODUCTION}
    done = subprocess.run(
        [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/accounts/login/", "/admin/login/", "/no-such-page/", "/api/v1/schema/", "/healthz"])
def test_every_answer_has_the_headers(client, path):
    answer = client.get(path, follow=path.startswith("/admin"))
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy and "base-uri 'none'" in policy
    assert "unsafe" not in policy
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.django_db
def test_the_schema_lists_every_operation_and_event(client):
    from tests.factories.ats import UserFactory

    client.force_login(UserFactory())
    answer = client.get("/api/v1/schema/", headers={"Accept": "application/vnd.oai.openapi+json"})
    assert answer.status_code == 200, answer.content
    schema = answer.json()
    assert schema["openapi"].startswith("3.1")
    assert {"/api/v1/events/", "/api/v1/deletions/", "/api/v1/candidates/", "/api/v1/jobs/"} <= set(schema["paths"])
    assert "application.received" in {event["type"] for event in schema["x-events"]}
    listed = schema["paths"]["/api/v1/departments/"]["get"]
    shapes = schema["components"]["schemas"]
    said = listed["description"] + shapes["Department"].get("description", "")
    assert "What is known of the company" not in said, "a class's words are meant for whoever builds the product"


@pytest.mark.django_db
@pytest.mark.parametrize("accept", ["*/*", "application/vnd.oai.openapi", "application/vnd.oai.openapi+json"])
def test_a_refusal_of_the_schema_is_json_whatever_it_was_asked_for_in(client, accept):
    refused = client.get("/api/v1/schema/", headers={"Accept": accept, "Authorization": "Bearer no.key"})
    assert refused.status_code == 401 and refused["Content-Type"] == "application/problem+json"
    assert json.loads(refused.content)["title"] == "Not signed in"


@pytest.mark.django_db
def test_the_human_page_has_no_script(client):
    from tests.factories.ats import UserFactory

    client.force_login(UserFactory())
    page = client.get("/api/v1/docs/").content.decode()
    assert "GET /api/v1/events/" in page and "application.received" in page
    assert "<style" not in page and "style=" not in page and " onclick" not in page


@pytest.mark.django_db
def test_personal_pages_stay_in_no_cache_and_public_ones_may(client):
    assert "no-store" not in client.get("/careers/").headers.get("Cache-Control", "")
    assert "no-store" in client.get("/o/forged/")["Cache-Control"]
    client.force_login(UserFactory())
    for path in ("/", "/approvals/", "/api/v1/approvals/", "/no-such-page/"):
        assert client.get(path)["Cache-Control"] == "private, no-store", path


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/careers/?q=%00", "/jobs/?q=a%00", "/careers/\x00/", "/candidates/?q=%00%00%00"])
def test_an_address_with_nul_is_refused_and_breaks_nothing(client, address):
    client.raise_request_exception = False
    assert client.get(address).status_code == 400


@pytest.mark.django_db
def test_the_api_refuses_nul_in_its_own_voice(client):
    answer = client.get("/api/v1/jobs/?cursor=%00")
    assert answer.status_code == 400 and answer["Content-Type"] == "application/problem+json"


@pytest.mark.django_db
def test_the_api_answers_every_address_in_its_own_voice(client):
    client.force_login(UserFactory())
    for address in ("/api/v1/nothing/", "/api/v1/jobs/a%0Ab/", "/api/v1/%0A"):
        answer = client.get(address)
        assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json"), address


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/api/v1/jobs/"])
def test_our_own_mistake_names_the_number_that_stands_in_the_log(monkeypatch, path, caplog):
    """A person who tells us the reference lets us find the line."""
    monkeypatch.setattr("ats.kernel.access.held._added_up", lambda assignments: 1 / 0)
    client = Client(raise_request_exception=False)
    client.force_login(UserFactory())
    answer = client.get(path)
    assert answer.status_code == 500
    (reference,) = re.findall(r"[0-9a-f]{8}-[0-9a-f-]{27}", answer.content.decode())
    assert reference in caplog.text


@pytest.mark.django_db
@pytest.mark.parametrize("body", [{"purpose": "\x00"}, {"a\x00": "b"}, {"purpose": ["a", "\x00"]}])
@pytest.mark.parametrize("kind", ["", "multipart"])
def test_a_form_with_what_no_text_holds_is_refused_before_any_page(client, body, kind):
    path = reverse("own_consent_withdraw", args=[links.sign("status", ApplicationFactory().pk)])
    sent = client.post(path, body) if kind else client.post(path, urlencode(body, doseq=True), FORM)
    assert sent.status_code == 400
    assert client.post(path, {"purpose": "application"}).status_code == 303
