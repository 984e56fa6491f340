"""Log lines hold no personal data, whatever a library or a defect wants to say."""

import json
import logging

import pytest
import structlog
from django.db import IntegrityError, transaction
from django.http import HttpResponse

from ats.kernel import logs

JANE = "jane.doe@example.com"


@pytest.fixture
def lines(caplog):
    """What would be written, as JSON objects."""
    formatter = logs.formatter(as_json=True)
    caplog.set_level(logging.DEBUG)

    def read() -> list[dict]:
        return [json.loads(formatter.format(record)) for record in caplog.records]

    return read


def test_requests_are_named_by_route(lines, client, settings):
    settings.ROOT_URLCONF = "tests.integration.kernel.audit_urls"
    client.raise_request_exception = False
    client.get(f"/things/11111111-1111-4111-8111-111111111111/?q={JANE}", HTTP_USER_AGENT=f"browser of {JANE}")
    finished = [line for line in lines() if line["event"] == "request_finished"]
    assert finished[0]["request"] == "GET things/<uuid:pk>/"
    assert finished[0]["request_id"] and finished[0]["code"] == 200
    assert JANE not in json.dumps(lines()) and "127.0.0.1" not in json.dumps(lines())


test_requests_are_named_by_route = pytest.mark.django_db(test_requests_are_named_by_route)


def test_djangos_own_lines_lose_the_address(lines, rf):
    from django.utils.log import log_response

    log_response("Not Found: %s", f"/x/{JANE}/", response=HttpResponse(status=404), request=rf.get("/"))
    (line,) = [line for line in lines() if line["logger"] == "django.request"]
    assert line["status"] == 404 and JANE not in json.dumps(line)


def test_an_exception_shows_its_type_and_place_only(lines):
    address = JANE
    try:
        raise ValueError(f"cannot parse {address}")
    except ValueError:
        structlog.get_logger("house").exception("it.failed", user_agent=address)
        logging.getLogger("library").exception("failed")
    told = lines()
    assert len(told) == 2
    for line in told:
        assert line["error"] == "ValueError" and "test_an_exception" in line["stack"][-1]
        assert JANE not in json.dumps(line)


@pytest.mark.django_db
def test_a_database_error_names_its_constraint_and_not_the_row(lines, django_user_model):
    django_user_model.objects.create_user(JANE)
    try:
        with transaction.atomic():
            django_user_model.objects.create_user(JANE)
    except IntegrityError:
        logging.getLogger("house").exception("failed")
    (line,) = [line for line in lines() if line["logger"] == "house"]
    assert line["sqlstate"] == "23505" and line["constraint"]
    assert JANE not in json.dumps(line)
